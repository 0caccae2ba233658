"""Logical ids are pinned: another id is another resource, so that a Studio would be replaced in every stack."""

import json
import os
from pathlib import Path

import pytest
from conftest import new_stack, new_studio, template_of

from emr_studio_constructs import Auth, EmrOnEc2, IamAuth, IdentityCenterAuth, NewVpc, Tier

PINNED = Path(__file__).parent / "logical_ids.json"
WRITE = "WRITE_LOGICAL_IDS"


def logical_ids(auth: Auth) -> dict[str, str]:
    stack = new_stack()
    studio = new_studio(stack, vpc=NewVpc(availability_zones=["eu-west-1a"]), auth=auth)
    if isinstance(auth, IdentityCenterAuth):
        studio.add_user("alice", tier=Tier.BASIC)
        studio.add_user(identity_id="90677bd5e2-11111111-2222-3333-4444-555555555555", tier=Tier.BASIC)
        studio.add_group("engineers", tier=Tier.ADVANCED)
        studio.add_compute(EmrOnEc2(cluster_tags={"team": "data"}))
    return {name: resource["Type"] for name, resource in sorted(template_of(stack)["Resources"].items())}


STUDIOS: dict[str, Auth] = {"minimal, IAM": IamAuth(), "Identity Center": IdentityCenterAuth()}


@pytest.mark.parametrize("name", STUDIOS)
def test_logical_ids_stay_as_they_are(name: str) -> None:
    found = logical_ids(STUDIOS[name])
    if os.environ.get(WRITE):
        pinned = json.loads(PINNED.read_text(encoding="utf-8")) if PINNED.exists() else {}
        PINNED.write_text(json.dumps({**pinned, name: found}, indent=2, sort_keys=True) + "\n", encoding="utf-8")
    pinned = json.loads(PINNED.read_text(encoding="utf-8"))[name]
    assert found == pinned, (
        "logical ids have changed: a breaking change, since CloudFormation replaces what has another id; put the old "
        f"ids back, or say so in the changelog under Breaking and run {WRITE}=1 pytest {Path(__file__).name}"
    )
