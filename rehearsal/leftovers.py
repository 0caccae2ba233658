"""What is left when a stack is gone, read by boto3."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from botocore.exceptions import ClientError

from .inventory import Clients

# How to see whether something that a stack keeps is still there.
_LOOK: dict[str, tuple[str, Callable[[Any, str], bool]]] = {
    "AWS::S3::Bucket": ("s3", lambda s3, name: bool(s3.head_bucket(Bucket=name))),
    "AWS::KMS::Key": ("kms", lambda kms, name: bool(kms.describe_key(KeyId=name)["KeyMetadata"]["Enabled"])),
    "AWS::Logs::LogGroup": (
        "logs",
        lambda logs, name: bool(logs.describe_log_groups(logGroupNamePrefix=name)["logGroups"]),
    ),
    "AWS::EMR::Studio": ("emr", lambda emr, name: bool(emr.describe_studio(StudioId=name))),
}


def still_there(clients: Clients, resources: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Those of a stack's former resources that a look still finds; of what a stack never keeps, none is looked for."""
    for kind, name in resources:
        if kind not in _LOOK:
            continue
        service, look = _LOOK[kind]
        try:
            if look(clients(service), name):
                yield kind, name
        except ClientError:
            continue
