"""Identity Center's APIs as the local AWS answers them: `sso-admin` and `identitystore`, after IAM and AWS's models."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from . import identity_center, identity_store, shapes
from .emulator.request import account
from .emulator.services import add_service
from .errors import AwsError
from .pages import token_page_of

Json = dict[str, Any]
_Operations = Mapping[str, Callable[[Json], Json]]


def register() -> None:
    """Answers both."""
    _register("sso-admin", {"ListInstances": list_instances}, lambda _request: "*")
    operations = {name: partial(_in_store, operation) for name, operation in identity_store.OPERATIONS.items()}
    _register("identitystore", operations, lambda request: _store_arn(request.get("IdentityStoreId", "")))


def list_instances(request: Json) -> Json:
    """ListInstances: one where Identity Center is enabled, none where it is not.

    Source: https://docs.aws.amazon.com/singlesignon/latest/APIReference/API_ListInstances.html
    Our reading: it is owned by the account that asks; that of an organization is owned by the management account.
    """
    instance = {
        "InstanceArn": identity_center.instance_arn(),
        "IdentityStoreId": identity_center.STORE_ID,
        "OwnerAccountId": account(),
        "Status": "ACTIVE",
    }
    return token_page_of("Instances", [instance] if identity_center.is_enabled() else [], request)


def _register(service: str, operations: _Operations, arn_of: Callable[[Json], str]) -> None:
    model = shapes.model_of(service)
    answer = shapes.answering(service, operations)
    # IAM has the name that requests are signed with.
    target, namespace = model.metadata["targetPrefix"], model.signing_name
    add_service(service, target=target, namespace=namespace, answer=answer, arn_of=arn_of)


def _in_store(operation: Callable[[Json], Json], request: Json) -> Json:
    store = request["IdentityStoreId"]
    if store != identity_center.STORE_ID or not identity_center.is_enabled():
        raise AwsError("ResourceNotFoundException", f"IdentityStore not present for IdentityStoreId: {store}")
    return operation(request)


def _store_arn(store: str) -> str:
    return f"arn:aws:identitystore::{account()}:identitystore/{store}"
