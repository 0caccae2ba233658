import pytest
from aws_cdk import App, Environment, Stack
from aws_cdk import aws_ec2 as ec2
from aws_cdk.assertions import Template
from rehearsals.given import Account

from emr_studio_constructs.endpoints import StudioEndpoints
from emr_studio_constructs.ops.checks.network import vpc_dns
from emr_studio_constructs.ops.checks.new_endpoints import SERVICES, new_endpoints
from emr_studio_constructs.ops.reader import Reader
from ops.checks.asking import findings, said
from ops.checks.networks import Network, a_network


@pytest.fixture(scope="module")
def network(account: Account) -> Network:
    return a_network(account)


def an_interface_endpoint(service: str, monkeypatch: pytest.MonkeyPatch) -> None:
    # ministack does not say whether an endpoint has private DNS.
    rows = [{"VpcEndpointId": "vpce-1", "ServiceName": f"com.amazonaws.eu-west-1.{service}", "PrivateDnsEnabled": True}]
    monkeypatch.setattr(Reader, "ec2", lambda *_, **__: rows)


@pytest.mark.parametrize(("service", "mark"), [("kms", "problem"), ("sqs", "good")])
def test_endpoints_that_the_vpc_has_are_in_the_way_of_new_ones_of_the_same_service(
    account: Account, network: Network, monkeypatch: pytest.MonkeyPatch, service: str, mark: str
) -> None:
    an_interface_endpoint(service, monkeypatch)
    known = {**network.known, "makes_vpc_endpoints": True}
    assert [found.mark for found in findings(account, new_endpoints, **known)] == [mark]
    assert said(account, new_endpoints, **network.known) == []
    ours = "emr_studio_constructs.ops.checks.new_endpoints.physical_ids_of"
    monkeypatch.setattr(ours, lambda *_: ["vpce-1"])
    assert [found.mark for found in findings(account, new_endpoints, **known)] == ["good"]


def test_an_s3_endpoint_of_the_subnets_is_in_the_way_of_a_new_one(account: Account, network: Network) -> None:
    [found] = findings(account, new_endpoints, **network.known, makes_vpc_endpoints=True)
    assert (found.mark, found.about) == ("problem", network.endpoint)


def test_the_services_are_those_of_which_the_construct_makes_endpoints() -> None:
    stack = Stack(App(), "Stack", env=Environment(account="111122223333", region="eu-west-1"))
    vpc = ec2.Vpc(stack, "Vpc")
    StudioEndpoints(stack, "Endpoints", vpc=vpc, subnets=vpc.private_subnets, s3_gateway=False)
    made = Template.from_stack(stack).find_resources("AWS::EC2::VPCEndpoint").values()
    assert {each["Properties"]["ServiceName"].rpartition(".")[2] for each in made} == set(SERVICES)


def test_dns_hostnames_are_needed_for_new_endpoints(account: Account) -> None:
    vpc_id = account.client("ec2").create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
    assert said(account, vpc_dns, vpc_id=vpc_id, makes_vpc_endpoints=True) == [
        f"problem {vpc_id} gives its machines no names"
    ]
