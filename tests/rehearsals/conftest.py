"""One local AWS for all tests of a process, and one stage in it for all stories."""

from collections.abc import Iterator

import pytest

from rehearsal.assembly import Environment
from rehearsal.aws import ACCOUNT, REGION, LocalAws, root_of
from rehearsal.cdk import cdk, new_project
from rehearsal.server import local_aws
from rehearsal.stage import Stage
from rehearsals import stories
from rehearsals.given import ALICE, ANALYSTS, BOB, ENGINEERS, Account, an_account


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


@pytest.fixture(scope="session")
def stage(aws: LocalAws) -> Stage:
    """The real CLI in an account with a network, where stories deploy stacks, each with a name of its own."""
    stage = Stage(aws, [Environment(account=stories.ACCOUNT, region=stories.REGION)])
    stage.bootstrap(lambda _line: None)
    stories.plant_network(lambda service: aws.client(service, account=stories.ACCOUNT, region=stories.REGION))
    return stage


@pytest.fixture(scope="module")
def account(aws: LocalAws) -> Account:
    """An account of its own for a module: nobody else's things are in it."""
    return an_account(aws)


@pytest.fixture
def directory(aws: LocalAws) -> Iterator[None]:
    """Identity Center with two users and two groups, for a test; then all settings as they were."""
    aws.set_people({ALICE: [ENGINEERS], BOB: []}, [ENGINEERS, ANALYSTS])
    yield
    for name in ("people.json", "quotas.json", "faults.json"):
        (aws.directory / name).unlink(missing_ok=True)
