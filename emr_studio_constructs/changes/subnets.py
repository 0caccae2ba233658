"""Says what other subnets do to a Studio.

https://docs.aws.amazon.com/emr/latest/APIReference/API_UpdateStudio.html
"""

from collections.abc import Callable

from .functions import Value
from .model import Action


def subnets_taken_away(
    before: Value, after: Value, *, is_another: Callable[[Value], bool], is_unknown: Callable[[Value], bool]
) -> tuple[Action, str] | None:
    """What other subnets do, and why: EMR's update must name all that there are, and may add some.

    Args:
        before: The value of `SubnetIds` that is deployed.
        after: The value that is wanted.
        is_another: Whether a value, though the same in the template, is another one after the deploy.
        is_unknown: Whether only the deploy knows a value.

    Returns:
        None where there are only more, or others in order; an update where only the deploy knows.
    """
    unknown = Action.UPDATE, "differs: only the deploy knows whether a subnet is taken away"
    if not isinstance(before, list) or not isinstance(after, list):
        return unknown if before != after or is_another(after) else None
    gone = [each for each in before if each not in after or is_another(each)]
    if not gone:
        return None
    new = [each for each in after if each not in before]
    if len(after) >= len(before) and any(map(is_unknown, (*gone, *new))):
        return unknown
    return Action.FAIL, f"loses {len(gone)} of {len(before)} subnets: EMR can only add some to a Studio"
