"""What `emr-studio cost` says to people and to programs."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from aws_cdk import App, CfnCondition, CfnResource, Fn, Stack
from aws_cdk import aws_ec2 as ec2
from aws_cdk import aws_kms as kms
from aws_cdk import aws_s3 as s3
from conftest import FLAGS

from emr_studio_constructs.ops.cost.commands import cost
from emr_studio_constructs.ops.errors import OpsError
from emr_studio_constructs.ops.main import run
from emr_studio_constructs.ops.options import Output
from ops.cost.given_stacks import an_assembly

Say = Callable[..., str]
SOURCE = (
    "list prices of us-east-1, gathered in 2026-11; other Regions have others; a month of 730 hours, "
    "before traffic, use and discounts"
)


def network(stack: Stack) -> None:
    ec2.CfnEIP(stack, "Address")
    ec2.CfnNatGateway(stack, "Gateway", subnet_id="subnet-0123456789abcdef0")
    ec2.CfnInternetGateway(stack, "Internet")


def ledgers(stack: Stack) -> None:
    CfnResource(stack, "Ledger", type="AWS::QLDB::Ledger")
    s3.CfnBucket(stack, "Bucket")


@pytest.fixture
def assembly(tmp_path: Path) -> Path:
    return an_assembly(tmp_path, Network=network, Ledgers=ledgers)


@pytest.fixture
def say(capsys: pytest.CaptureFixture[str]) -> Say:
    def said(path: Path, stack: str | None = None, output: Output = Output.TABLE) -> str:
        cost(path, stack=stack, output=output)
        return capsys.readouterr().out

    return said


def test_each_stack_has_its_lines_and_all_have_a_total(assembly: Path, say: Say) -> None:
    lines = [" ".join(line.split()) for line in say(assembly).splitlines()]
    assert lines == [
        "Network eu-west-1",
        "1 NAT gateway 32.85",
        "1 public IPv4 address 3.65",
        "1 others free",
        "Network: 36.50 USD a month",
        "Ledgers eu-west-1",
        "? 1 AWS::QLDB::Ledger unknown no price is known here",
        "1 bucket by use",
        "Ledgers: 0.00 USD a month, and 1 unknown",
        "all stacks: 36.50 USD a month, and 1 unknown",
        SOURCE,
    ]


def test_a_line_says_on_which_condition_it_is_there_after_all_else(tmp_path: Path, say: Say) -> None:
    def define(stack: Stack) -> None:
        key = kms.CfnKey(stack, "Key", enable_key_rotation=True)
        key.cfn_options.condition = CfnCondition(stack, "Encrypted", expression=Fn.condition_equals("a", "a"))

    line = say(an_assembly(tmp_path, Keys=define)).splitlines()[1]
    assert " ".join(line.split()) == (
        "1 KMS key 1.00 2.00 each after one rotation, 3.00 after two and more; if Encrypted"
    )


def test_a_stack_for_any_region_says_that_its_prices_may_be_others(tmp_path: Path, say: Say) -> None:
    app = App(context=dict(FLAGS), outdir=str(tmp_path))
    network(Stack(app, "Anywhere"))
    app.synth()
    said = say(tmp_path).splitlines()
    assert (said[0], said[-1]) == ("Anywhere  Region not named", SOURCE)


@pytest.mark.parametrize(("file", "stack"), [("", "Ledgers"), ("Ledgers.template.json", None)])
def test_one_stack_is_chosen_by_name_or_by_file(assembly: Path, say: Say, file: str, stack: str | None) -> None:
    said = say(assembly / file, stack)
    assert said.startswith("Ledgers")
    assert "Network" not in said
    assert "all stacks" not in said


def test_programs_are_told_all_and_which_prices_these_are(assembly: Path, say: Say) -> None:
    said = json.loads(say(assembly, output=Output.JSON))
    assert said["prices"] == {"region": "us-east-1", "date": "2026-11", "currency": "USD", "hours_a_month": 730}
    assert (said["monthly"], said["unknown"]) == (36.50, 1)
    assert [(each["stack"], each["region"], each["monthly"]) for each in said["stacks"]] == [
        ("Network", "eu-west-1", 36.50),
        ("Ledgers", "eu-west-1", 0),
    ]
    assert said["stacks"][0]["items"][1] == {
        "kind": "fixed",
        "what": "NAT gateway",
        "quantity": 1,
        "each": pytest.approx(32.85),
        "note": "",
        "condition": None,
        "page": "https://aws.amazon.com/vpc/pricing/",
        "monthly": 32.85,
    }
    assert {item["what"]: item["kind"] for item in said["stacks"][1]["items"]} == {
        "AWS::QLDB::Ledger": "unknown",
        "bucket": "by use",
    }


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("Netwrk", "has no stack 'Netwrk', did you mean 'Network'?"),
        ("x", "has no stack 'x': known are Network, Ledgers"),
    ],
)
def test_a_stack_that_is_not_there_is_refused(assembly: Path, say: Say, name: str, message: str) -> None:
    with pytest.raises(OpsError) as error:
        say(assembly, stack=name)
    assert str(error.value) == f"{assembly} {message}"


def test_the_command_line_asks_nobody_and_ends_with_0_whatever_is_unknown(
    assembly: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["cost", str(assembly), "--stack", "Ledgers", "--output", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["unknown"] == 1


def test_what_is_no_assembly_is_refused(tmp_path: Path, say: Say) -> None:
    with pytest.raises(OpsError, match="is no cloud assembly"):
        say(tmp_path)
    with pytest.raises(OpsError, match="no such file or directory: run `cdk synth`"):
        say(tmp_path / "nowhere")
