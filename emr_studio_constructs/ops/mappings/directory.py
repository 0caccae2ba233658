"""Finds users and groups in the Identity Store of IAM Identity Center, by name or id.

https://docs.aws.amazon.com/singlesignon/latest/IdentityStoreAPIReference/API_GetUserId.html
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple, TypeVar

from emr_studio_constructs.choices import IdentityType
from emr_studio_constructs.ops.errors import OpsError
from emr_studio_constructs.ops.reader import Json, Reader

from .model import Declared, Identity, Mapping

AnyMapping = TypeVar("AnyMapping", bound=Mapping)


class _Calls(NamedTuple):
    """How the Identity Store is asked about identities of a type."""

    by_name: str
    by_id: str
    name_key: str
    id_key: str


_CALLS = {
    IdentityType.USER: _Calls("get_user_id", "describe_user", "userName", "UserId"),
    IdentityType.GROUP: _Calls("get_group_id", "describe_group", "displayName", "GroupId"),
}


def identity_stores(read: Reader) -> dict[str, str]:
    """The id of each Identity Store in the Region, by the ARN of its Identity Center instance."""
    instances = read.items("sso-admin", "list_instances", "Instances")
    return {instance["InstanceArn"]: instance["IdentityStoreId"] for instance in instances}


@dataclass(frozen=True)
class Directory:
    """An Identity Store."""

    read: Reader
    store_id: str

    @classmethod
    def of(cls, read: Reader, instance_arn: str | None) -> "Directory":
        """The directory of an Identity Center instance; without an ARN, of the only one in the Region.

        Raises:
            OpsError: There is no such instance, or more than one.
        """
        stores, region = identity_stores(read), read.aws.region
        if instance_arn and instance_arn not in stores:
            raise OpsError(f"there is no Identity Center instance {instance_arn} in {region}: see instance_arn")
        if not stores:
            raise OpsError(f"IAM Identity Center is not enabled in {region}: names cannot be resolved there")
        if not instance_arn and len(stores) > 1:
            raise OpsError(f"{region} has {len(stores)} Identity Center instances: name one by instance_arn")
        return cls(read, stores[instance_arn or next(iter(stores))])

    def find_ids(self, identities: Sequence[Identity]) -> list[str | None]:
        """The id of each identity, by its id or else by its name; none for one that is not there.

        Raises:
            UnansweredError: Nobody may look.
        """
        answers = self.read.find_each("identitystore", [self._question(identity) for identity in identities])
        return [
            str(answer[_CALLS[identity.type].id_key]) if answer else None
            for identity, answer in zip(identities, answers, strict=True)
        ]

    def resolve(self, declared: Sequence[Declared]) -> list[Declared]:
        """What is declared, each identity with its id.

        Raises:
            OpsError: Names are not in the directory; the message has all of them.
        """
        resolved = self.complete(declared)
        if unknown := [str(wanted.identity) for wanted in resolved if wanted.identity.id is None]:
            raise OpsError(f"not in the Identity Store {self.store_id}: {', '.join(unknown)}")
        return resolved

    def complete(self, mappings: Sequence[AnyMapping]) -> list[AnyMapping]:
        """Mappings, each identity with its id as far as the directory still knows the name."""
        without = [mapping.identity for mapping in mappings if not mapping.identity.id]
        ids = dict(zip(without, self.find_ids(without), strict=True))
        return [
            replace(mapping, identity=replace(mapping.identity, id=mapping.identity.id or ids[mapping.identity]))
            for mapping in mappings
        ]

    def _question(self, identity: Identity) -> tuple[str, Json]:
        calls = _CALLS[identity.type]
        if identity.id:
            return calls.by_id, {"IdentityStoreId": self.store_id, calls.id_key: identity.id}
        unique = {"AttributePath": calls.name_key, "AttributeValue": identity.name}
        return calls.by_name, {
            "IdentityStoreId": self.store_id,
            "AlternateIdentifier": {"UniqueAttribute": unique},
        }
