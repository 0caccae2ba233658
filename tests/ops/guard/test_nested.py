"""Stacks in stacks, as the CDK synthesizes and deploys them."""

import shutil
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from aws_cdk import App, CfnResource, Environment, NestedStack, RemovalPolicy, Stack
from conftest import FLAGS
from rehearsals import stories

from ops.guard.given import Bench
from rehearsal.stage import Stage

TOP = "NestedTop.template.json"
FOREIGN = "https://example-bucket.s3.amazonaws.com/{}.json"
ENVIRONMENT = Environment(account=stories.ACCOUNT, region=stories.REGION)


@dataclass
class Nest:
    """An app with a stack in a stack in a stack; the innermost has a bucket."""

    directory: Path
    _number: int = field(default=0)

    def synth(
        self,
        *,
        inner: bool = True,
        kept: bool = False,
        followed: bool = False,
        name: str = "nested-one",
        team: str = "data",
        foreign: str = "",
    ) -> Path:
        """The app's assembly: with what is nested or without, with another stack that was not made by the CDK.

        Args:
            inner: Whether there is anything nested.
            kept: Whether the nested stack is kept when it leaves the outer one.
            followed: Whether the outer stack refers to the bucket.
            name: The bucket's name.
            team: The bucket's tag.
            foreign: A word in the address of a template, nested in the innermost, that was not made by the CDK.
        """
        self._number += 1
        app = App(outdir=str(self.directory / f"{self._number}.out"), context=dict(FLAGS))
        stack = Stack(app, "NestedTop", env=ENVIRONMENT)
        CfnResource(stack, "Log", type="AWS::Logs::LogGroup")
        place = stack
        if inner:
            policy = RemovalPolicy.RETAIN if kept else RemovalPolicy.DESTROY
            place = deep = NestedStack(NestedStack(stack, "Inner", removal_policy=policy), "Deep")
            bucket = {"BucketName": name, "Tags": [{"Key": "team", "Value": team}]}
            made = CfnResource(deep, "Bucket", type="AWS::S3::Bucket", properties=bucket)
            if followed:
                CfnResource(stack, "Policy", type="AWS::S3::BucketPolicy", properties={"Bucket": made.ref})
        if foreign:
            url = {"TemplateURL": FOREIGN.format(foreign)}
            CfnResource(place, "Foreign", type="AWS::CloudFormation::Stack", properties=url)
        return Path(app.synth().directory)


@pytest.fixture
def nest(tmp_path: Path) -> Nest:
    return Nest(tmp_path)


def actions(bench: Bench, *arguments: object) -> list[str]:
    """What happens to the resources of a stack and of what is nested in it, the outermost first."""
    [stack] = bench.guard(*arguments, "--output", "json").stacks
    changes = sorted(stack["changes"], key=lambda change: str(change["logical_id"]).count("/"))
    return [f"{change['action']} {change['type']}" for change in changes]


def test_what_is_nested_however_deep_is_compared(bench: Bench, nest: Nest) -> None:
    before = ("--deployed", nest.synth() / TOP)

    assert actions(bench, nest.synth(name="nested-two"), *before) == ["REPLACE AWS::S3::Bucket"]
    assert bench.guard(nest.synth(name="nested-two"), *before).code == 2
    assert actions(bench, nest.synth(team="finance"), *before) == ["UPDATE AWS::S3::Bucket"]
    assert bench.guard(nest.synth(team="finance"), *before).code == 0


def test_what_is_nested_and_the_same_has_no_changes(bench: Bench, nest: Nest) -> None:
    assert actions(bench, nest.synth(), "--deployed", nest.synth() / TOP) == []


def test_what_is_nested_and_gone_is_lost_with_all_that_is_in_it(bench: Bench, nest: Nest) -> None:
    stack = "DELETE AWS::CloudFormation::Stack"

    gone = actions(bench, nest.synth(inner=False), "--deployed", nest.synth() / TOP)

    assert gone == [stack, stack, "DELETE AWS::S3::Bucket"]


def test_what_is_nested_and_kept_is_kept_with_all_that_is_in_it(bench: Bench, nest: Nest) -> None:
    stack = "KEEP AWS::CloudFormation::Stack"

    kept = actions(bench, nest.synth(inner=False), "--deployed", nest.synth(kept=True) / TOP)

    assert kept == [stack, stack, "KEEP AWS::S3::Bucket"]


def test_what_is_nested_and_new_is_nothing_to_lose(bench: Bench, nest: Nest) -> None:
    answer = bench.guard(nest.synth(), "--deployed", nest.synth(inner=False) / TOP)

    assert (answer.code, answer.out) == (0, "NestedTop\n3 without loss, shown by --verbose\n")


def test_what_is_replaced_in_a_nested_stack_is_followed_to_the_outer_one(bench: Bench, nest: Nest) -> None:
    before = ("--deployed", nest.synth(followed=True) / TOP)

    found = actions(bench, nest.synth(followed=True, name="nested-two"), *before)

    assert found == ["REPLACE AWS::S3::BucketPolicy", "REPLACE AWS::S3::Bucket"]


@pytest.mark.parametrize(("inner", "depth"), [(False, 1), (True, 3)])
def test_a_nested_template_that_cannot_be_read_is_told_and_ends_with_2(
    bench: Bench, nest: Nest, *, inner: bool, depth: int
) -> None:
    before, after = nest.synth(inner=inner, foreign="one"), nest.synth(inner=inner, foreign="two")

    answer = bench.guard(after, "--deployed", before / TOP)

    assert answer.code == 2
    name, said = answer.out.splitlines()[-2:]
    assert (name.split("/")[0], name.count("/"), name.split("/")[-1]) == ("NestedTop", depth, "Foreign")
    assert said == "?  its template, deployed or new, cannot be read: nothing is known of it"
    assert bench.guard(nest.synth(inner=inner, foreign="two"), "--deployed", after / TOP).code == 0


def test_what_is_nested_and_can_be_read_on_one_side_alone_is_neither_gone_nor_new(
    bench: Bench, nest: Nest, tmp_path: Path
) -> None:
    alone = tmp_path / "deployed.json"
    shutil.copy(nest.synth() / TOP, alone)

    assert bench.guard(nest.synth(), "--deployed", alone).out == "NestedTop\nno changes\n"
    answer = bench.guard(nest.synth(team="finance"), "--deployed", alone)
    assert answer.code == 2
    assert answer.out.startswith("NestedTop\n1 without loss, shown by --verbose\nNestedTop/Inner")


def test_what_is_nested_is_read_as_it_is_deployed(
    bench: Bench, nest: Nest, stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage.deploy(nest.synth(), lambda _line: None)
    for name, value in stage.settings().items():
        monkeypatch.setenv(name, value)

    assert actions(bench, nest.synth()) == []
    assert actions(bench, nest.synth(name="nested-two")) == ["REPLACE AWS::S3::Bucket"]
    assert bench.guard(nest.synth(name="nested-two")).code == 2
