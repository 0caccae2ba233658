"""`aws:PrincipalArn` of a role's session, which is the role's ARN on AWS and the session's in ministack.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principalarn
"""

from typing import Any

from ministack.core import iam_evaluator
from ministack.services import iam

_SESSION = ":assumed-role/"


def name_the_role_of_a_session() -> None:
    """Gives IAM the role's ARN for the key, path and all."""
    theirs = iam_evaluator._resolve_condition_key

    def resolve(key: str, asked: Any) -> Any:
        if key.lower() == "aws:principalarn" and _SESSION in asked.principal_arn:
            name = asked.principal_arn.partition(_SESSION)[2].partition("/")[0]
            if role := iam._roles.get_scoped(asked.principal_account, None, name):
                return role["Arn"]
        return theirs(key, asked)

    iam_evaluator._resolve_condition_key = resolve
