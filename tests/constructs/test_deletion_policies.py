"""What is kept when a stack is deleted: what the page on it says, of each type, in every sample and construct."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from aws_cdk import RemovalPolicy
from aws_cdk import aws_iam as iam
from aws_cdk import aws_s3 as s3
from buckets import ALLOW_DELETION
from conftest import FLAGS, ZONES, Json, new_app, new_stack, template_of
from every_compute import add_every_compute
from samples import SAMPLES, templates_of

from emr_studio_constructs import (
    EmrStudio,
    IamAuth,
    IdentityCenterAuth,
    NewVpc,
    PrivateGitServer,
    SamlFederationRole,
    Tier,
)
from emr_studio_constructs.monitoring import NewTrail, StudioMonitoring

PAGE = (Path(__file__).parents[2] / "docs" / "teardown.md").read_text(encoding="utf-8")
KEPT = {
    kind: (deleted, replaced)
    for kind, deleted, replaced in re.findall(r"\| `(AWS::\w+::\w+)` \| `(\w+)` \| `(\w+)` \|", PAGE)
}
DATA = {"AWS::S3::Bucket", "AWS::KMS::Key", "AWS::Logs::LogGroup"}
DELETED = ("Delete", "Delete")


@cache
def everything(removal_policy: RemovalPolicy | None, *, allowed: bool, identity_center: bool) -> Json:
    """The template of a stack with every construct, and every option that makes one."""
    stack = new_stack(new_app({**FLAGS, **({ALLOW_DELETION: True} if allowed else {})}))
    studio = EmrStudio(
        stack,
        "Studio",
        auth=IdentityCenterAuth() if identity_center else IamAuth(),
        vpc=NewVpc(
            availability_zones=ZONES,
            nat_gateways=1 if identity_center else 0,
            restrict_default_security_group=identity_center,
        ),
        removal_policy=removal_policy,
    )
    add_every_compute(stack, studio)
    studio.add_private_git_server(
        PrivateGitServer(git_server_dns_name="git.example.com", git_server_ip_v4_list=["10.0.0.9"])
    )
    if identity_center:
        studio.add_user("alice", tier=Tier.BASIC)
        studio.add_group(identity_id="90677bd5e2-11111111-2222-3333-4444-555555555555", tier=Tier.INTERMEDIATE)
    else:
        provider = iam.SamlProvider.from_saml_provider_arn(
            stack, "SamlProvider", "arn:aws:iam::111122223333:saml-provider/idp"
        )
        studio.grant_access(SamlFederationRole(stack, "Federated", saml_provider=provider), tier=Tier.BASIC)
    StudioMonitoring(
        stack,
        "Watch",
        studio=studio,
        workspace_actions=True,
        audit_bucket=s3.Bucket.from_bucket_name(stack, "Audit", "audit"),
        trail=NewTrail(),
    )
    return template_of(stack)


def policies(template: Json) -> Iterator[tuple[str, tuple[str, str]]]:
    """The type of each resource, and what becomes of it when it is deleted and when it is replaced."""
    for found in template["Resources"].values():
        yield found["Type"], (found.get("DeletionPolicy", "Delete"), found.get("UpdateReplacePolicy", "Delete"))


def against_the_page(template: Json, kept: dict[str, tuple[str, str]]) -> set[tuple[str, tuple[str, str]]]:
    return {(kind, policy) for kind, policy in policies(template) if policy != kept.get(kind, DELETED)}


def test_the_page_says_of_all_that_holds_data_that_it_is_kept() -> None:
    assert set(KEPT) == {*DATA, "AWS::EMR::Studio"}
    assert all(KEPT[kind][0].startswith("Retain") for kind in DATA)


@pytest.mark.parametrize("sample", SAMPLES)
def test_samples_keep_what_the_page_says(sample: str) -> None:
    for template in templates_of(sample).values():
        found = against_the_page(template, KEPT)
        # A sample shows removal_policy: RETAIN, of which the page says what it changes.
        assert found <= {("AWS::S3::Bucket", ("Retain", "Retain")), ("AWS::KMS::Key", ("Retain", "Retain"))}


@pytest.mark.parametrize("identity_center", [True, False])
def test_every_construct_keeps_what_the_page_says(*, identity_center: bool) -> None:
    template = everything(None, allowed=False, identity_center=identity_center)
    assert {kind for kind, _ in policies(template)} >= set(KEPT)
    assert against_the_page(template, KEPT) == set()


@pytest.mark.parametrize(
    ("removal_policy", "allowed"),
    [
        (None, False),
        (None, True),
        (RemovalPolicy.RETAIN, True),
        (RemovalPolicy.DESTROY, False),
    ],
)
def test_no_data_is_deleted_with_one_key_alone(removal_policy: RemovalPolicy | None, *, allowed: bool) -> None:
    template = everything(removal_policy, allowed=allowed, identity_center=True)
    found = [policy for kind, policy in policies(template) if kind in DATA]
    assert len(found) >= 5
    assert all(policy.startswith("Retain") for each in found for policy in each)


def test_with_both_keys_the_studios_bucket_and_key_go_and_the_trails_bucket_and_logs_stay() -> None:
    template = everything(RemovalPolicy.DESTROY, allowed=True, identity_center=True)
    assert against_the_page(template, KEPT) == {("AWS::S3::Bucket", DELETED), ("AWS::KMS::Key", DELETED)}
    kept = [kind for kind, policy in policies(template) if kind in DATA and policy == KEPT[kind]]
    assert sorted(set(kept)) == ["AWS::Logs::LogGroup", "AWS::S3::Bucket"]
