"""The calls of the Identity Store: users and groups, by name and by id.

https://docs.aws.amazon.com/singlesignon/latest/IdentityStoreAPIReference/welcome.html
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from .errors import AwsError
from .identity_center import STORE_ID, Identity, directory
from .pages import token_page_of
from .passing import check_caller

Json = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class _Kind:
    """Users or groups, as the Identity Store calls them, and the attribute that names one."""

    word: str
    name_path: str

    def all(self) -> list[Identity]:
        return [identity for identity in directory() if identity.type == self.word.upper()]

    def arn(self, identity_id: str) -> str:
        return f"arn:aws:identitystore:::{self.word.lower()}/{identity_id}"

    def ids(self, identity: Identity) -> Json:
        ids = {f"{self.word}Id": identity.id, f"{self.word}Arn": self.arn(identity.id)}
        return {"IdentityStoreId": STORE_ID, **ids}

    def row(self, identity: Identity) -> Json:
        name_member = self.name_path[0].upper() + self.name_path[1:]
        return {**self.ids(identity), name_member: identity.name, "Revision": "1"}

    def check_caller(self, verb: str, identity_id: str) -> None:
        """Refuses a caller who may do this in the store, but not to this identity."""
        check_caller(f"identitystore:{verb.format(self.word)}", self.arn(identity_id), {})

    def not_found(self) -> AwsError:
        return AwsError("ResourceNotFoundException", f"{self.word.upper()} not found.")


def get_id(kind: _Kind, request: Json) -> Json:
    """GetUserId and GetGroupId.

    Source: https://docs.aws.amazon.com/singlesignon/latest/IdentityStoreAPIReference/API_GetUserId.html
    Source: https://docs.aws.amazon.com/singlesignon/latest/IdentityStoreAPIReference/API_GetGroupId.html
    Our reading: nobody has an e-mail address or an external id, so that names are the one way to find somebody.
    """
    attribute = request["AlternateIdentifier"].get("UniqueAttribute", {})
    if attribute.get("AttributePath") != kind.name_path:
        raise AwsError("ValidationException", f"A {kind.word} is found by the UniqueAttribute {kind.name_path} alone.")
    for identity in kind.all():
        if identity.name == attribute["AttributeValue"]:
            kind.check_caller("Get{}Id", identity.id)
            return kind.ids(identity)
    raise kind.not_found()


def describe(kind: _Kind, request: Json) -> Json:
    """DescribeUser and DescribeGroup.

    Source: https://docs.aws.amazon.com/singlesignon/latest/IdentityStoreAPIReference/API_DescribeUser.html
    Source: https://docs.aws.amazon.com/singlesignon/latest/IdentityStoreAPIReference/API_DescribeGroup.html
    """
    wanted = request[f"{kind.word}Id"]
    kind.check_caller("Describe{}", wanted)
    for identity in kind.all():
        if identity.id == wanted:
            return kind.row(identity)
    raise kind.not_found()


def list_all(kind: _Kind, request: Json) -> Json:
    """ListUsers and ListGroups.

    Source: https://docs.aws.amazon.com/singlesignon/latest/IdentityStoreAPIReference/API_ListUsers.html
    Source: https://docs.aws.amazon.com/singlesignon/latest/IdentityStoreAPIReference/API_ListGroups.html
    Our reading: filters, which these pages call deprecated, are refused.
    """
    if request.get("Filters"):
        raise AwsError("ValidationException", "Filters are not supported.")
    kind.check_caller("List{}s", "*")
    return token_page_of(f"{kind.word}s", [kind.row(identity) for identity in kind.all()], request)


_USER = _Kind(word="User", name_path="userName")
_GROUP = _Kind(word="Group", name_path="displayName")

OPERATIONS: Mapping[str, Callable[[Json], Json]] = {
    "GetUserId": partial(get_id, _USER),
    "GetGroupId": partial(get_id, _GROUP),
    "DescribeUser": partial(describe, _USER),
    "DescribeGroup": partial(describe, _GROUP),
    "ListUsers": partial(list_all, _USER),
    "ListGroups": partial(list_all, _GROUP),
}
