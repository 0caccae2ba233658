from collections.abc import Iterator

import boto3
import pytest
from botocore.exceptions import ClientError
from botocore.stub import Stubber

from emr_studio_constructs.choices import IdentityType
from emr_studio_constructs.ops.aws import Client
from emr_studio_constructs.ops.errors import OpsError
from emr_studio_constructs.ops.mappings.model import Identity, Mapping, Write, WriteKind
from emr_studio_constructs.ops.mappings.write import write

POLICY = "arn:aws:iam::111122223333:policy/basic"
ALICE = {"StudioId": "es-1", "IdentityType": "USER", "IdentityName": "alice"}
INVALID = "InvalidRequestException"


@pytest.fixture
def emr() -> Client:
    return boto3.client("emr", region_name="eu-west-1", aws_access_key_id="a", aws_secret_access_key="b")


@pytest.fixture
def stub(emr: Client) -> Iterator[Stubber]:
    with Stubber(emr) as stub:
        yield stub
        stub.assert_no_pending_responses()


def change(kind: WriteKind, *, name: str | None = "alice", identity_id: str | None = None) -> Write:
    identity = Identity(type=IdentityType.USER, name=name, id=identity_id)
    return Write(kind=kind, mapping=Mapping(identity=identity, session_policy_arn=POLICY))


def answer_mapping(stub: Stubber, policy: str, *, name: str = "alice") -> None:
    found = {"SessionMapping": {"SessionPolicyArn": policy, "IdentityName": name, "IdentityId": "1"}}
    stub.add_response("get_studio_session_mapping", found, ALICE)


def test_each_write_is_one_call_by_name_where_no_id_is_known(emr: Client, stub: Stubber) -> None:
    stub.add_response("create_studio_session_mapping", {}, {**ALICE, "SessionPolicyArn": POLICY})
    stub.add_response("update_studio_session_mapping", {}, {**ALICE, "SessionPolicyArn": POLICY})
    stub.add_response("delete_studio_session_mapping", {}, ALICE)

    for kind in (WriteKind.CREATE, WriteKind.UPDATE, WriteKind.DELETE):
        write(emr, "es-1", change(kind))


def test_an_id_goes_before_a_name(emr: Client, stub: Stubber) -> None:
    expected = {"StudioId": "es-1", "IdentityType": "USER", "IdentityId": "1"}
    stub.add_response("delete_studio_session_mapping", {}, expected)

    write(emr, "es-1", change(WriteKind.DELETE, identity_id="1"))


def test_a_create_that_took_effect_before_it_was_tried_again_is_done(emr: Client, stub: Stubber) -> None:
    stub.add_client_error("create_studio_session_mapping", INVALID, "Studio session mapping already exists.")
    answer_mapping(stub, POLICY)

    write(emr, "es-1", change(WriteKind.CREATE))


def test_a_create_that_meets_another_policy_is_refused_as_aws_said(emr: Client, stub: Stubber) -> None:
    stub.add_client_error("create_studio_session_mapping", INVALID, "Studio session mapping already exists.")
    answer_mapping(stub, "arn:aws:iam::111122223333:policy/other")

    with pytest.raises(ClientError, match="already exists"):
        write(emr, "es-1", change(WriteKind.CREATE))


@pytest.mark.parametrize("policy", [POLICY, "arn:aws:iam::111122223333:policy/other"])
def test_a_create_that_meets_a_mapping_by_a_former_name_is_not_done(emr: Client, stub: Stubber, policy: str) -> None:
    stub.add_client_error("create_studio_session_mapping", INVALID, "Studio session mapping already exists.")
    answer_mapping(stub, policy, name="bob")

    with pytest.raises(OpsError, match="is mapped as bob already: use --resolve-names"):
        write(emr, "es-1", change(WriteKind.CREATE))


def test_a_create_by_id_is_done_whatever_the_name_is_by_now(emr: Client, stub: Stubber) -> None:
    stub.add_client_error("create_studio_session_mapping", INVALID, "Studio session mapping already exists.")
    found = {"SessionMapping": {"SessionPolicyArn": POLICY, "IdentityName": "bob", "IdentityId": "1"}}
    stub.add_response("get_studio_session_mapping", found)

    write(emr, "es-1", change(WriteKind.CREATE, identity_id="1"))


def test_a_create_for_somebody_unknown_is_refused_as_aws_said(emr: Client, stub: Stubber) -> None:
    stub.add_client_error("create_studio_session_mapping", INVALID, "IdentityName is invalid.")
    stub.add_client_error("get_studio_session_mapping", INVALID, "not mapped")

    with pytest.raises(ClientError, match="IdentityName is invalid"):
        write(emr, "es-1", change(WriteKind.CREATE))


def test_a_delete_of_what_is_gone_is_done(emr: Client, stub: Stubber) -> None:
    stub.add_client_error("delete_studio_session_mapping", INVALID, "Studio session mapping does not exist.")

    write(emr, "es-1", change(WriteKind.DELETE))


@pytest.mark.parametrize("message", ["Studio does not exist.", "IdentityName is invalid."])
def test_a_delete_that_is_refused_otherwise_is_not_done(emr: Client, stub: Stubber, message: str) -> None:
    stub.add_client_error("delete_studio_session_mapping", INVALID, message)

    with pytest.raises(ClientError, match=message):
        write(emr, "es-1", change(WriteKind.DELETE))


@pytest.mark.parametrize("kind", WriteKind)
def test_what_iam_refuses_is_not_looked_at_any_further(emr: Client, stub: Stubber, kind: WriteKind) -> None:
    stub.add_client_error(f"{kind}_studio_session_mapping", "AccessDeniedException", "not authorized")

    with pytest.raises(ClientError, match="not authorized"):
        write(emr, "es-1", change(kind))
