"""The VPC that a Studio defines, and the endpoints of a VPC without internet."""

import functools

from conftest import (
    Argument,
    Json,
    imported_vpc,
    new_stack,
    new_studio,
    studio_properties,
    studio_template,
    template_of,
)

from emr_studio_constructs import NewVpc
from emr_studio_constructs.cfn import Resolver, Rule, resources, security_group_rules, the_only

EMR_TAG = "for-use-with-amazon-emr-managed-policies"
SERVICES = {"ec2", "elasticmapreduce", "glue", "kms", "logs", "secretsmanager", "sts"}
ZONES = ("eu-west-1a", "eu-west-1b")


@functools.cache
def template_with(**arguments: Argument) -> Json:
    return studio_template(vpc=NewVpc(**arguments))


def private_subnets(template: Json) -> list[Json]:
    """The subnets of the Studio."""
    found = Resolver(template)
    chosen = studio_properties(template)["SubnetIds"]
    return [found.properties(name) for name in resources(template, "AWS::EC2::Subnet") if found.ref(name) in chosen]


def endpoints(template: Json, kind: str) -> dict[str, Json]:
    """The endpoints of a kind by the last part of their service."""
    found = Resolver(template)
    properties = [found.properties(name) for name in resources(template, "AWS::EC2::VPCEndpoint")]
    return {e["ServiceName"].rpartition(".")[2]: e for e in properties if e.get("VpcEndpointType") == kind}


def tags(resource: Json) -> dict[str, str]:
    return {tag["Key"]: tag["Value"] for tag in resource.get("Tags", [])}


def test_the_default_vpc_has_three_zones_one_nat_gateway_and_flow_logs() -> None:
    template = studio_template(vpc=None)
    assert len(studio_properties(template)["SubnetIds"]) == 3
    assert len(resources(template, "AWS::EC2::NatGateway")) == 1
    found = Resolver(template)
    flow_log = found.properties(the_only(template, "AWS::EC2::FlowLog")[0])
    log_group_id, log_group = the_only(template, "AWS::Logs::LogGroup")
    assert (flow_log["ResourceType"], flow_log["TrafficType"]) == ("VPC", "ALL")
    assert flow_log["LogGroupName"] == found.ref(log_group_id)
    assert (log_group["Properties"]["RetentionInDays"], log_group["DeletionPolicy"]) == (365, "RetainExceptOnCreate")


def test_the_vpc_and_its_subnets_are_tagged_for_emr() -> None:
    found = Resolver(template_with(availability_zones=ZONES))
    for kind in ("AWS::EC2::VPC", "AWS::EC2::Subnet"):
        for name in resources(found.template, kind):
            assert tags(found.properties(name))[EMR_TAG] == "true"


def test_no_subnet_gives_public_addresses() -> None:
    found = Resolver(template_with(availability_zones=ZONES))
    subnets = [found.properties(name) for name in resources(found.template, "AWS::EC2::Subnet")]
    assert not any(subnet["MapPublicIpOnLaunch"] for subnet in subnets)


def test_s3_is_reached_by_a_gateway_endpoint_from_private_subnets() -> None:
    template = template_with(availability_zones=ZONES)
    assert set(endpoints(template, "Gateway")) == {"s3"}
    assert endpoints(template, "Interface") == {}


def test_zones_and_addresses_are_those_given() -> None:
    template = template_with(availability_zones=("eu-west-1c", "eu-west-1a"), cidr="10.9.0.0/16", flow_logs=False)
    assert {subnet["AvailabilityZone"] for subnet in private_subnets(template)} == {"eu-west-1a", "eu-west-1c"}
    assert the_only(template, "AWS::EC2::VPC")[1]["Properties"]["CidrBlock"] == "10.9.0.0/16"
    assert not resources(template, "AWS::EC2::FlowLog")
    assert not resources(template, "AWS::Logs::LogGroup")


def test_nat_gateways_number_what_was_asked_for() -> None:
    template = template_with(availability_zones=ZONES, nat_gateways=2)
    assert len(resources(template, "AWS::EC2::NatGateway")) == 2


def test_the_default_group_is_closed_by_choice() -> None:
    assert not resources(template_with(availability_zones=ZONES), "AWS::Lambda::Function")
    closed = template_with(availability_zones=ZONES, restrict_default_security_group=True)
    assert resources(closed, "Custom::VpcRestrictDefaultSG")


def test_a_vpc_without_nat_gateways_has_endpoints_and_no_way_out() -> None:
    template = template_with(availability_zones=ZONES, nat_gateways=0)
    assert not resources(template, "AWS::EC2::NatGateway")
    assert not resources(template, "AWS::EC2::InternetGateway")
    assert set(endpoints(template, "Gateway")) == {"s3"}
    assert set(endpoints(template, "Interface")) == SERVICES


def test_a_vpc_without_nat_gateways_opens_no_git() -> None:
    template = template_with(availability_zones=ZONES, nat_gateways=0)
    rules = set().union(
        *(security_group_rules(template, name) for name in resources(template, "AWS::EC2::SecurityGroup"))
    )
    assert not {rule for rule in rules if rule.direction == "egress" and rule.from_port == 443}


def test_endpoints_are_open_to_the_vpc_alone() -> None:
    found = Resolver(template_with(availability_zones=ZONES, nat_gateways=0, cidr="10.9.0.0/16"))
    (group_id,) = {g for e in endpoints(dict(found.template), "Interface").values() for g in e["SecurityGroupIds"]}
    (group,) = (name for name in resources(found.template, "AWS::EC2::SecurityGroup") if found.ref(name) == group_id)
    assert security_group_rules(found, group) == {Rule("ingress", "tcp", 443, 443, "10.9.0.0/16")}


def test_an_imported_vpc_gets_endpoints_where_they_are_asked_for() -> None:
    stack = new_stack()
    new_studio(stack, vpc=imported_vpc(stack), vpc_endpoints=True)
    template = template_of(stack)
    assert set(endpoints(template, "Interface")) == SERVICES
    assert endpoints(template, "Gateway")["s3"]["RouteTableIds"] == [f"rtb-0123456789abcde0{n}" for n in range(3)]
    for endpoint in endpoints(template, "Interface").values():
        assert endpoint["SubnetIds"] == studio_properties(template)["SubnetIds"]


def test_an_imported_vpc_gets_no_endpoint_unasked() -> None:
    assert not resources(studio_template(), "AWS::EC2::VPCEndpoint")
