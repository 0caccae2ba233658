import pytest
from rehearsals.given import Account, Json, allow, document

from emr_studio_constructs.ops.checks.network import free_addresses, subnets, vpc, vpc_dns, zones
from emr_studio_constructs.ops.checks.network_reading import s3_endpoints_of
from emr_studio_constructs.ops.checks.routes import s3_endpoint_policy, way_out
from emr_studio_constructs.ops.checks.subject import Subject
from emr_studio_constructs.ops.checks.subnets_reading import subnets_of
from emr_studio_constructs.ops.checks.way_out import Kind, WayOut, way_out_of
from ops.checks.asking import findings, reader_of, said
from ops.checks.networks import Network, a_network, a_public_table, a_subnet_in, an_s3_endpoint


@pytest.fixture(scope="module")
def network(account: Account) -> Network:
    return a_network(account)


def test_a_good_network_is_all_good(account: Account, network: Network) -> None:
    for check in (vpc, vpc_dns, subnets, zones, free_addresses, way_out):
        known = {**network.known, "wants_git_on_internet": True}
        assert {found.mark for found in findings(account, check, **known)} == {"good"}


def test_nothing_is_asked_about_a_vpc_that_is_to_be_made(account: Account) -> None:
    for check in (vpc, vpc_dns, subnets, zones, free_addresses, way_out, s3_endpoint_policy):
        assert said(account, check) == []


def test_a_vpc_that_is_not_there_is_a_problem_once(account: Account) -> None:
    gone = "vpc-0a0a0a0a0a0a0a0a0"
    assert said(account, vpc, vpc_id=gone) == [f"problem {gone} does not exist in eu-west-1"]
    assert said(account, vpc_dns, vpc_id=gone) == []


@pytest.mark.parametrize(
    ("attribute", "answer"),
    [
        ("EnableDnsSupport", "problem {} resolves no names"),
        ("EnableDnsHostnames", "warning {} gives its machines no names"),
    ],
)
def test_a_vpc_without_dns_is_named(account: Account, attribute: str, answer: str) -> None:
    ec2 = account.client("ec2")
    new = ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
    ec2.modify_vpc_attribute(VpcId=new, EnableDnsHostnames={"Value": True})
    ec2.modify_vpc_attribute(VpcId=new, **{attribute: {"Value": False}})
    assert said(account, vpc_dns, vpc_id=new) == [answer.format(new)]


def test_subnets_are_there_and_in_the_vpc(account: Account, network: Network) -> None:
    other = account.client("ec2").create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
    stranger, gone = a_subnet_in(account, other, "a"), "subnet-0a0a0a0a0a0a0a0a0"
    assert said(account, subnets, vpc_id=network.vpc, subnet_ids=(network.subnets[0], stranger, gone)) == [
        f"problem {gone} does not exist in eu-west-1",
        f"problem {stranger} is in {other}, not in {network.vpc}",
    ]


def test_one_zone_is_a_warning(account: Account, network: Network) -> None:
    [answer] = said(account, zones, vpc_id=network.vpc, subnet_ids=network.subnets[:1])
    assert answer == "warning eu-west-1a all subnets are in this one zone"


def test_few_free_addresses_are_a_warning(account: Account, network: Network, monkeypatch: pytest.MonkeyPatch) -> None:
    # ministack counts no addresses.
    counted = [{"SubnetId": "subnet-1", "AvailableIpAddressCount": free} for free in (250, 15)]
    monkeypatch.setattr("emr_studio_constructs.ops.checks.network.subnets_of", lambda _read, _subject: counted)
    assert said(account, free_addresses, **network.known) == ["warning subnet-1 has 15 free addresses"]


# --- the way out ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("endpoint", "git", "answer"),
    [
        (False, False, "problem {} reaches no S3: neither NAT gateway nor S3 endpoint"),
        (True, True, "problem {} has no way to the internet, where Git servers are"),
        (True, False, "good {} reaches out by {endpoint}"),
    ],
)
def test_a_subnet_without_a_default_route_needs_an_s3_endpoint(
    account: Account, *, endpoint: bool, git: bool, answer: str
) -> None:
    ec2 = account.client("ec2")
    new = ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
    subnet = a_subnet_in(account, new, "a")
    [main] = ec2.describe_route_tables(Filters=[{"Name": "vpc-id", "Values": [new]}])["RouteTables"]
    made = an_s3_endpoint(account, new, main["RouteTableId"]) if endpoint else ""
    found = said(account, way_out, vpc_id=new, subnet_ids=(subnet,), wants_git_on_internet=git)
    assert found == [answer.format(subnet, endpoint=made)]


def test_an_s3_endpoint_of_another_route_table_does_not_count(account: Account, network: Network) -> None:
    ec2, subnet = account.client("ec2"), a_subnet_in(account, network.vpc, "a")
    own = ec2.create_route_table(VpcId=network.vpc)["RouteTable"]["RouteTableId"]
    ec2.associate_route_table(RouteTableId=own, SubnetId=subnet)
    [found] = findings(account, way_out, vpc_id=network.vpc, subnet_ids=(subnet,))
    assert (found.mark, found.about) == ("problem", subnet)
    assert f"--vpc-id {network.vpc} --service-name com.amazonaws.eu-west-1.s3 --route-table-ids {own}" in found.command


@pytest.mark.parametrize(
    ("route", "kind"),
    [
        ({"NatGatewayId": "nat-1"}, WayOut(Kind.NAT, "nat-1")),
        ({"NatGatewayId": "nat-1", "State": "blackhole"}, WayOut(Kind.NONE)),
        ({"TransitGatewayId": "tgw-1", "State": "active"}, WayOut(Kind.OTHER, "tgw-1")),
        ({"GatewayId": "vgw-1"}, WayOut(Kind.OTHER, "vgw-1")),
        ({"GatewayId": "igw-1"}, WayOut(Kind.PUBLIC, "igw-1")),
        ({"NatGatewayId": "nat-1", "DestinationCidrBlock": "128.0.0.0/1"}, WayOut(Kind.NAT, "nat-1")),
        ({"CoreNetworkArn": "arn:core", "DestinationCidrBlock": "10.0.0.0/8"}, WayOut(Kind.OTHER, "arn:core")),
        ({"GatewayId": "local", "DestinationCidrBlock": "10.0.0.0/8"}, WayOut(Kind.NONE)),
        ({"NatGatewayId": "nat-1", "DestinationCidrBlock": "10.9.0.0/16"}, WayOut(Kind.NONE)),
    ],
)
def test_the_way_out_is_where_the_default_route_leads(
    account: Account, monkeypatch: pytest.MonkeyPatch, route: Json, kind: WayOut
) -> None:
    # ministack has not all of these targets.
    table = {"Routes": [{"DestinationCidrBlock": "0.0.0.0/0", **route}]}
    monkeypatch.setattr("emr_studio_constructs.ops.checks.way_out.route_table_of", lambda *_: table)
    assert way_out_of(reader_of(account), {}) == kind


@pytest.mark.parametrize(
    ("gateway", "kind"),
    [
        ({"TransitGatewayId": "tgw-1"}, WayOut(Kind.OTHER, "tgw-1")),
        ({"GatewayId": "vpce-1"}, WayOut(Kind.NONE)),
    ],
)
def test_a_prefix_list_leads_on_unless_it_is_that_of_a_service(
    account: Account, monkeypatch: pytest.MonkeyPatch, gateway: Json, kind: WayOut
) -> None:
    table = {"RouteTableId": "rtb-1", "Routes": [{"DestinationPrefixListId": "pl-1", **gateway}]}
    monkeypatch.setattr("emr_studio_constructs.ops.checks.way_out.route_table_of", lambda *_: table)
    monkeypatch.setattr("emr_studio_constructs.ops.checks.network_reading.route_table_of", lambda *_: table)
    assert way_out_of(reader_of(account), {}) == kind
    endpoints = s3_endpoints_of(reader_of(account), {"VpcId": "vpc-1"})
    assert bool(endpoints) is (kind.kind is Kind.NONE)


@pytest.mark.parametrize(
    ("endpoints", "git", "mark"),
    [([], False, "warning"), (["vpce-1"], True, "warning"), (["vpce-1"], False, "good")],
)
def test_a_way_of_which_the_end_is_not_seen_is_a_warning_where_it_is_needed(
    account: Account, network: Network, monkeypatch: pytest.MonkeyPatch, endpoints: list[str], *, git: bool, mark: str
) -> None:
    routes = "emr_studio_constructs.ops.checks.routes"
    monkeypatch.setattr(f"{routes}.way_out_of", lambda *_: WayOut(Kind.OTHER, "tgw-1"))
    monkeypatch.setattr(f"{routes}.s3_endpoints_of", lambda *_: [{"VpcEndpointId": name} for name in endpoints])
    for found in findings(account, way_out, **network.known, wants_git_on_internet=git):
        assert (found.mark, "goes through tgw-1" in found.text) == (mark, mark == "warning")


@pytest.mark.parametrize(("git", "mark"), [(True, "problem"), (False, "warning")])
def test_a_public_subnet_is_a_problem_where_it_is_the_way_out(account: Account, *, git: bool, mark: str) -> None:
    ec2 = account.client("ec2")
    new = ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
    subnet, table = a_subnet_in(account, new, "a"), a_public_table(account, new)
    ec2.associate_route_table(RouteTableId=table, SubnetId=subnet)
    [found] = findings(account, way_out, vpc_id=new, subnet_ids=(subnet,), wants_git_on_internet=git)
    assert found.mark == "problem"

    an_s3_endpoint(account, new, table)
    [found] = findings(account, way_out, vpc_id=new, subnet_ids=(subnet,), wants_git_on_internet=git)
    assert (found.mark, found.text[:9]) == (mark, "is public")


def test_of_a_vpc_without_named_subnets_those_are_asked_about_that_the_cdk_chooses(account: Account) -> None:
    network, ec2 = a_network(account), account.client("ec2")
    public, isolated, named = (a_subnet_in(account, network.vpc, zone) for zone in "bbc")
    ec2.associate_route_table(RouteTableId=a_public_table(account, network.vpc), SubnetId=public)
    tags = [{"Key": "aws-cdk:subnet-type", "Value": "Private"}, {"Key": "aws-cdk:subnet-name", "Value": "Data"}]
    ec2.create_tags(Resources=[named], Tags=tags)

    def asked(**known: object) -> set[str]:
        subject = Subject(identity_center=False, vpc_id=network.vpc, **known)  # type: ignore[arg-type]  # as given below
        return {subnet["SubnetId"] for subnet in subnets_of(reader_of(account), subject)}

    assert asked() == asked(subnet_type="PRIVATE_WITH_EGRESS") == {*network.subnets, named}
    assert asked(subnet_type="PRIVATE_ISOLATED") == {isolated}
    assert asked(subnet_group="Data") == {named}
    assert asked(subnet_group="Public") == {public}
    ec2.delete_route(RouteTableId=network.route_table, DestinationCidrBlock="0.0.0.0/0")
    ec2.delete_tags(Resources=[named], Tags=tags)
    assert asked() == {*network.subnets, isolated, named}


@pytest.mark.parametrize(
    ("resource", "mark"),
    [
        ("*", "good"),
        ("arn:aws:s3:::notebooks/*", "good"),
        ("arn:aws:s3:::repo.eu-west-1.emr.amazonaws.com/*", "problem"),
    ],
)
def test_an_s3_endpoint_whose_policy_names_other_buckets_is_a_problem(
    account: Account, network: Network, monkeypatch: pytest.MonkeyPatch, resource: str, mark: str
) -> None:
    policy = document(allow("s3:*", resource, Principal="*"))
    endpoint = {
        "VpcEndpointId": network.endpoint,
        "ServiceName": "com.amazonaws.eu-west-1.s3",
        "RouteTableIds": [network.route_table],
        "PolicyDocument": policy,
    }
    # ministack keeps no policies of endpoints.
    monkeypatch.setattr("emr_studio_constructs.ops.checks.routes.s3_endpoints_of", lambda _read, _subnet: [endpoint])
    [found] = findings(account, s3_endpoint_policy, **network.known, bucket="notebooks", prefix="team")
    assert (found.mark, found.about) == (mark, network.endpoint)
