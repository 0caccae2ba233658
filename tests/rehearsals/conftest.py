"""One local AWS for all tests of a process."""

from collections.abc import Iterator

import pytest

from rehearsal.cdk import cdk
from rehearsal.server import ACCOUNT, REGION, LocalAws, local_aws, root_of


@pytest.fixture(scope="session")
def aws() -> Iterator[LocalAws]:
    with local_aws() as running:
        yield running


@pytest.fixture(scope="session")
def bootstrapped(aws: LocalAws) -> LocalAws:
    """The same, with the CDK's bootstrap stack in the one environment that the samples have."""
    cdk("bootstrap", f"aws://{ACCOUNT}/{REGION}", environment=aws.environment(root_of(ACCOUNT)))
    return aws
