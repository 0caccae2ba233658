"""The use cases that `emr_studio_constructs.testing` knows, as a table."""

from emr_studio_constructs.testing import UseCase


def use_cases() -> str:
    """All of them, by name and in their own words."""
    lines = [f"| `{each.name}` | {each} |" for each in UseCase]
    return "\n".join(["| `UseCase` | In its own words |", "| --- | --- |", *lines])
