"""An account whose clients answer what a test says."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

import boto3
from botocore.stub import Stubber

from emr_studio_constructs.ops.aws import Aws


@contextmanager
def stubbed(*services: str) -> Iterator[tuple[Aws, dict[str, Stubber]]]:
    """An account, and the stub of each service; what is not asked for, fails the test."""
    session = boto3.Session(region_name="eu-west-1", aws_access_key_id="key", aws_secret_access_key="none")
    aws = Aws(session)
    with ExitStack() as stack:
        stubs = {service: stack.enter_context(Stubber(aws.client(service))) for service in services}
        yield aws, stubs
        for stub in stubs.values():
            stub.assert_no_pending_responses()
