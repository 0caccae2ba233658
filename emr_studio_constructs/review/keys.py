"""Reads the KMS keys that others name: whether a template makes them, and what their policies say.

https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html
"""

from collections.abc import Iterator

from emr_studio_constructs.cfn import key_policy

from .encryption import Key
from .located import Located, all_of, located
from .policy_documents import Json, conditions_of, statements_of, values
from .studio import ReviewedStudio

_KEY = "AWS::KMS::Key"
_VERBS = {"Allow": "allows", "Deny": "denies"}


def key_named(studio: ReviewedStudio, name: str) -> Key:
    """The key that an id, ARN or alias names."""
    found = _located(studio, name)
    if found is None:
        return Key(id=name, is_defined=False, rotates=None, policy=())
    return Key(
        id=found.path,
        is_defined=True,
        rotates=rotates(found),
        policy=tuple(_lines(key_policy(found.found, found.logical_id))),
    )


def rotates(key: Located) -> bool:
    """Whether KMS makes new material for a key every year."""
    return str(key.properties.get("EnableKeyRotation")).lower() == "true"


def _located(studio: ReviewedStudio, name: str) -> Located | None:
    alias = name[name.find("alias/") :] if "alias/" in name else None
    for each in all_of(studio, "AWS::KMS::Alias") if alias else ():
        if each.properties["AliasName"] == alias:
            return located(studio, _KEY, each.properties["TargetKeyId"])
    return located(studio, _KEY, name)


def _lines(policy: Json) -> Iterator[str]:
    """What a key's policy says, a line a statement."""
    for statement in statements_of(policy):
        principal = statement.get("Principal", statement.get("NotPrincipal"))
        who = principal if isinstance(principal, dict) else {"": principal}
        names = [_said(name) for named in who.values() for name in values(named)]
        others = "everybody but " if "NotPrincipal" in statement else ""
        actions = (
            ", ".join(values(statement.get("Action"))) or f"all but {', '.join(values(statement.get('NotAction')))}"
        )
        conditions = [f"{key} {operator} {' or '.join(wanted)}" for operator, key, wanted in conditions_of(statement)]
        only_if = f", if {' and '.join(conditions)}" if conditions else ""
        yield f"{_VERBS[statement['Effect']]} {others}{', '.join(names)} {actions}{only_if}"


def _said(principal: str) -> str:
    if principal == "*":
        return "everybody"
    return f"the IAM policies of account {principal.split(':')[4]}" if principal.endswith(":root") else principal
