"""Says whether a condition holds, as far as that is known before a deploy.

https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-conditions.html
"""

from collections.abc import Callable
from typing import Any

# Whether it holds, or what it says, of what is not known.
Rule = bool | dict[str, Any]


def test(rule: dict[str, Any], read: Callable[[Any], Any], holds: Callable[[str], Rule]) -> Rule:
    """Whether a rule holds, or what is left of it where that is not known.

    Args:
        rule: A condition function.
        read: Reads a value.
        holds: Whether a condition holds, by its name.

    Raises:
        ValueError: It is no condition function.
    """
    match rule:
        case {"Condition": str(name)}:
            return holds(name)
        case {"Fn::Equals": [one, other]}:
            left, right = read(one), read(other)
            if left == right:
                return True
            return False if isinstance(left, str) and isinstance(right, str) else {"Fn::Equals": [left, right]}
        case {"Fn::Not": [one]}:
            found = test(one, read, holds)
            return not found if isinstance(found, bool) else {"Fn::Not": [found]}
        case {"Fn::And": list(rules)}:
            return _of_several("Fn::And", [test(each, read, holds) for each in rules])
        case {"Fn::Or": list(rules)}:
            return _of_several("Fn::Or", [test(each, read, holds) for each in rules])
    raise ValueError(f"{rule} is no condition: it is none of CloudFormation's condition functions")


def _of_several(function: str, results: list[Rule]) -> Rule:
    decides = function == "Fn::Or"
    if decides in [each for each in results if isinstance(each, bool)]:
        return decides
    unknown = [each for each in results if not isinstance(each, bool)]
    return {function: unknown} if unknown else not decides
