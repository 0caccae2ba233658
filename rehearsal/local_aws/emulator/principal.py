"""`aws:PrincipalArn` of a role's session, which is the role's ARN on AWS and the session's in ministack.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principalarn
"""

from typing import Any

from ministack.core import iam_evaluator

from .request import role_of_session


def name_the_role_of_a_session() -> None:
    """Gives IAM the role's ARN for the key, path and all."""
    theirs = iam_evaluator._resolve_condition_key

    def resolve(key: str, asked: Any) -> Any:
        if key.lower() == "aws:principalarn" and (role := role_of_session(asked.principal_arn)):
            return role["Arn"]
        return theirs(key, asked)

    iam_evaluator._resolve_condition_key = resolve
