"""IAM Identity Center's directory, a file: `people.json` in the run's directory.

    {
      "users": {"alice@example.com": ["data-engineers"]},
      "groups": ["data-engineers"],
      "ids": {"USER/alice@example.com": "906700003a-5f0b1f0e-2c5a-4a8e-9d0e-3f1f6b2a7c11"},
      "instance_arn": "arn:aws:sso:::instance/ssoins-0123456789abcdef"
    }

Users have the groups they are in. Who is not in `ids` has an id that follows from the name. Without the file, Identity
Center is not enabled.
"""

import uuid
from dataclasses import dataclass
from typing import Any

from . import settings
from .errors import invalid_request

Json = dict[str, Any]

STORE_ID = "d-0123456789"
_INSTANCE_ARN = "arn:aws:sso:::instance/ssoins-0123456789abcdef"


@dataclass(frozen=True)
class Identity:
    """A user or group of the directory."""

    type: str
    name: str
    id: str


def identity_of(request: Json) -> Identity:
    """The identity that a request names, by id or by name.

    https://docs.aws.amazon.com/emr/latest/APIReference/API_CreateStudioSessionMapping.html, IdentityId and IdentityName

    Raises:
        AwsError: Both, neither, or one that is not in the directory.
    """
    name, identity_id, kind = request.get("IdentityName"), request.get("IdentityId"), request["IdentityType"]
    if bool(name) == bool(identity_id):
        raise invalid_request("Exactly one of IdentityId and IdentityName must be specified.")
    for identity in directory():
        if identity.type == kind and (identity.name == name or identity.id == identity_id):
            return identity
    raise invalid_request(f"{'IdentityName' if name else 'IdentityId'} is invalid.")


def is_enabled() -> bool:
    """Whether there is an Identity Center at all."""
    return settings.read("people.json") is not None


def instance_arn() -> str:
    """The ARN of the one instance."""
    return str((settings.read("people.json") or {}).get("instance_arn", _INSTANCE_ARN))


def directory() -> list[Identity]:
    """All users and groups; none where Identity Center is not enabled."""
    people = settings.read("people.json") or {"users": {}, "groups": []}
    named = [("USER", name) for name in people["users"]] + [("GROUP", name) for name in people["groups"]]
    ids = people.get("ids", {})
    return [Identity(kind, name, ids.get(f"{kind}/{name}") or _id_of(kind, name)) for kind, name in named]


def _id_of(kind: str, name: str) -> str:
    """The same for the same name."""
    return str(uuid.uuid5(uuid.NAMESPACE_DNS, f"{kind}/{name}"))
