"""How a pattern for any Studio becomes that of one.

https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html
"""

from collections.abc import Mapping
from typing import Any

from emr_studio_constructs.policies.rendering import Things, fill

Pattern = Mapping[str, Any]
"""What the `detail` of an event must have, as EventBridge writes it, with names in angle brackets for one Studio."""


def fill_pattern(pattern: Pattern, things: Things) -> dict[str, Any]:
    """Puts the things of one Studio into a pattern; leaves out what asks for a thing that the Studio has not got.

    Args:
        pattern: A pattern with names in angle brackets.
        things: What the names stand for, each one thing or none.
    """
    return {key: filled for key, value in pattern.items() if (filled := _fill(value, things)) not in ({}, [], None)}


def _fill(value: Any, things: Things) -> Any:  # noqa: ANN401  # JSON
    match value:
        case str():
            return next(iter(fill(value, things)), None)
        case list():
            return [filled for item in value if (filled := _fill(item, things)) not in ({}, None)]
        case Mapping():
            return fill_pattern(value, things)
        case _:
            return value
