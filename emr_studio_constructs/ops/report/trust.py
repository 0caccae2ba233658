"""Who may assume the roles that a Studio and its people work by, as their trust policies say.

https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_update-role-trust-policy.html
"""

from collections.abc import Iterator
from dataclasses import dataclass

from emr_studio_constructs.cfn import trust_policy
from emr_studio_constructs.review.located import all_of, located
from emr_studio_constructs.review.policy_documents import Json, acts, statements_of, values
from emr_studio_constructs.review.studio import ReviewedStudio

_ROLE = "AWS::IAM::Role"
_ASSUME = ("sts:AssumeRole", "sts:AssumeRoleWithSAML", "sts:AssumeRoleWithWebIdentity")


@dataclass(frozen=True, kw_only=True)
class Trust:
    """What a statement of a trust policy says."""

    role: str
    """Its path in the app or logical id; its ARN where it is in no template."""
    whom: str
    """The principals."""
    condition: str
    """What must hold, in words; empty where it always does."""


def trust_of(studio: ReviewedStudio) -> Iterator[Trust]:
    """Whom the roles of the templates trust, and the Studio's own where it has them from elsewhere."""
    for name in ("ServiceRole", "UserRole"):
        arn = str(studio.properties.get(name, ""))
        if arn and not located(studio, _ROLE, arn):
            yield Trust(role=arn, whom="not known: the role is not in these templates", condition="not known")
    for role in all_of(studio, _ROLE):
        for statement in statements_of(trust_policy(role.found, role.logical_id)):
            if any(acts(statement, action) for action in _ASSUME):
                yield Trust(role=role.path, whom=_whom(statement), condition=_condition(statement))


def _whom(statement: Json) -> str:
    named = statement.get("Principal", statement.get("NotPrincipal"))
    every = named.values() if isinstance(named, dict) else [named]
    names = ", ".join("everybody" if name == "*" else name for each in every for name in values(each)) or "nobody"
    but = "everybody but " if "NotPrincipal" in statement else ""
    return f"{but}{names}" if statement["Effect"] == "Allow" else f"not {but}{names}"


def _condition(statement: Json) -> str:
    conditions = [
        f"{key} {operator} {' or '.join(values(wanted))}"
        for operator, block in statement.get("Condition", {}).items()
        for key, wanted in block.items()
    ]
    return " and ".join(conditions)
