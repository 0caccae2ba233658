"""What is left when a stack is gone, read by boto3."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from botocore.exceptions import ClientError

from .inventory import Clients

Resource = tuple[str, str]
"""A type and a physical id."""

# How to see whether something is still there: of the types that nobody wants to lose, or to keep by mistake.
_LOOK: dict[str, tuple[str, Callable[[Any, str], bool]]] = {
    "AWS::S3::Bucket": ("s3", lambda s3, name: bool(s3.head_bucket(Bucket=name))),
    "AWS::KMS::Key": ("kms", lambda kms, name: bool(kms.describe_key(KeyId=name)["KeyMetadata"]["Enabled"])),
    "AWS::Logs::LogGroup": (
        "logs",
        lambda logs, name: name in [group["logGroupName"] for group in _log_groups(logs, name)],
    ),
    "AWS::EMR::Studio": ("emr", lambda emr, name: bool(emr.describe_studio(StudioId=name))),
}


def precious(resources: Iterable[Resource]) -> set[Resource]:
    """Those of the types that hold people's work, or that people know by their id."""
    return {(kind, name) for kind, name in resources if kind in _LOOK}


def kept_by(clients: Clients, stack_id: str) -> set[Resource]:
    """What CloudFormation left alone in all that happened to a stack: replaced, taken out or destroyed."""
    pages = clients("cloudformation").get_paginator("describe_stack_events").paginate(StackName=stack_id)
    return {
        (event["ResourceType"], event["PhysicalResourceId"])
        for page in pages
        for event in page["StackEvents"]
        if event["ResourceStatus"] == "DELETE_SKIPPED"
    }


def still_there(clients: Clients, resources: Iterable[Resource]) -> Iterator[Resource]:
    """Those of a stack's former resources that a look still finds."""
    for kind, name in sorted(precious(resources)):
        service, look = _LOOK[kind]
        try:
            if look(clients(service), name):
                yield kind, name
        except ClientError:
            continue


def _log_groups(logs: Any, prefix: str) -> list[dict[str, Any]]:
    return list(logs.describe_log_groups(logGroupNamePrefix=prefix)["logGroups"])
