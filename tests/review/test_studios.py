from aws_cdk import App, Environment, NestedStack, Stack
from aws_cdk import aws_iam as iam
from aws_cdk.assertions import Template
from constructs import Construct

from emr_studio_constructs import EmrStudio, NewVpc, Tier
from emr_studio_constructs.cfn import SynthesizedStack, resources
from emr_studio_constructs.review.access import access_of
from emr_studio_constructs.review.people import people_of
from emr_studio_constructs.review.person import PersonKind
from emr_studio_constructs.review.studio import ReviewedStudio, studios_of
from emr_studio_constructs.review.use_cases import UseCase
from review.hand_written import STUDIO, Json, allow, inline, policy, role, studio, template

PLACE = Environment(account="111122223333", region="eu-west-1")
OPEN = "elasticmapreduce:CreateStudioPresignedUrl"
STUDIO_ARN_OUT = {"Arn": {"Value": STUDIO, "Export": {"Name": {"Fn::Sub": "${AWS::StackName}-studio"}}}}


def opens(reviewed: ReviewedStudio) -> dict[str, bool]:
    """Who opens the Studio."""
    access = access_of(reviewed)
    row = next(each for each in access.rows if each.use_case is UseCase.OPEN_STUDIO)
    return {person.name: answer.allowed for person, answer in zip(access.people, row.answers, strict=True)}


def opener(studio_arn: object) -> Json:
    """Resources with a role that opens a Studio."""
    opening = inline(policy(allow(OPEN, on=studio_arn)), Roles=[{"Ref": "Opener"}])
    return {"Opener": role("opener"), "Opening": opening}


def test_every_studio_of_every_stack_is_found_in_order() -> None:
    two = template(Second=studio(Name="second"))
    found = studios_of([SynthesizedStack(name=name, template=two) for name in ("A", "B")])
    assert [(each.stack, each.name) for each in found] == [
        ("A", "by-hand"),
        ("A", "second"),
        ("B", "by-hand"),
        ("B", "second"),
    ]
    assert len({each.arn for each in found}) == 4


def test_a_template_without_a_studio_has_none() -> None:
    assert studios_of([SynthesizedStack(name="A", template={"Resources": {"Role": role()}})]) == []


def test_account_and_region_are_those_of_the_stack() -> None:
    (found,) = studios_of(
        [SynthesizedStack(name="A", template=template(), account="444455556666", region="cn-north-1")]
    )
    assert found.arn.startswith("arn:aws-cn:elasticmapreduce:cn-north-1:444455556666:studio/es-")


def test_people_of_another_stack_that_imports_the_studio_are_its_people() -> None:
    imported = {"Fn::ImportValue": "Platform-studio"}
    stacks = [
        SynthesizedStack(name="People", template={"Resources": opener(imported)}),
        SynthesizedStack(name="Platform", template={**template(), "Outputs": STUDIO_ARN_OUT}),
        SynthesizedStack(name="Apart", template={"Resources": {"Other": role("other")}}),
    ]
    (found,) = studios_of(stacks)
    assert [each.environment.stack for each in found.others] == ["People"]
    assert opens(found) == {"opener": True, "EMR Studio": False}


def test_roles_of_another_stack_that_the_studios_stack_imports_are_its_people() -> None:
    name_out = {"Name": {"Value": {"Ref": "Opener"}, "Export": {"Name": "opener"}}}
    opening = inline(policy(allow(OPEN, on=STUDIO)), Roles=[{"Fn::ImportValue": "opener"}])
    stacks = [
        SynthesizedStack(name="Platform", template=template(Opening=opening)),
        SynthesizedStack(name="Roles", template={"Resources": {"Opener": role()}, "Outputs": name_out}),
    ]
    (found,) = studios_of(stacks)
    (person, _) = people_of(found)
    assert (person.kind, person.name, person.logical_id) == (PersonKind.ROLE, "Opener", "Opener")
    assert opens(found)["Opener"]


def test_stacks_that_share_another_alone_tell_nothing_of_each_other() -> None:
    shared = {"Resources": {"Role": role()}, "Outputs": {"Vpc": {"Value": "vpc-1", "Export": {"Name": "vpc"}}}}
    own = template(Studio=studio(VpcId={"Fn::ImportValue": "vpc"}))
    stacks = [("Shared", shared), ("A", own), ("B", own)]
    first, second = studios_of(SynthesizedStack(name=name, template=each) for name, each in stacks)
    assert [[other.environment.stack for other in each.others] for each in (first, second)] == [["Shared"], ["Shared"]]


def test_a_policy_for_the_studio_of_one_stack_is_none_for_that_of_another() -> None:
    stacks = [SynthesizedStack(name=name, template=template(**opener(STUDIO))) for name in ("A", "B")]
    first, second = studios_of(stacks)
    assert first.others == second.others == ()
    assert first.arn != second.arn
    alone = studios_of([SynthesizedStack(name="A", template=template(**opener(second.arn)))])
    assert [person.name for person in people_of(alone[0])] == ["EMR Studio"]


def nested(name: str, parameters: Json) -> Json:
    """A nested stack."""
    return {"Type": "AWS::CloudFormation::Stack", "Properties": {"TemplateURL": name, "Parameters": parameters}}


def test_a_nested_studio_and_its_people_in_another_nested_stack_are_read_together() -> None:
    inner = template(Studio=studio(Name={"Ref": "Name"}))
    inner |= {"Parameters": {"Name": {"Type": "String"}}, "Outputs": {"Arn": {"Value": STUDIO}}}
    people = {"Resources": opener({"Ref": "Arn"}), "Parameters": {"Arn": {"Type": "String"}}}
    outer = {
        "Resources": {
            "People": nested("people", {"Arn": {"Fn::GetAtt": ["Inner", "Outputs.Arn"]}}),
            "Inner": nested("inner", {"Name": "given"}),
        }
    }
    parts = {
        "Inner": SynthesizedStack(name="Inner", template=inner),
        "People": SynthesizedStack(name="People", template=people),
    }
    (found,) = studios_of([SynthesizedStack(name="Outer", template=outer, nested=parts)])
    assert (found.stack, found.name) == ("Outer/Inner", "given")
    assert opens(found)["opener"]


def test_what_a_condition_leaves_out_is_not_there() -> None:
    conditions = {"Never": {"Fn::Equals": ["a", "b"]}, "Always": {"Fn::Equals": ["a", "a"]}}
    resources = template(**opener(STUDIO))["Resources"]
    resources["Opening"]["Condition"] = "Never"
    resources["Studio"]["Condition"] = "Always"
    (found,) = studios_of([SynthesizedStack(name="A", template={"Resources": resources, "Conditions": conditions})])
    assert [person.name for person in people_of(found)] == ["EMR Studio"]


def new_studio(scope: Construct) -> EmrStudio:
    return EmrStudio(scope, "Studio", vpc=NewVpc(availability_zones=("eu-west-1a",)))


def test_an_app_of_two_stacks_is_read_as_one() -> None:
    app = App()
    platform, people = (Stack(app, name, env=PLACE) for name in ("Platform", "People"))
    role_ = iam.Role(people, "Analyst", assumed_by=iam.AccountRootPrincipal())
    new_studio(platform).grant_access(role_, tier=Tier.BASIC)
    assembly = app.synth()
    (found,) = studios_of(
        SynthesizedStack(name=each.stack_name, template=each.template, account="111122223333", region="eu-west-1")
        for each in assembly.stacks
    )
    assert {person.name: person.tier for person in people_of(found)} == {
        "BASIC": "BASIC",
        "Analyst": "BASIC",
        "EMR Studio": None,
    }
    assert opens(found)["Analyst"]


def test_a_nested_stack_of_the_cdk_is_read_with_its_parameters() -> None:
    stack = Stack(App(), "Outer", env=PLACE)
    inner = NestedStack(stack, "Inner")
    role_ = iam.Role(stack, "Analyst", assumed_by=iam.AccountRootPrincipal())
    new_studio(inner).grant_access(role_, tier=Tier.ADVANCED)
    template_, nested_ = (dict(Template.from_stack(each).to_json()) for each in (stack, inner))
    (logical_id,) = resources(template_, "AWS::CloudFormation::Stack")
    parts = {logical_id: SynthesizedStack(name="Inner", template=nested_)}
    (found,) = studios_of([SynthesizedStack(name="Outer", template=template_, nested=parts)])
    assert found.stack == "Outer/Inner"
    assert opens(found)["Analyst"]
