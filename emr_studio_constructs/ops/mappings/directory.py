"""Resolves names to ids by the Identity Store of IAM Identity Center.

https://docs.aws.amazon.com/singlesignon/latest/IdentityStoreAPIReference/API_GetUserId.html
"""

from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from botocore.exceptions import ClientError

from emr_studio_constructs.mappings import IdentityType
from emr_studio_constructs.ops.aws import CONNECTIONS, Aws, code_of
from emr_studio_constructs.ops.errors import OpsError

from .model import Declared, Identity, Mapping

AnyMapping = TypeVar("AnyMapping", bound=Mapping)


@dataclass(frozen=True)
class Directory:
    """An Identity Store."""

    client: Any
    store_id: str

    @classmethod
    def of(cls, aws: Aws, instance_arn: str | None) -> "Directory":
        """The directory of an Identity Center instance; without an ARN, of the only one in the Region.

        Raises:
            OpsError: There is no such instance, or more than one.
        """
        pages = aws.client("sso-admin").get_paginator("list_instances").paginate()
        stores = {found["InstanceArn"]: found["IdentityStoreId"] for page in pages for found in page["Instances"]}
        if instance_arn and instance_arn not in stores:
            raise OpsError(f"there is no Identity Center instance {instance_arn} in {aws.region}: see instance_arn")
        if not stores:
            raise OpsError(f"IAM Identity Center is not enabled in {aws.region}: names cannot be resolved there")
        if not instance_arn and len(stores) > 1:
            raise OpsError(f"{aws.region} has {len(stores)} Identity Center instances: name one by instance_arn")
        return cls(aws.client("identitystore"), stores[instance_arn or next(iter(stores))])

    def resolve(self, declared: Sequence[Declared]) -> list[Declared]:
        """What is declared, each identity with its id.

        Raises:
            OpsError: Names are not in the directory; the message has all of them.
        """
        ids = self._ids(declared)
        if unknown := [str(wanted.identity) for wanted, found in zip(declared, ids, strict=True) if found is None]:
            raise OpsError(f"not in the Identity Store {self.store_id}: {', '.join(unknown)}")
        return [_with_id(wanted, found) for wanted, found in zip(declared, ids, strict=True)]

    def complete(self, actual: Sequence[Mapping]) -> list[Mapping]:
        """What is mapped, each identity with its id as far as the directory still knows the name."""
        return [_with_id(mapping, found) for mapping, found in zip(actual, self._ids(actual), strict=True)]

    def _ids(self, mappings: Iterable[Mapping]) -> list[str | None]:
        with ThreadPoolExecutor(CONNECTIONS) as executor:
            return list(executor.map(lambda mapping: self._id_of(mapping.identity), mappings))

    def _id_of(self, identity: Identity) -> str | None:
        if identity.id:
            return identity.id
        try:
            if identity.type is IdentityType.USER:
                answer = self.client.get_user_id(**self._by("userName", identity.name))
                return str(answer["UserId"])
            answer = self.client.get_group_id(**self._by("displayName", identity.name))
            return str(answer["GroupId"])
        except ClientError as error:
            if code_of(error) == "ResourceNotFoundException":
                return None
            raise

    def _by(self, attribute: str, value: str | None) -> dict[str, Any]:
        unique = {"AttributePath": attribute, "AttributeValue": value}
        return {"IdentityStoreId": self.store_id, "AlternateIdentifier": {"UniqueAttribute": unique}}


def _with_id(mapping: AnyMapping, identity_id: str | None) -> AnyMapping:
    return replace(mapping, identity=replace(mapping.identity, id=identity_id))
