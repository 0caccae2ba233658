"""Logical ids are pinned: another id is another resource, so that a Studio would be replaced in every stack."""

import json
import os
from pathlib import Path

import pytest
from aws_cdk import aws_iam as iam
from conftest import Json, new_stack, new_studio, template_of
from every_compute import add_every_compute
from samples import SAMPLES, templates_of

from emr_studio_constructs import Auth, EmrOnEc2, IamAuth, IdentityCenterAuth, NewVpc, PrivateGitServer, Tier

PINNED = Path(__file__).parent / "logical_ids.json"
WRITE = "WRITE_LOGICAL_IDS"


def a_template(auth: Auth, *, every: bool) -> Json:
    stack = new_stack()
    studio = new_studio(stack, vpc=NewVpc(availability_zones=["eu-west-1a"]), auth=auth)
    if isinstance(auth, IdentityCenterAuth):
        studio.add_user("alice", tier=Tier.BASIC)
        studio.add_user(identity_id="90677bd5e2-11111111-2222-3333-4444-555555555555", tier=Tier.BASIC)
        studio.add_group("engineers", tier=Tier.ADVANCED)
        studio.add_compute(EmrOnEc2(cluster_tags={"team": "data"}))
    if every:
        add_every_compute(stack, studio)
        server = PrivateGitServer(git_server_dns_name="git.example.com", dns_server_ip_v4="10.0.0.2")
        studio.add_private_git_server(server)
        studio.grant_access(iam.Role.from_role_name(stack, "People", "people"), tier=Tier.INTERMEDIATE)
    return template_of(stack)


STUDIOS: dict[str, Auth] = {
    "minimal, IAM": IamAuth(),
    "Identity Center": IdentityCenterAuth(),
    "every compute": IamAuth(),
}


def check(name: str, template: Json) -> None:
    found = {logical_id: resource["Type"] for logical_id, resource in template["Resources"].items()}
    if os.environ.get(WRITE):
        written = json.loads(PINNED.read_text(encoding="utf-8")) | {name: found}
        PINNED.write_text(json.dumps(written, indent=2, sort_keys=True) + "\n", encoding="utf-8")
    pinned = json.loads(PINNED.read_text(encoding="utf-8")).get(name, {})
    write = f"run {WRITE}=1 pytest {Path(__file__).name}"
    assert not (gone := pinned.items() - found.items()), (
        f"{name}: {sorted(gone)} have other logical ids, or are gone: a breaking change, since CloudFormation makes "
        "another resource for another id. Put the old ids back, or list old and new in the changelog under Breaking "
        f"(docs/changes.md says how to keep what is there), and {write}"
    )
    assert not (new := found.items() - pinned.items()), f"{name}: {sorted(new)} are new, and not pinned yet: {write}"


@pytest.mark.parametrize("name", STUDIOS)
def test_logical_ids_stay_as_they_are(name: str) -> None:
    check(name, a_template(STUDIOS[name], every=name == "every compute"))


@pytest.mark.parametrize("sample", SAMPLES)
def test_logical_ids_of_the_samples_stay_as_they_are(sample: str) -> None:
    for stack, template in templates_of(sample).items():
        check(f"{sample}.yaml, {stack}", template)
