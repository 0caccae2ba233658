"""What IAM or CloudFormation refuse, or only a deploy knows, is said in a sentence."""

from typing import Any

import pytest

from emr_studio_constructs.cfn import Resolver, SynthesizedStack, TemplateError
from emr_studio_constructs.review.access import access_of
from emr_studio_constructs.review.findings import findings_of
from emr_studio_constructs.review.people import people_of
from emr_studio_constructs.review.studio import studios_of
from emr_studio_constructs.review.use_cases import UseCase
from review.hand_written import (
    STUDIO,
    Json,
    allow,
    attached,
    identity_center,
    inline,
    mapping,
    policy,
    role,
    studio,
    template,
)

OPENING = allow("elasticmapreduce:CreateStudioPresignedUrl", on=STUDIO)


def answers(template_: Json, use_case: UseCase) -> dict[str, bool]:
    """Who may do something with the first thing that it is about."""
    (found,) = studios_of([SynthesizedStack(name="A", template=template_)])
    access = access_of(found)
    row = next(each for each in access.rows if each.use_case is use_case)
    return {person.name: answer.allowed for person, answer in zip(access.people, row.answers, strict=True)}


def unknown_of(template_: Json, name: str) -> tuple[str, ...]:
    (found,) = studios_of([SynthesizedStack(name="A", template=template_)])
    return next(person.unknown for person in people_of(found) if person.name == name)


@pytest.mark.parametrize(
    "statement",
    [
        {"Effect": "Allow", "Action": "elasticmapreduce:*"},
        {"Effect": "allow", "Action": "s3:*", "Resource": "*"},
        {"Action": "s3:*", "Resource": "*"},
        {"Effect": "Allow", "Action": "s3:*", "Resource": "*", "Condition": []},
        {"Effect": "Allow", "Action": "s3:*", "Resource": "*", "Condition": {"Bool": []}},
        {"Fn::Transform": {"Name": "AWS::Include"}},
        "all",
    ],
)
def test_a_policy_that_cannot_be_judged_says_nothing_and_is_spoken_of(statement: Any) -> None:  # noqa: ANN401  # odd on purpose
    odd = template(Odd=inline(policy(OPENING, statement), Roles=["odd"]), Good=inline(policy(OPENING), Roles=["good"]))
    assert answers(odd, UseCase.OPEN_STUDIO) == {"odd": False, "good": True, "EMR Studio": False}
    *_, said = unknown_of(odd, "odd")
    assert said.endswith(": it is taken to say nothing")
    (found,) = studios_of([SynthesizedStack(name="A", template=odd)])
    assert [each.where for each in findings_of(found) if "cannot be judged" in each.what] == ["Odd"]


def test_the_policies_of_others_are_judged_beside_one_that_cannot_be() -> None:
    odd = role("both", Policies=[{"PolicyName": "p", "PolicyDocument": {"Statement": ["all", OPENING]}}])
    both = template(Odd=odd, Good=inline(policy(OPENING), Roles=[{"Ref": "Odd"}]))
    assert answers(both, UseCase.OPEN_STUDIO)["both"]
    assert "Odd.Policies.0: a statement is an object, not 'all': it is taken to say nothing" in unknown_of(both, "both")


@pytest.mark.parametrize("document", ["{}", "[]", "what", 1, {"Statement": "all"}, {"Fn::Transform": {}}])
def test_a_bucket_policy_that_cannot_be_judged_opens_nothing(document: Any) -> None:  # noqa: ANN401  # odd on purpose
    properties = {"Bucket": "notebooks", "PolicyDocument": document}
    odd = template(
        Good=inline(policy(OPENING), Roles=["good"]),
        Odd={"Type": "AWS::S3::BucketPolicy", "Properties": properties},
    )
    assert not any(answers(odd, UseCase.READ_NOTEBOOKS).values())


def test_the_policy_of_a_bucket_that_another_template_makes_counts() -> None:
    for_all = {**allow("s3:*"), "Principal": {"AWS": "111122223333"}}
    named = {**allow("s3:GetObject"), "Principal": {"AWS": "arn:aws:iam::111122223333:role/good"}}
    properties = {"Bucket": "notebooks", "PolicyDocument": policy(for_all, named)}
    there = template(
        Good=inline(policy(OPENING), Roles=["good"]),
        Shared={"Type": "AWS::S3::BucketPolicy", "Properties": properties},
    )
    assert answers(there, UseCase.READ_NOTEBOOKS) == {"good": True, "EMR Studio": False}


def test_an_arn_that_only_the_deploy_knows_is_itself_alone() -> None:
    own = inline(policy(OPENING, allow("kms:*", on={"Ref": "Key"})), Roles=["own"])
    other = inline(policy(OPENING, allow("kms:*", on={"Fn::ImportValue": "Keys:Other"})), Roles=["other"])
    given = template(Studio=studio(EncryptionKeyArn={"Ref": "Key"}), Own=own, Other=other)
    given["Parameters"] = {"Key": {"Type": "AWS::SSM::Parameter::Value<String>", "Default": "/keys/notebooks"}}
    assert answers(given, UseCase.USE_KEY) == {"own": True, "other": False, "EMR Studio": False}
    *_, said = unknown_of(given, "other")
    assert said == "Other is about imported-Keys-Other, which only the deploy knows: it is taken to be nothing else"


def test_somebody_whose_role_and_session_policy_are_in_no_template_is_said_to_be_unknown() -> None:
    in_center = studio(AuthMode="SSO", UserRole={"Ref": "Role"})
    given = template(Studio=in_center, Anna=mapping("anna", {"Ref": "Tier"}))
    given["Parameters"] = {"Role": {"Type": "String"}, "Tier": {"Type": "String"}}
    assert unknown_of(given, "anna") == (
        "role Role-value is in no template: it is taken to allow everything",
        "session policy Tier-value is in no template: it is taken to allow everything",
    )
    assert answers(given, UseCase.CREATE_STUDIOS)["anna"]


def test_a_session_policy_limits_whether_or_not_the_user_role_has_it() -> None:
    when = {"IpAddress": {"aws:SourceIp": "10.0.0.0/8"}}
    apart = attached(policy(allow("elasticmapreduce:CreateStudio", when=when)))
    given = identity_center(
        role(Policies=[{"PolicyName": "p", "PolicyDocument": policy(allow("*"))}]),
        Apart=apart,
        Anna=mapping("anna", {"Ref": "Apart"}),
    )
    assert not answers(given, UseCase.CREATE_STUDIOS)["anna"]
    assert "Apart asks for aws:sourceip" in unknown_of(given, "anna")[-1]


def test_the_name_of_a_role_that_is_imported_by_its_arn_is_made_up() -> None:
    path = {"Fn::Select": [5, {"Fn::Split": [":", {"Fn::ImportValue": "analyst"}]}]}
    imported = {"Fn::Select": [1, {"Fn::Split": ["/", path]}]}
    assert answers(template(Own=inline(policy(OPENING), Roles=[imported])), UseCase.OPEN_STUDIO)["imported-analyst"]


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ({"Ref": "Nobody"}, "Resources has no 'Nobody', to which the template refers"),
        ({"Fn::GetAtt": ["Nobody", "Arn"]}, "Resources has no 'Nobody'"),
        ({"Fn::GetAtt": 1}, "Fn::GetAtt cannot be resolved, got 1"),
        ({"Fn::If": ["Never", 1, 2]}, "Conditions has no 'Never'"),
        ({"Fn::If": ["Odd", 1, 2]}, "no such condition function: Fn::Xor"),
        ({"Fn::FindInMap": ["Zones", "a", "b"]}, "Fn::FindInMap cannot be resolved, got"),
        ({"Fn::Join": "-"}, "Fn::Join cannot be resolved, got '-'"),
        ({"Fn::Shuffle": []}, "no such function: Fn::Shuffle"),
    ],
)
def test_what_cannot_be_resolved_is_refused_by_name(value: Json, message: str) -> None:
    found = Resolver({"Resources": {}, "Conditions": {"Odd": {"Fn::Xor": []}}})
    with pytest.raises(TemplateError, match=message):
        found.resolve([value])


@pytest.mark.parametrize(
    ("value", "made_up"),
    [
        ({"Ref": "Name"}, "Name-value"),
        ({"Ref": "Ids"}, ["Ids-value", "Ids-value-2"]),
        ({"Ref": "Given"}, ["a", "b"]),
        ({"Ref": "Stored"}, "Stored-value"),
        ({"Fn::ImportValue": "Stack:Arn"}, "imported-Stack-Arn"),
        ("a {{resolve:ssm:/b}} c", "a resolve-ssm-/b c"),
        ({"Fn::Transform": {"Name": "AWS::Include"}}, {"Fn::Transform": {"Name": "AWS::Include"}}),
    ],
)
def test_what_only_the_deploy_knows_is_made_up(value: object, made_up: object) -> None:
    parameters = {
        "Name": {"Type": "String"},
        "Ids": {"Type": "List<AWS::EC2::Subnet::Id>"},
        "Given": {"Type": "CommaDelimitedList", "Default": "a,b"},
        "Stored": {"Type": "AWS::SSM::Parameter::Value<String>", "Default": "/path"},
    }
    assert Resolver({"Resources": {}, "Parameters": parameters}).resolve(value) == made_up


def test_subnets_that_only_the_deploy_knows_are_not_said_to_be_in_one_zone() -> None:
    given = template(Studio=studio(SubnetIds={"Ref": "Subnets"}))
    given["Parameters"] = {"Subnets": {"Type": "List<AWS::EC2::Subnet::Id>"}}
    (found,) = studios_of([SynthesizedStack(name="A", template=given)])
    assert [each.what for each in findings_of(found) if "zone" in each.what] == []


def test_a_property_that_cloudformation_demands_is_missed_by_name() -> None:
    given = template()
    del given["Resources"]["Studio"]["Properties"]["ServiceRole"]
    (found,) = studios_of([SynthesizedStack(name="A", template=given)])
    with pytest.raises(TemplateError, match="AWS::EMR::Studio Studio has no ServiceRole, which CloudFormation demands"):
        access_of(found)


@pytest.mark.parametrize("odd", [{"Fn::ForEach::Roles": ["Name", ["a"], {}]}, {"Fn::Transform": {"Name": "Include"}}])
def test_resources_that_a_macro_makes_must_be_made_first(odd: Json) -> None:
    given = {"Resources": {**template()["Resources"], **odd}}
    with pytest.raises(TemplateError, match=r"a resource has no Type, among Studio, .*: process macros"):
        studios_of([SynthesizedStack(name="A", template=given)])
