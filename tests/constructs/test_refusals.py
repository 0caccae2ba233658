"""What is refused leaves no trace: who catches the error has the Studio as it was before."""

import pytest
from aws_cdk import aws_iam as iam
from conftest import new_stack, new_studio

from emr_studio_constructs import EmrOnEc2, EmrStudio, IdentityCenterAuth, Tier


def test_a_refused_user_leaves_no_policy() -> None:
    studio = new_studio(new_stack(), auth=IdentityCenterAuth())
    with pytest.raises(ValueError, match="user name"):
        studio.add_user("", tier=Tier.BASIC)
    assert studio.tier_policies.sizes == {}


def test_a_refused_grantee_leaves_no_policy() -> None:
    studio = new_studio(new_stack())
    with pytest.raises(ValueError, match="grantee"):
        studio.grant_access(iam.ServicePrincipal("ec2.amazonaws.com"), tier=Tier.BASIC)
    assert studio.tier_policies.sizes == {}


def test_refused_compute_leaves_the_policies_as_they_were() -> None:
    studio = new_studio(new_stack(), auth=IdentityCenterAuth())
    studio.add_user("alice", tier=Tier.BASIC)
    before = dict(studio.tier_policies.sizes)
    with pytest.raises(ValueError, match="6144"):
        studio.add_compute(EmrOnEc2(cluster_tags={f"key{number}": "v" * 200 for number in range(20)}))
    assert studio.tier_policies.sizes == before
    studio.add_compute(EmrOnEc2(cluster_tags={"team": "data"}))
    assert studio.tier_policies.sizes != before


@pytest.mark.parametrize("auth", ["IAM", IdentityCenterAuth])
def test_an_imported_studio_must_say_how_people_sign_in(auth: object) -> None:
    with pytest.raises(ValueError, match=r"auth must be IamAuth\(...\) or IdentityCenterAuth\(...\), got"):
        EmrStudio.from_studio_id(new_stack(), "Studio", "es-1234567890ABCDEFGHIJKLMNO", auth=auth)  # type: ignore[arg-type]  # the mistake
