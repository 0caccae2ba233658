"""What stacks cost, with their nested stacks, against figures worked out by hand."""

import json
from pathlib import Path

import pytest
from aws_cdk import App, CfnCondition, Fn, NestedStack, Stack
from aws_cdk import aws_ec2 as ec2
from conftest import FLAGS, imported_vpc
from samples import stacks_of as define_sample

from emr_studio_constructs import EmrStudio, Encryption, NewVpc
from emr_studio_constructs.ops.assembly import stacks_of
from emr_studio_constructs.ops.cost.item import Kind
from emr_studio_constructs.ops.cost.summary import Summary, summarize
from emr_studio_constructs.ops.errors import OpsError
from ops.cost.given_stacks import ZONES, an_assembly, summary_of

NAT, ADDRESS, ENDPOINT_IN_A_ZONE, KEY = 0.045 * 730, 0.005 * 730, 0.01 * 730, 1.00


def studio(stack: Stack, **network: object) -> EmrStudio:
    return EmrStudio(stack, "Studio", vpc=NewVpc(availability_zones=ZONES, **network))  # type: ignore[arg-type]  # of any


def unknown(summary: Summary) -> dict[str, int]:
    return {item.what: item.quantity for item in summary.of(Kind.UNKNOWN)}


@pytest.mark.parametrize(("gateways", "monthly"), [(1, NAT + ADDRESS + KEY), (3, 3 * (NAT + ADDRESS) + KEY)])
def test_each_nat_gateway_has_an_address(tmp_path: Path, gateways: int, monthly: float) -> None:
    found = summary_of(tmp_path, lambda stack: studio(stack, nat_gateways=gateways))
    assert found.monthly == pytest.approx(monthly)
    assert unknown(found) == {}


def test_a_network_without_internet_costs_seven_endpoints_in_each_zone(tmp_path: Path) -> None:
    found = summary_of(tmp_path, lambda stack: studio(stack, nat_gateways=0))
    assert found.monthly == pytest.approx(7 * 3 * ENDPOINT_IN_A_ZONE + KEY)


def test_a_studio_on_what_is_there_costs_nothing_fixed(tmp_path: Path) -> None:
    found = summary_of(
        tmp_path,
        lambda stack: EmrStudio(stack, "Studio", vpc=imported_vpc(stack), encryption=Encryption.S3_MANAGED),
    )
    assert (found.monthly, unknown(found), found.region) == (0, {}, "eu-west-1")


def test_the_least_sample_costs_what_its_network_and_key_cost(tmp_path: Path) -> None:
    app = App(context=dict(FLAGS), outdir=str(tmp_path))
    define_sample("minimal", app)
    app.synth()
    [found] = map(summarize, stacks_of(tmp_path))
    assert (round(found.monthly, 2), found.region) == (37.50, None)


def test_nested_stacks_are_counted(tmp_path: Path) -> None:
    inner = summary_of(tmp_path / "plain", studio)
    nested = summary_of(tmp_path / "nested", lambda stack: studio(NestedStack(NestedStack(stack, "Outer"), "Inner")))
    assert nested.monthly == inner.monthly > 0
    assert unknown(nested) == {}


def test_a_nested_stack_is_there_on_the_conditions_of_all_around_it(tmp_path: Path) -> None:
    def define(stack: Stack) -> None:
        inner = NestedStack(stack, "Inner")
        outside = CfnCondition(stack, "Outside", expression=Fn.condition_equals(stack.region, "eu-west-1"))
        inner.nested_stack_resource.cfn_options.condition = outside  # type: ignore[union-attr]  # it has one
        inside = CfnCondition(inner, "Inside", expression=Fn.condition_equals(stack.region, "eu-west-1"))
        ec2.CfnEIP(inner, "One").cfn_options.condition = inside
        ec2.CfnEIP(inner, "Other")

    found = summary_of(tmp_path, define).of(Kind.FIXED)
    assert {item.condition: item.quantity for item in found} == {"Outside and Inside": 1, "Outside": 1}


def test_a_nested_stack_whose_template_is_elsewhere_is_unknown(tmp_path: Path) -> None:
    an_assembly(tmp_path, Stack=lambda stack: studio(NestedStack(stack, "Inner")))
    (tmp_path / "Stack.assets.json").unlink()
    [found] = map(summarize, stacks_of(tmp_path))
    assert unknown(found) == {"AWS::CloudFormation::Stack": 1}


def test_what_only_a_deploy_makes_resources_of_is_unknown(tmp_path: Path) -> None:
    an_assembly(tmp_path, Stack=lambda stack: ec2.CfnEIP(stack, "Address"))
    file = tmp_path / "Stack.template.json"
    template = json.loads(file.read_text(encoding="utf-8"))
    template["Resources"]["Fn::Transform"] = {"Name": "AWS::Include", "Parameters": {"Location": "s3://bucket/file"}}
    template["Resources"]["Fn::ForEach::Gateways"] = ["Zone", ["a", "b"], {"Gateway${Zone}": {}}]
    file.write_text(json.dumps(template), encoding="utf-8")
    [found] = map(summarize, stacks_of(tmp_path))
    assert (round(found.monthly, 2), unknown(found)) == (3.65, {"Fn::ForEach": 1, "Fn::Transform": 1})


def test_a_template_that_is_no_json_is_named(tmp_path: Path) -> None:
    an_assembly(tmp_path, Stack=lambda stack: ec2.CfnEIP(stack, "Address"))
    (tmp_path / "Stack.template.json").write_text("{", encoding="utf-8")
    [stack] = stacks_of(tmp_path)
    with pytest.raises(OpsError, match=r"Stack\.template\.json is no JSON object: run `cdk synth` again"):
        summarize(stack)


def test_a_stack_without_resources_costs_nothing(tmp_path: Path) -> None:
    found = summary_of(tmp_path, lambda _stack: None)
    assert (found.items, found.monthly) == ((), 0)


def test_items_alike_are_one_line(tmp_path: Path) -> None:
    def define(stack: Stack) -> None:
        ec2.CfnEIP(stack, "One")
        ec2.CfnEIP(stack, "Other")

    [found] = summary_of(tmp_path, define).items
    assert (found.quantity, round(found.monthly, 2)) == (2, 7.30)
