"""What EMR says of a Studio that is there."""

from collections import Counter
from contextlib import suppress

from emr_studio_constructs.app.config.people import Person
from emr_studio_constructs.ops.errors import OpsError
from emr_studio_constructs.ops.mappings.actual import mappings_of
from emr_studio_constructs.ops.mappings.model import Mapping
from emr_studio_constructs.ops.reader import Json, Reader
from emr_studio_constructs.ops.unanswered import UnansweredError

from .network_reading import group_of
from .security_groups import reaches_git_on_internet
from .subject import Subject


def subject_of_studio(read: Reader, studio_id: str) -> Subject:
    """A Studio, with who is mapped to it.

    Raises:
        OpsError: There is no such Studio in the account and Region, or nobody may look.
    """
    try:
        studio = read.get("emr", "describe_studio", StudioId=studio_id)["Studio"]
    except UnansweredError as unanswered:
        if unanswered.code != "InvalidRequestException":
            raise
        place = f"account {read.aws.account}, {read.aws.region}"
        message = f"{studio_id}: no such Studio in {place}: check the id, --profile and --region"
        raise OpsError(message) from unanswered
    mappings, workspace = _mappings_and_workspace_group(read, studio)
    bucket, _, prefix = studio["DefaultS3Location"].removeprefix("s3://").partition("/")
    return Subject(
        name=studio["Name"],
        studio_id=studio_id,
        identity_center=studio["AuthMode"] == "SSO",
        instance_arn=studio.get("IdcInstanceArn"),
        people=tuple(map(_person, mappings)),
        session_policies=Counter(mapping.session_policy_arn for mapping in mappings),
        vpc_id=studio["VpcId"],
        subnet_ids=tuple(studio["SubnetIds"]),
        workspace_security_group_id=studio["WorkspaceSecurityGroupId"],
        engine_security_group_id=studio["EngineSecurityGroupId"],
        bucket=bucket,
        prefix=prefix.rstrip("/"),
        encryption_key_arn=studio.get("EncryptionKeyArn"),
        service_role_arn=studio["ServiceRole"],
        user_role_arn=studio.get("UserRole"),
        wants_git_on_internet=workspace is not None and reaches_git_on_internet(workspace),
    )


def _mappings_and_workspace_group(read: Reader, studio: Json) -> tuple[list[Mapping], Json | None]:
    """What more there is to know; nothing where nobody may look, which the checks say that ask the same."""
    mappings: list[Mapping] = []
    workspace: Json | None = None
    with suppress(UnansweredError):
        mappings = mappings_of(read, studio["StudioId"])
    with suppress(UnansweredError):
        workspace = group_of(read, studio["WorkspaceSecurityGroupId"])
    return mappings, workspace


def _person(mapping: Mapping) -> Person:
    identity = mapping.identity
    return Person(identity.type, str(identity), identity.id, mapping.session_policy_arn)
