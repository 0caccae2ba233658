"""Nested stacks are compared with what they are nested in: what becomes another in one, does so in the other."""

from collections.abc import Callable
from dataclasses import dataclass, field

from aws_cdk import NestedStack, RemovalPolicy, Stack
from aws_cdk import aws_ec2 as ec2
from aws_cdk.assertions import Template
from changing import STUDIO, changed, renamed, small, the
from conftest import Json, imported_vpc, new_stack, new_studio, template_of

from emr_studio_constructs.changes import Action, Change, Loss, compare

GROUP = "AWS::EC2::SecurityGroup"
RULE = "AWS::EC2::SecurityGroupIngress"


@dataclass
class Outer:
    """The template of a stack, and of one that is nested in it."""

    template: Json
    inner: "Outer | None" = None
    nested: "Callable[[str], Outer | None]" = field(init=False)

    def __post_init__(self) -> None:
        self.nested = lambda _logical_id: self.inner


def a_studio(*, in_nested: bool, groups_in_nested: bool) -> Outer:
    """A stack with a nested stack, and in each of them either a Studio or its security groups."""
    stack = new_stack()
    nested = NestedStack(stack, "Inner", removal_policy=RemovalPolicy.DESTROY)

    def place(inner: bool) -> Stack:  # noqa: FBT001  # which of two
        return nested if inner else stack

    vpc = imported_vpc(stack)
    groups = [
        ec2.SecurityGroup(place(groups_in_nested), name, vpc=vpc, description="Old")
        for name in ("WorkspaceGroup", "EngineGroup")
    ]
    new_studio(place(in_nested), vpc=vpc, workspace_security_group=groups[0], engine_security_group=groups[1])
    return Outer(template_of(stack), Outer(dict(Template.from_stack(nested).to_json())))


def found(before: Outer, after: Outer) -> dict[str, Change]:
    return {change.logical_id: change for change in compare(before, after)}


def nested_id(outer: Outer) -> str:
    return the(outer.template, "AWS::CloudFormation::Stack")


def test_nothing_changes_where_nothing_differs() -> None:
    outer = a_studio(in_nested=True, groups_in_nested=False)
    assert compare(outer, outer) == []


def test_a_group_that_is_replaced_outside_replaces_the_studio_inside() -> None:
    before = a_studio(in_nested=True, groups_in_nested=False)
    assert before.inner
    group = the(before.template, GROUP, "WorkspaceGroup")
    after = Outer(changed(before.template, group, GroupDescription="New"), before.inner)
    studio = found(before, after)[f"{nested_id(before)}/{the(before.inner.template, STUDIO)}"]
    assert (studio.action, studio.loss) == (Action.REPLACE, Loss.REPLACEMENT)
    assert studio.causes == (
        f"WorkspaceSecurityGroupId refers to {group}, which is replaced, and cannot change in place",
    )


def test_a_group_that_is_replaced_inside_replaces_the_studio_outside() -> None:
    before = a_studio(in_nested=False, groups_in_nested=True)
    assert before.inner
    group = the(before.inner.template, GROUP, "EngineGroup")
    after = Outer(before.template, Outer(changed(before.inner.template, group, GroupDescription="New")))
    studio = found(before, after)[the(before.template, STUDIO)]
    assert (studio.action, studio.loss) == (Action.REPLACE, Loss.REPLACEMENT)
    assert studio.causes == (
        f"EngineSecurityGroupId refers to {nested_id(before)}/{group}, which is replaced, and cannot change in place",
    )


def test_what_goes_from_the_outer_stack_into_the_nested_one_moves() -> None:
    queue = {"Type": "AWS::SQS::Queue", "Properties": {"DelaySeconds": 1}}
    nested = {"Type": "AWS::CloudFormation::Stack", "Properties": {"TemplateURL": "url"}}
    before = Outer(small(Queue=queue, Inner=nested), Outer(small()))
    after = Outer(small(Inner=nested), Outer(small(Queue=queue)))
    change = found(before, after)["Queue"]
    assert (change.action, change.moved_to) == (Action.MOVE, "Inner/Queue")


def test_a_nested_stack_that_goes_takes_along_what_is_in_it_unless_one_of_both_is_kept() -> None:
    def actions(outer: dict[str, str], inner: dict[str, str]) -> dict[str, Action]:
        nested = {"Type": "AWS::CloudFormation::Stack", "Properties": {"TemplateURL": "url"}, **outer}
        bucket = {"Type": "AWS::S3::Bucket", **inner}
        before = Outer(small(Inner=nested), Outer(small(Bucket=bucket)))
        return {name: change.action for name, change in found(before, Outer(small())).items()}

    kept = {"DeletionPolicy": "Retain"}
    assert actions({}, {}) == {"Inner": Action.DELETE, "Inner/Bucket": Action.DELETE}
    assert actions({}, kept) == {"Inner": Action.DELETE, "Inner/Bucket": Action.KEEP}
    assert actions(kept, {}) == {"Inner": Action.KEEP, "Inner/Bucket": Action.KEEP}


def test_a_condition_of_the_nested_stack_is_one_of_all_in_it() -> None:
    asked = {"Parameters": {"P": {"Type": "String"}}, "Conditions": {"C": {"Fn::Equals": [{"Ref": "P"}, "yes"]}}}
    nested = {"Type": "AWS::CloudFormation::Stack", "Properties": {"TemplateURL": "url"}}
    inner = Outer(small(Topic={"Type": "AWS::SNS::Topic"}))
    before = Outer(small(Inner=nested), inner)
    after = Outer({**asked, **small(Inner={**nested, "Condition": "C"})}, inner)
    assert {name: change.action for name, change in found(before, after).items()} == {
        "Inner": Action.DELETE,
        "Inner/Topic": Action.DELETE,
    }
    assert compare(after, after) == []


def test_a_renamed_output_is_no_difference() -> None:
    before = a_studio(in_nested=False, groups_in_nested=True)
    assert before.inner
    ids = {name: f"{name}Renamed" for name in before.inner.template["Outputs"]}
    outer_ids = {f"Outputs.{name}": f"Outputs.{new}" for name, new in ids.items()}
    after = Outer(renamed(before.template, outer_ids), Outer(renamed(before.inner.template, ids)))
    assert compare(before, after) == []


def test_what_nested_stacks_refer_to_is_their_own() -> None:
    def inner(description: str) -> Outer:
        group = {"Type": GROUP, "Properties": {"GroupDescription": description}}
        return Outer(small(Group=group, Rule={"Type": RULE, "Properties": {"GroupId": {"Ref": "Group"}}}))

    nested = {"Type": "AWS::CloudFormation::Stack", "Properties": {"TemplateURL": "url"}}
    outer = small(Inner=nested, Rule={"Type": RULE, "Properties": {"GroupId": {"Ref": "Group"}}})
    actions = {
        name: change.action for name, change in found(Outer(outer, inner("old")), Outer(outer, inner("new"))).items()
    }
    assert actions == {"Inner/Group": Action.REPLACE, "Inner/Rule": Action.REPLACE}


def test_where_the_template_of_a_nested_stack_is_stored_is_no_difference() -> None:
    def outer(url: str) -> Outer:
        nested = {
            "Type": "AWS::CloudFormation::Stack",
            "Properties": {"TemplateURL": url, "Parameters": {"Unused": url}},
        }
        return Outer(small(Inner=nested), Outer(small()))

    assert compare(outer("old"), outer("new")) == []
