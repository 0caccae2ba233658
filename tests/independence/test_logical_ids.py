"""Logical ids are pinned: another id is another resource, so that a Studio would be replaced in every stack."""

import json
import os
from pathlib import Path

import pytest
from aws_cdk import aws_iam as iam
from conftest import new_stack, new_studio, template_of
from every_compute import add_every_compute

from emr_studio_constructs import Auth, EmrOnEc2, IamAuth, IdentityCenterAuth, NewVpc, PrivateGitServer, Tier

PINNED = Path(__file__).parent / "logical_ids.json"
WRITE = "WRITE_LOGICAL_IDS"


def logical_ids(auth: Auth, *, every: bool) -> dict[str, str]:
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
    return {name: resource["Type"] for name, resource in sorted(template_of(stack)["Resources"].items())}


STUDIOS: dict[str, Auth] = {
    "minimal, IAM": IamAuth(),
    "Identity Center": IdentityCenterAuth(),
    "every compute": IamAuth(),
}


@pytest.mark.parametrize("name", STUDIOS)
def test_logical_ids_stay_as_they_are(name: str) -> None:
    found = logical_ids(STUDIOS[name], every=name == "every compute")
    if os.environ.get(WRITE):
        pinned = json.loads(PINNED.read_text(encoding="utf-8")) if PINNED.exists() else {}
        PINNED.write_text(json.dumps({**pinned, name: found}, indent=2, sort_keys=True) + "\n", encoding="utf-8")
    pinned = json.loads(PINNED.read_text(encoding="utf-8"))[name]
    assert found == pinned, (
        "logical ids have changed: a breaking change, since CloudFormation replaces what has another id; put the old "
        f"ids back, or say so in the changelog under Breaking and run {WRITE}=1 pytest {Path(__file__).name}"
    )
