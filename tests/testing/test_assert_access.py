"""The samples' people, in the words of consumers' tests."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from aws_cdk import App, Environment, Stack
from aws_cdk import aws_iam as iam
from aws_cdk.assertions import Template
from behaviour.breaking import capability, on_resources
from samples import templates_of

from emr_studio_constructs import Capability, EmrStudio, NewVpc, Tier
from emr_studio_constructs.policies.tiers import Tier as TierName
from emr_studio_constructs.testing import UseCase, assert_allows, assert_refuses

TIERS = list(TierName)
SPARK = "clusters tagged team=analytics"


def identity_center() -> dict[str, Any]:
    return dict(templates_of("identity-center")["Analytics"])


def research() -> dict[str, Any]:
    return dict(templates_of("everything")["research-studio"])


def federated() -> dict[str, Any]:
    return dict(templates_of("everything")["Analytics"])


@pytest.mark.parametrize("person", [*TIERS, "analysts", "alice@example.com", "bob@example.com"])
def test_everybody_of_the_sample_works_in_workspaces_on_the_teams_clusters(person: str) -> None:
    for use_case in (UseCase.CREATE_WORKSPACES, UseCase.USE_WORKSPACES, UseCase.ATTACH_TO_CLUSTERS):
        assert_allows(identity_center(), person=person, use_case=use_case)
    assert_refuses(identity_center(), person=person, use_case=UseCase.ATTACH_TO_CLUSTERS, on="any other cluster")
    assert_refuses(identity_center(), person=person, use_case=UseCase.READ_NOTEBOOKS)


def test_only_data_engineers_and_their_tier_create_clusters_and_with_the_tag_alone() -> None:
    for person in ("ADVANCED", "data-engineers", "alice@example.com"):
        assert_allows(identity_center(), person=person, use_case="create clusters")
        assert_refuses(identity_center(), person=person, use_case="create clusters", on="any other cluster")
    for person in ("BASIC", "INTERMEDIATE", "analysts", "data-scientists", "bob@example.com"):
        assert_refuses(identity_center(), person=person, use_case="create clusters")


@pytest.mark.parametrize(
    "on",
    [
        "notebooks",
        "EmrServerlessNotebooksApplication25041571",
        "arn:aws:emr-serverless:eu-west-1:111122223333:/applications/00f1a2b3c4d5e6f7",
    ],
)
def test_a_thing_is_known_by_its_name_logical_id_or_arn(on: str) -> None:
    assert_allows(federated(), person="alice", use_case=UseCase.ATTACH_TO_SERVERLESS, on=on)
    assert_refuses(federated(), person="Contractors", use_case=UseCase.ATTACH_TO_SERVERLESS, on=on)


def test_a_thing_is_known_by_a_part_of_its_name() -> None:
    assert_allows(research(), person="research-readers", use_case=UseCase.ATTACH_TO_CLUSTERS, on="team=research")
    with pytest.raises(AssertionError, match="BASIC may not attach to EMR on EC2"):
        assert_allows(research(), person="BASIC", use_case=UseCase.ATTACH_TO_CLUSTERS, on="team=research")


def test_without_a_thing_allowing_means_all_that_are_named_and_refusing_others_too() -> None:
    assert_allows(federated(), person="alice", use_case=UseCase.ATTACH_TO_SERVERLESS)
    with pytest.raises(AssertionError, match=r"\(EmrServerlessRestrictedApplication\)"):
        assert_allows(federated(), person="data-engineer", use_case=UseCase.ATTACH_TO_SERVERLESS)
    with pytest.raises(AssertionError, match=r"\(one's own\)"):
        assert_refuses(federated(), person="alice", use_case=UseCase.SHARE_WORKSPACES)
    with pytest.raises(AssertionError, match=r"\(of others\)"):
        assert_refuses(federated(), person="alice", use_case=UseCase.USE_WORKSPACES, on="of others")


def test_a_failed_assertion_names_each_request_the_reason_what_is_not_known_and_whom_to_be_like() -> None:
    limit = "arn:aws:iam::111122223333:policy/research-boundary"
    with pytest.raises(AssertionError) as refused:
        assert_allows(research(), person="research-readers", use_case=UseCase.CREATE_CLUSTERS)
    assert str(refused.value).splitlines() == [
        "research-readers may not create clusters (clusters with the tags team=research): 1 of 1 requests",
        "  elasticmapreduce:RunJobFlow on *: no statement of the session policy allows it",
        f"  not known: permissions boundary {limit} is in no template: it may allow less",
        "give them what others have who may: ADVANCED, research-leads",
    ]
    with pytest.raises(AssertionError) as allowed:
        assert_refuses(research(), person="research-leads", use_case=UseCase.CREATE_CLUSTERS)
    first, second, *_, last = str(allowed.value).splitlines()
    assert first.startswith("research-leads may create clusters (clusters with the tags team=research)")
    assert "AllowEMRCreateClusterAdvancedActions" in second
    assert last == (
        "give them what others have who may not: BASIC, INTERMEDIATE, reader, alice@example.com, research-readers, "
        "906a1b2c3d-4e5f6071-8293-a4b5-c6d7-e8f90a1b2c3d"
    )


def test_what_is_allowed_in_part_is_neither_allowed_nor_refused() -> None:
    text = json.dumps(identity_center()).replace('"elasticmapreduce:StopEditor", ', "")
    asked: dict[str, Any] = {"person": "BASIC", "use_case": UseCase.USE_WORKSPACES, "on": "one's own"}
    with pytest.raises(AssertionError, match=r"may not open.*: 1 of 5 requests\n  elasticmapreduce:StopEditor on"):
        assert_allows(json.loads(text), **asked)
    with pytest.raises(AssertionError, match=r"may open.*: 4 of 5 requests"):
        assert_refuses(json.loads(text), **asked)


def test_what_nobody_may_is_said_to_be_nobodys() -> None:
    with pytest.raises(AssertionError, match=r"\nnobody may$"):
        assert_allows(federated(), person="alice", use_case=UseCase.CREATE_STUDIOS)


@pytest.mark.parametrize("form", [dict, Template.from_json, "path"])
def test_a_template_may_be_a_dict_a_file_or_the_cdks(form: Callable[[object], Any] | str, tmp_path: Path) -> None:
    template = federated()
    if isinstance(form, str):
        file = tmp_path / "Analytics.json"
        file.write_text(json.dumps(template), encoding="utf-8")
        assert_allows(file, person="alice", use_case=UseCase.CREATE_WORKSPACES)
    else:
        assert_allows(form(template), person="alice", use_case=UseCase.CREATE_WORKSPACES)


def test_account_and_region_are_as_given() -> None:
    vault = templates_of("everything")["Vault"]
    application = "arn:aws-cn:elasticmapreduce:cn-north-1:444455556666:studio/es-OTHER"
    place = {"account": "444455556666", "region": "cn-north-1"}
    assert_refuses(vault, person="auditor", use_case=UseCase.OPEN_STUDIO, on=application, **place)
    with pytest.raises(ValueError, match="on must be what 'open the Studio' is about"):
        assert_refuses(vault, person="auditor", use_case=UseCase.OPEN_STUDIO, on=application)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"person": "alise@example.com"}, "got 'alise@example.com', did you mean 'alice@example.com'?"),
        ({"person": "zzz"}, "person must be one of the template's, got 'zzz': known are BASIC, INTERMEDIATE"),
        ({"use_case": "create cluster"}, "use_case must be a UseCase, got 'create cluster', did you mean"),
        ({"on": "clusters tagged team=data"}, "got 'clusters tagged team=data', did you mean 'clusters tagged team"),
        ({"studio": "other"}, "studio must be one of the template's, got 'other': known are Analytics-Studio"),
        ({"template": {"Resources": {}}}, "template must have an AWS::EMR::Studio, got none"),
    ],
)
def test_what_is_not_there_is_refused_by_name(change: dict[str, Any], message: str) -> None:
    asked = {
        "template": identity_center(),
        "person": "alice@example.com",
        "use_case": UseCase.ATTACH_TO_CLUSTERS,
        **change,
    }
    template = asked.pop("template")
    for assertion in (assert_allows, assert_refuses):
        with pytest.raises(ValueError) as error:  # noqa: PT011  # the message is compared below
            assertion(template, **asked)
        assert message in str(error.value)


def test_two_who_are_called_alike_are_told_apart_by_their_kind() -> None:
    template = identity_center()
    mapping = json.loads(json.dumps(template["Resources"]["StudioGroupsanalysts9EF6420E"]))
    mapping["Properties"]["IdentityType"] = "USER"
    twice = {**template, "Resources": {**template["Resources"], "Same": mapping}}
    with pytest.raises(ValueError, match="got 'analysts': choose 'group analysts' or 'user analysts'"):
        assert_allows(twice, person="analysts", use_case=UseCase.CREATE_WORKSPACES)
    for person in ("group analysts", "user analysts", "Same"):
        assert_allows(twice, person=person, use_case=UseCase.CREATE_WORKSPACES)


def test_one_of_several_studios_is_chosen_by_name_or_logical_id() -> None:
    template = federated()
    second = json.loads(json.dumps(template["Resources"]["Studio43727D10"]))
    second["Properties"]["Name"] = "second"
    both = {**template, "Resources": {**template["Resources"], "Second": second}}
    with pytest.raises(ValueError, match="got None: choose 'Analytics-Studio-2E534093' or 'second'"):
        assert_allows(both, person="alice", use_case=UseCase.OPEN_STUDIO, on="this Studio")
    assert_allows(both, person="alice", use_case=UseCase.OPEN_STUDIO, on="this Studio", studio="Studio43727D10")
    with pytest.raises(ValueError, match="person must be one of the template's, got 'nobody'"):
        assert_refuses(both, person="nobody", use_case=UseCase.OPEN_STUDIO, studio="second")


OPENING = {"Effect": "Allow", "Action": "elasticmapreduce:CreateStudioPresignedUrl", "Resource": "*"}


def people_in_two_stacks(*statements: object) -> dict[str, Any]:
    """A Studio with an analyst in its stack, and one of the same name in another, who may do more."""
    platform = federated()
    roles = [
        {
            "Type": "AWS::IAM::Role",
            "Properties": {"Policies": [{"PolicyName": "p", "PolicyDocument": {"Statement": [OPENING, *more]}}]},
        }
        for more in ((), statements)
    ]
    out = {"Studio": {"Value": {"Ref": "Studio43727D10"}, "Export": {"Name": "studio"}}}
    refers = {"Type": "Custom::Any", "Properties": {"Studio": {"Fn::ImportValue": "studio"}}}
    return {
        "Platform": {**platform, "Resources": {**platform["Resources"], "Analyst": roles[0]}, "Outputs": out},
        "People": {"Resources": {"Analyst": roles[1], "Refers": refers}},
    }


def test_people_of_one_name_in_two_stacks_are_told_apart_by_their_stack() -> None:
    templates = people_in_two_stacks({**OPENING, "Action": "elasticmapreduce:*"})
    with pytest.raises(ValueError, match="got 'Analyst': choose 'Platform/Analyst' or 'People/Analyst'"):
        assert_allows(templates, person="Analyst", use_case=UseCase.MAP_PEOPLE)
    assert_allows(templates, person="People/Analyst", use_case=UseCase.MAP_PEOPLE)
    assert_refuses(templates, person="Platform/Analyst", use_case=UseCase.MAP_PEOPLE)


def test_a_studio_is_told_apart_by_its_stack_too() -> None:
    both = {"One": federated(), "Other": federated()}
    asked: dict[str, Any] = {"person": "alice", "use_case": UseCase.CREATE_WORKSPACES}
    with pytest.raises(ValueError, match="got 'Studio43727D10': choose 'One/Studio43727D10' or 'Other/Studio43727D10'"):
        assert_allows(both, studio="Studio43727D10", **asked)
    assert_allows(both, studio="Other/Studio43727D10", **asked)


@pytest.mark.parametrize("assertion", [assert_allows, assert_refuses])
def test_nothing_is_asserted_of_who_has_a_policy_that_cannot_be_judged(assertion: Callable[..., None]) -> None:
    templates = people_in_two_stacks()
    policies = templates["Platform"]["Resources"]["Analyst"]["Properties"]["Policies"]
    policies.append({"PolicyName": "q", "PolicyDocument": {"Statement": {**OPENING, "Effect": "allow"}}})
    message = "policies that can be judged, got statement 1 of Analyst.Policies.1: the effect is Allow or Deny, not"
    with pytest.raises(ValueError, match=message):
        assertion(templates, person="Platform/Analyst", use_case=UseCase.CREATE_STUDIOS)
    assert_refuses(templates, person="People/Analyst", use_case=UseCase.CREATE_STUDIOS)


@pytest.mark.parametrize("assertion", [assert_allows, assert_refuses])
def test_nothing_is_asserted_beside_a_bucket_policy_that_cannot_be_judged(assertion: Callable[..., None]) -> None:
    template = federated()
    odd = {"Type": "AWS::S3::BucketPolicy", "Properties": {"Bucket": "odd", "PolicyDocument": {"Fn::Transform": {}}}}
    template["Resources"] = {**template["Resources"], "Odd": odd}
    with pytest.raises(ValueError, match="got bucket policy Odd: no element of a policy: 'Fn::Transform'"):
        assertion(template, person="alice", use_case=UseCase.READ_NOTEBOOKS)


@pytest.mark.parametrize("assertion", [assert_allows, assert_refuses])
def test_nothing_is_asserted_of_who_has_a_session_policy_of_another_template(assertion: Callable[..., None]) -> None:
    template = identity_center()
    mapping = json.loads(json.dumps(template["Resources"]["StudioGroupsanalysts9EF6420E"]))
    mapping["Properties"]["SessionPolicyArn"] = {"Fn::ImportValue": "Tiers:Basic"}
    template["Resources"] = {**template["Resources"], "StudioGroupsanalysts9EF6420E": mapping}
    with pytest.raises(ValueError, match="session policy imported-Tiers-Basic is in no template"):
        assertion(template, person="analysts", use_case=UseCase.CREATE_STUDIOS)


def stack_of_a_consumer() -> Template:
    stack = Stack(App(), "Stack", env=Environment(account="111122223333", region="eu-west-1"))
    studio = EmrStudio(stack, "Studio", vpc=NewVpc(availability_zones=("eu-west-1a",)))
    studio.grant_access(iam.Role.from_role_name(stack, "Analyst", "analyst"), tier=Tier.BASIC)
    return Template.from_stack(stack)


def test_a_broken_library_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: dict[str, Any] = {"person": "analyst", "use_case": UseCase.READ_NOTEBOOKS}
    assert_refuses(stack_of_a_consumer(), **asked)
    everything = "arn:<partition>:s3:::*/*"
    capability(Capability.BUCKETS_AND_LOGS, lambda rows: on_resources(rows, "AllowS3ReadOnlyAccessToLogs", everything))(
        monkeypatch
    )
    with pytest.raises(AssertionError, match="analyst may read notebooks in the bucket"):
        assert_refuses(stack_of_a_consumer(), **asked)
