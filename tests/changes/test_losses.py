"""What it costs people that something leaves the stack, is kept, or is no longer kept."""

from copy import deepcopy

import pytest
from changing import MAPPING, MAPPING_BY_ID, STUDIO, a_studio_with_people, changed, changes, seen, small, the
from conftest import Json
from hypothesis import given, settings
from hypothesis import strategies as st
from samples import SAMPLES, templates_of

from emr_studio_constructs.changes import Action, Loss, compare
from emr_studio_constructs.changes.loss_table import COSTS
from emr_studio_constructs.changes.schemas import update_behavior

TEMPLATES: list[Json] = [template for sample in SAMPLES for template in templates_of(sample).values()]


def without(before: Json, logical_id: str) -> Json:
    after = deepcopy(before)
    del after["Resources"][logical_id]
    return after


@pytest.mark.parametrize("template", TEMPLATES)
def test_nothing_changes_where_nothing_differs(template: Json) -> None:
    assert compare(template, deepcopy(template)) == []
    assert compare(template, deepcopy(template), region="eu-west-1") == []


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_no_resource_is_deleted_without_a_word(data: st.DataObject) -> None:
    template = data.draw(st.sampled_from(TEMPLATES))
    gone = data.draw(st.sampled_from(sorted(set(template["Resources"]) - {"CDKMetadata"})))
    found = changes(template, without(template, gone))[gone]
    assert found.action in (Action.DELETE, Action.KEEP)
    assert set(found.costs) or found.type not in COSTS or found.type in ("AWS::IAM::Role", "AWS::IAM::ManagedPolicy")


@pytest.mark.parametrize(
    ("resource_type", "part", "expected"),
    [
        (STUDIO, "", (Action.DELETE, Loss.DELETION)),
        ("AWS::S3::Bucket", "", (Action.KEEP, Loss.DELETION)),
        ("AWS::KMS::Key", "", (Action.KEEP, Loss.DELETION)),
        (MAPPING, "", (Action.DELETE, None)),
        (MAPPING_BY_ID, "", (Action.DELETE, None)),
        ("AWS::IAM::ManagedPolicy", "BASIC", (Action.DELETE, None)),
        ("AWS::IAM::ManagedPolicy", "ServiceRole", (Action.DELETE, None)),
        ("AWS::IAM::Role", "UserRole", (Action.DELETE, Loss.DELETION)),
        ("AWS::EC2::VPC", "", (Action.DELETE, Loss.DELETION)),
        ("AWS::EC2::EIP", "", (Action.DELETE, None)),
        ("AWS::S3::BucketPolicy", "", (Action.DELETE, None)),
        ("AWS::Lambda::Function", "", (Action.DELETE, None)),
    ],
)
def test_what_leaves_the_stack_costs_this(resource_type: str, part: str, expected: tuple[Action, Loss | None]) -> None:
    before = a_studio_with_people()
    gone = the(before, resource_type, part)
    assert seen(before, without(before, gone))[gone] == expected


def a_bucket(**policies: str) -> Json:
    return small(Bucket={"Type": "AWS::S3::Bucket", "Properties": {"BucketName": "old"}, **policies})


@pytest.mark.parametrize(
    ("policy", "expected"),
    [
        ("Retain", (Action.KEEP, Loss.DELETION)),
        ("RetainExceptOnCreate", (Action.KEEP, Loss.DELETION)),
        ("Delete", (Action.DELETE, Loss.DELETION)),
    ],
)
def test_the_deployed_template_says_whether_what_goes_is_kept(policy: str, expected: tuple[Action, Loss]) -> None:
    assert seen(a_bucket(DeletionPolicy=policy), small()) == {"Bucket": expected}


@pytest.mark.parametrize(
    ("before", "after", "loss"),
    [
        ("Retain", "Retain", Loss.NOTEBOOKS),
        ("Retain", "Delete", Loss.DELETION),
        ("Delete", "Retain", Loss.DELETION),
    ],
)
def test_what_is_replaced_is_kept_only_if_both_templates_say_so(before: str, after: str, loss: Loss) -> None:
    new = a_bucket(UpdateReplacePolicy=after)
    new["Resources"]["Bucket"]["Properties"]["BucketName"] = "new"
    assert seen(a_bucket(UpdateReplacePolicy=before), new) == {"Bucket": (Action.REPLACE, loss)}


def test_what_is_no_longer_kept_is_said() -> None:
    kept, not_kept = a_bucket(DeletionPolicy="Retain", UpdateReplacePolicy="Retain"), a_bucket()
    (change,) = compare(kept, not_kept)
    assert (change.action, change.loss) == (Action.UPDATE, None)
    assert change.properties == ("DeletionPolicy", "UpdateReplacePolicy")
    assert change.costs == (
        "DeletionPolicy is Delete now: it goes when it leaves the stack",
        "UpdateReplacePolicy is Delete now: it goes when it is replaced",
    )
    (change,) = compare(not_kept, kept)
    assert change.costs == ()


def trust(*services: str) -> list[Json]:
    return [{"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": each}} for each in services]


@pytest.mark.parametrize(
    ("statements", "loss"),
    [
        (trust("lambda.amazonaws.com"), None),
        (trust("vpc-flow-logs.amazonaws.com")[0], None),
        (trust("events.amazonaws.com", "firehose.amazonaws.com"), None),
        (trust("ec2.amazonaws.com"), Loss.DELETION),
        (trust("lambda.amazonaws.com", "ec2.amazonaws.com"), Loss.DELETION),
        ([], Loss.DELETION),
    ],
)
def test_nobody_misses_the_role_of_a_function(statements: object, loss: Loss | None) -> None:
    role = {"Type": "AWS::IAM::Role", "Properties": {"AssumeRolePolicyDocument": {"Statement": statements}}}
    assert seen(small(Role=role), small()) == {"Role": (Action.DELETE, loss)}


def test_a_role_by_which_people_sign_in_goes_with_them_but_another_one_must_be_named_to_their_identity_provider() -> (
    None
):
    provider = {"Federated": "arn:aws:iam::111122223333:saml-provider/idp"}
    statements: list[Json] = [
        {"Effect": "Allow", "Action": "sts:AssumeRoleWithSAML", "Principal": provider},
        {"Effect": "Allow", "Action": ["sts:SetSourceIdentity", "sts:TagSession"], "Principal": provider},
    ]

    def role(*statements: Json) -> Json:
        return small(
            Role={"Type": "AWS::IAM::Role", "Properties": {"AssumeRolePolicyDocument": {"Statement": [*statements]}}}
        )

    (gone,) = compare(role(*statements), small())
    assert (gone.action, gone.loss, gone.costs) == (Action.DELETE, None, ("who signed in by it can no longer sign in",))
    assert seen(role(*statements), changed(role(*statements), "Role", Path="/x/")) == {
        "Role": (Action.REPLACE, Loss.REPLACEMENT)
    }
    for other in (trust("ec2.amazonaws.com")[0], {**statements[0], "Principal": "*"}):
        assert seen(role(*statements, other), small()) == {"Role": (Action.DELETE, Loss.DELETION)}
    by_token = {"Effect": "Allow", "Action": "sts:AssumeRoleWithWebIdentity", "Principal": provider}
    assert seen(role(by_token), small()) == {"Role": (Action.DELETE, Loss.DELETION)}


def test_a_role_without_a_trust_policy_is_one_of_somebody() -> None:
    assert seen(small(Role={"Type": "AWS::IAM::Role"}), small()) == {"Role": (Action.DELETE, Loss.DELETION)}


@pytest.mark.parametrize(
    ("policy", "gone", "replaced"),
    [
        ("Retain", (Action.KEEP, None), (Action.REPLACE, None)),
        ("Delete", (Action.DELETE, Loss.DELETION), (Action.REPLACE, Loss.DELETION)),
    ],
)
def test_the_bucket_of_a_trail_is_missed_by_nobody_as_long_as_it_is_kept(
    policy: str, gone: tuple[Action, Loss | None], replaced: tuple[Action, Loss | None]
) -> None:
    before = a_bucket(DeletionPolicy=policy, UpdateReplacePolicy=policy)
    trail = {"Type": "AWS::CloudTrail::Trail", "Properties": {"S3BucketName": {"Ref": "Bucket"}}}
    before["Resources"]["Trail"] = trail
    assert seen(before, small()) == {"Bucket": gone, "Trail": (Action.DELETE, None)}
    assert seen(before, changed(before, "Bucket", BucketName="new"))["Bucket"] == replaced


@pytest.mark.parametrize(
    ("properties", "mapped", "loss"),
    [
        ({}, False, Loss.REPLACEMENT),
        ({"Roles": ["theirs"]}, True, Loss.REPLACEMENT),
        ({"Roles": [{"Ref": "UserRole"}]}, False, Loss.REPLACEMENT),
        ({"Roles": [{"Ref": "ServiceRole"}]}, False, None),
        ({"Users": ["alice"]}, False, None),
        ({"Groups": ["analysts"]}, False, None),
    ],
)
def test_another_policy_is_missed_by_those_whose_sessions_it_limits(
    properties: Json,
    mapped: bool,  # noqa: FBT001  # a case
    loss: Loss | None,
) -> None:
    role = {"Type": "AWS::IAM::Role", "Properties": {"AssumeRolePolicyDocument": {}}}
    roles = {name: {"Fn::GetAtt": [name, "Arn"]} for name in ("UserRole", "ServiceRole")}
    before = small(
        Policy={"Type": "AWS::IAM::ManagedPolicy", "Properties": properties},
        Studio={"Type": STUDIO, "Properties": roles},
        **dict.fromkeys(roles, role),
    )
    if mapped:
        before["Resources"]["Bob"] = {"Type": MAPPING, "Properties": {"SessionPolicyArn": {"Ref": "Policy"}}}
    found = seen(before, changed(before, "Policy", Description="new"))
    assert found["Policy"] == (Action.REPLACE, loss)


def test_every_type_of_the_samples_has_a_schema() -> None:
    types = {resource["Type"] for template in TEMPLATES for resource in template["Resources"].values()}
    assert {each for each in types - {"AWS::CDK::Metadata"} if update_behavior(each) is None} == set()


def test_every_type_that_people_would_miss_has_a_schema() -> None:
    assert {each for each in COSTS if update_behavior(each) is None} == set()
