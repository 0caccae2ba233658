"""IAM Identity Center's directory, a file: `people.json` in the run's directory.

    {"users": {"alice@example.com": ["data-engineers"]}, "groups": ["data-engineers"]}

Users have the groups they are in. Without the file, Identity Center is not enabled.
"""

import uuid
from dataclasses import dataclass
from typing import Any

from . import settings
from .errors import invalid_request

Json = dict[str, Any]


@dataclass(frozen=True)
class Identity:
    """A user or group of the directory."""

    type: str
    name: str

    @property
    def id(self) -> str:
        """The identity's id in the Identity Store: the same for the same name."""
        return str(uuid.uuid5(uuid.NAMESPACE_DNS, f"{self.type}/{self.name}"))


def identity_of(request: Json) -> Identity:
    """The identity that a request names, by id or by name.

    https://docs.aws.amazon.com/emr/latest/APIReference/API_CreateStudioSessionMapping.html, IdentityId and IdentityName

    Raises:
        AwsError: Both, neither, or one that is not in the directory.
    """
    name, identity_id, kind = request.get("IdentityName"), request.get("IdentityId"), request["IdentityType"]
    if bool(name) == bool(identity_id):
        raise invalid_request("Exactly one of IdentityId and IdentityName must be specified.")
    for identity in _directory():
        if identity.type == kind and (identity.name == name or identity.id == identity_id):
            return identity
    raise invalid_request(f"{'IdentityName' if name else 'IdentityId'} is invalid.")


def is_enabled() -> bool:
    """Whether there is an Identity Center at all."""
    return settings.read("people.json") is not None


def _directory() -> list[Identity]:
    people = settings.read("people.json") or {"users": {}, "groups": []}
    return [Identity("USER", name) for name in people["users"]] + [Identity("GROUP", name) for name in people["groups"]]
