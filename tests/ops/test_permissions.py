"""The policies of the docs are enough for the commands, and reading does not let anybody write."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from rehearsals.stories import ACCOUNT, GROUPS, IDENTITY_CENTER, REGION, USERS, Story

from emr_studio_constructs.policies.mapping_handler import MAPPING_HANDLER
from ops.checks.asking import CommandLine
from rehearsal.aws import Credentials, LocalAws, root_of
from rehearsal.stage import Stage

DOCS = Path(__file__).parent.parent.parent / "docs" / "operations.md"
READING, WRITING = re.findall(r"```json\n(.*?)```", DOCS.read_text(encoding="utf-8"), flags=re.DOTALL)
VPC = {"vpc": {"source": "NEW", "availability_zones": [f"{REGION}a", f"{REGION}b"]}}


TO_BE_MADE = [
    {"kind": "EMR_SERVERLESS", "source": "NEW", "id": "Notebooks"},
    {
        "kind": "CLUSTER_TEMPLATES",
        "id": "Templates",
        "provider_name": "Data platform",
        "templates": [{"name": "spark", "source": "SPARK"}],
    },
]
ROLE = f"arn:aws:iam::{ACCOUNT}:role/notebooks"
# None of it is there: to be told so takes the permission all the same.
TAKEN_FOR_GRANTED = [
    {
        "kind": "EMR_SERVERLESS",
        "source": "EXISTING",
        "application_arn": f"arn:aws:emr-serverless:{REGION}:{ACCOUNT}:/applications/00f1a2b3c4d5e6f7",
        "runtime_role_arns": [ROLE],
    },
    {
        "kind": "EMR_ON_EKS",
        "source": "NEW",
        "id": "Spaces",
        "cluster_name": "analytics",
        "namespace": "studio",
        "oidc_provider_arn": f"arn:aws:iam::{ACCOUNT}:oidc-provider/oidc.example.com/id/0A1B2C3D4E5F6071",
    },
    {
        "kind": "EMR_ON_EKS",
        "source": "EXISTING",
        "endpoint_arn": f"arn:aws:emr-containers:{REGION}:{ACCOUNT}:/virtualclusters/0b0qvauoy3/endpoints/4e5f607182",
        "execution_role_arn": ROLE,
    },
]


@pytest.fixture(scope="module")
def story(aws: LocalAws, stage: Stage, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Story]:
    """A Studio with people whom the command line maps."""
    aws.set_people(dict.fromkeys(USERS, ()), GROUPS)
    auth = {"mode": "IDENTITY_CENTER", "mapped_by": "CLI"}
    config = {**IDENTITY_CENTER, "auth": auth, "network": VPC, "compute": TO_BE_MADE}
    told = Story(stage, tmp_path_factory.mktemp("permitted"), "Permitted", config)
    told.deploy()
    yield told
    (aws.directory / "people.json").unlink()


@pytest.fixture
def config(story: Story, tmp_path: Path) -> str:
    file = tmp_path / "config.yaml"
    config = {**story.config, "compute": TO_BE_MADE + TAKEN_FOR_GRANTED}
    file.write_text(yaml.safe_dump({"studios": {"Permitted": config}}), encoding="utf-8")
    return str(file)


def someone(aws: LocalAws, name: str, *policies: str) -> Credentials:
    """A user with these policies alone."""
    iam = aws.client("iam", credentials=root_of(ACCOUNT))
    iam.create_user(UserName=name)
    for number, policy in enumerate(policies):
        iam.put_user_policy(UserName=name, PolicyName=f"policy{number}", PolicyDocument=policy)
    key = iam.create_access_key(UserName=name)["AccessKey"]
    return Credentials(key["AccessKeyId"], key["SecretAccessKey"])


def test_who_may_read_gets_all_answers_and_writes_nothing(
    aws: LocalAws, story: Story, config: str, emr_studio: CommandLine
) -> None:
    reader = someone(aws, "reader", READING)
    studio = story.studio["StudioId"]
    asked: set[str] = set()
    for arguments in (("preflight", config), ("doctor", studio), ("teardown-check", studio)):
        answer = emr_studio.run(reader, *arguments, "--output", "json")
        asked |= {each["check"] for each in answer.findings}
        assert [each for each in answer.findings if each["mark"] == "unknown"] == []
    assert {"applications", "eks-clusters", "namespaces", "endpoints", "running-applications"} <= asked
    assert {"iam-things", "launched-clusters", "emr-groups"} <= asked
    assert emr_studio.run(reader, "mappings", "plan", config, "--resolve-names").code == 2
    assert emr_studio.run(reader, "mappings", "export", studio).code == 0
    assert emr_studio.run(reader, "guard", str(story.directory / "1.out")).code == 0
    refused = emr_studio.run(reader, "mappings", "apply", config)
    assert refused.code == 1
    assert "AccessDenied" in refused.output
    assert story.tiers == {}


def test_who_may_not_read_the_deployed_template_is_told_the_permission(
    aws: LocalAws, story: Story, emr_studio: CommandLine
) -> None:
    statement = {"Effect": "Allow", "Action": "cloudformation:DescribeStacks", "Resource": "*"}
    guest = someone(aws, "guest", json.dumps({"Version": "2012-10-17", "Statement": statement}))

    answer = emr_studio.run(guest, "guard", str(story.directory / "1.out"))

    assert (answer.code, answer.output) == (1, "")
    assert "cloudformation:GetTemplate" in answer.errors


def test_who_may_write_too_maps_and_unmaps_people(
    aws: LocalAws, story: Story, config: str, emr_studio: CommandLine
) -> None:
    writer = someone(aws, "writer", READING, WRITING)
    assert emr_studio.run(writer, "mappings", "apply", config).code == 0
    assert story.tiers == {"alice@example.com": "BASIC", "analysts": "BASIC"}
    assert emr_studio.run(writer, "mappings", "drift", config).code == 0


def test_what_emr_asks_of_the_caller_is_the_same_for_people_and_for_the_function() -> None:
    functions = {action for row in MAPPING_HANDLER for action in row.actions if action.startswith("sso")}
    writers = {action for action in json.loads(WRITING)["Statement"]["Action"] if action.startswith("sso")}
    assert writers == functions
