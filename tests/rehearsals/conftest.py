"""One local AWS for all tests of a process."""

from collections.abc import Iterator

import pytest

from rehearsal.aws import ACCOUNT, REGION, LocalAws, root_of
from rehearsal.cdk import cdk, new_project
from rehearsal.server import local_aws


@pytest.fixture(scope="session")
def aws() -> Iterator[LocalAws]:
    with local_aws() as running:
        yield running


@pytest.fixture(scope="session")
def bootstrapped(aws: LocalAws, tmp_path_factory: pytest.TempPathFactory) -> LocalAws:
    """The same, with the CDK's bootstrap stack in the one environment that the samples have."""
    project = new_project(tmp_path_factory.mktemp("bootstrap") / "project")
    cdk("bootstrap", f"aws://{ACCOUNT}/{REGION}", environment=aws.environment(root_of(ACCOUNT)), directory=project)
    return aws
