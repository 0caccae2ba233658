import pytest

from emr_studio_constructs.cfn import SynthesizedStack
from emr_studio_constructs.review.network import End, EndKind, Network, Path, PathState, SubnetKind
from emr_studio_constructs.review.network_reading import network_of
from emr_studio_constructs.review.studio import studios_of
from review.by_hand import EVERYWHERE, Json, by_hand, reviewed
from review.reviewed import studios_in


def paths(network: Network, source: str) -> set[tuple[str, str, str, PathState]]:
    found = [each for each in network.paths if each.source.name == source]
    return {(each.target.name, each.protocol, each.ports, each.state) for each in found}


def rule(protocol: str = "tcp", ports: tuple[int, int] = (22, 22), **peer: object) -> Json:
    return {"IpProtocol": protocol, "FromPort": ports[0], "ToPort": ports[1], **peer}


def network_of_sample(sample: str, stack: str) -> Network:
    return next(network_of(each) for each in studios_in(sample) if each.stack == stack)


def test_subnets_are_what_their_routes_make_them() -> None:
    resources = by_hand()
    del resources["RoutesOfB"]
    found = network_of(reviewed(resources))
    assert [(each.id, each.kind, each.way_out) for each in found.subnets] == [
        ("SubnetA", SubnetKind.PRIVATE, "NAT gateway Nat"),
        ("SubnetB", SubnetKind.ISOLATED, None),
    ]


@pytest.mark.parametrize(
    ("target", "kind", "way_out"),
    [
        ({"GatewayId": {"Ref": "Igw"}}, SubnetKind.PUBLIC, "internet gateway Igw"),
        ({"GatewayId": "igw-1"}, SubnetKind.PUBLIC, "internet gateway igw-1"),
        ({"GatewayId": "vgw-1"}, SubnetKind.PRIVATE, "gateway vgw-1"),
        ({"TransitGatewayId": "tgw-1"}, SubnetKind.PRIVATE, "transit gateway tgw-1"),
        ({"OdbNetworkArn": "arn:odb"}, SubnetKind.PRIVATE, "an unknown gateway"),
    ],
)
def test_a_way_out_is_called_by_what_it_leads_through(target: Json, kind: SubnetKind, way_out: str) -> None:
    resources = by_hand()
    resources["Igw"] = {"Type": "AWS::EC2::InternetGateway"}
    del resources["WayOut"]["Properties"]["NatGatewayId"]
    resources["WayOut"]["Properties"].update(target)
    found = network_of(reviewed(resources)).subnets
    assert {(each.kind, each.way_out) for each in found} == {(kind, way_out)}


def test_a_route_to_one_network_is_no_way_out() -> None:
    resources = by_hand()
    resources["WayOut"]["Properties"]["DestinationCidrBlock"] = "10.9.0.0/16"
    assert {each.kind for each in network_of(reviewed(resources)).subnets} == {SubnetKind.ISOLATED}


@pytest.mark.parametrize(
    ("ports", "git"), [((22, 22), ()), ((400, 500), (f"{EVERYWHERE}, tcp 400-500",)), ((444, 500), ()), ((1, 442), ())]
)
def test_git_servers_are_where_https_leads(ports: tuple[int, int], git: tuple[str, ...]) -> None:
    resources = by_hand()
    resources["Workspaces"]["Properties"]["SecurityGroupEgress"] = [rule(ports=ports, CidrIp=EVERYWHERE)]
    assert network_of(reviewed(resources)).git == git


def test_a_zone_that_the_deploy_chooses_has_a_number() -> None:
    resources = by_hand()
    resources["SubnetA"]["Properties"]["AvailabilityZone"] = "eu-west-1c"
    assert [each.zone for each in network_of(reviewed(resources)).subnets] == ["eu-west-1c", "zone 2"]


def test_subnets_of_the_vpc_that_are_not_the_studios_come_last() -> None:
    resources = by_hand()
    resources["Studio"]["Properties"]["SubnetIds"] = [{"Ref": "SubnetB"}]
    found = network_of(reviewed(resources)).subnets
    assert [(each.id, each.is_of_studio) for each in found] == [("SubnetB", True), ("SubnetA", False)]


def test_what_is_imported_is_unknown_and_not_guessed() -> None:
    resources = by_hand()
    resources["Studio"]["Properties"] |= {
        "VpcId": "vpc-1",
        "SubnetIds": ["subnet-1"],
        "WorkspaceSecurityGroupId": "sg-1",
        "EngineSecurityGroupId": "sg-2",
    }
    found = network_of(reviewed(resources))
    (subnet,) = found.subnets
    assert (found.vpc.id, found.vpc.is_defined, found.vpc.cidr) == ("vpc-1", False, None)
    assert (subnet.id, subnet.kind, subnet.zone, subnet.way_out) == ("subnet-1", SubnetKind.UNKNOWN, None, None)
    assert [(each.id, each.is_defined, each.of) for each in found.groups] == [
        ("sg-1", False, ("Workspaces",)),
        ("sg-2", False, ("attached clusters",)),
    ]
    assert (found.paths, found.git) == ((), ())


def test_both_ends_make_a_path_and_say_why() -> None:
    found = network_of(reviewed(by_hand()))
    assert found.paths == (
        Path(
            source=End(EndKind.GROUP, "Workspaces"),
            target=End(EndKind.INTERNET, EVERYWHERE),
            protocol="tcp",
            ports="443",
            reason="To Git servers",
            state=PathState.OPEN,
        ),
        Path(
            source=End(EndKind.GROUP, "Workspaces"),
            target=End(EndKind.GROUP, "Engine"),
            protocol="tcp",
            ports="18888",
            reason="To clusters; From Workspaces",
            state=PathState.OPEN,
        ),
    )
    assert found.from_internet == ()
    assert [each.target.name for each in found.to_internet] == [EVERYWHERE]
    assert found.git == (f"{EVERYWHERE}, tcp 443",)


@pytest.mark.parametrize("gone", ["ToEngine", "FromWorkspaces"])
def test_one_end_alone_makes_half_a_path(gone: str) -> None:
    resources = by_hand()
    if gone in resources:
        del resources[gone]
    else:
        del resources["Engine"]["Properties"]["SecurityGroupIngress"]
    found = paths(network_of(reviewed(resources)), "Workspaces")
    assert ("Engine", "tcp", "18888", PathState.HALF_OPEN) in found


def test_a_path_to_an_imported_group_is_unknown() -> None:
    resources = by_hand()
    resources["Studio"]["Properties"]["EngineSecurityGroupId"] = "sg-2"
    egress = resources["Workspaces"]["Properties"]["SecurityGroupEgress"]
    egress += [rule(DestinationSecurityGroupId="sg-2"), rule(DestinationSecurityGroupId="sg-3")]
    network = network_of(reviewed(resources))
    assert paths(network, "Workspaces") >= {
        ("sg-2", "tcp", "22", PathState.UNKNOWN),
        ("sg-3", "tcp", "22", PathState.UNKNOWN),
    }
    assert End(EndKind.UNKNOWN, "sg-3") in {each.target for each in network.paths}


@pytest.mark.parametrize(
    ("out", "into", "met"),
    [
        (rule("-1"), rule("tcp", (8000, 9000)), {("tcp", "8000-9000", PathState.OPEN)}),
        (
            rule("6", (0, 65535)),
            rule("17", (53, 53)),
            {("tcp", "all", PathState.HALF_OPEN), ("udp", "53", PathState.HALF_OPEN)},
        ),
        (rule("tcp", (1, 100)), rule("tcp", (50, 200)), {("tcp", "50-100", PathState.OPEN)}),
        (rule("icmp", (-1, -1)), rule("icmp", (8, 0)), {("icmp", "all", PathState.OPEN)}),
    ],
    ids=["all and some", "another protocol", "ports in common", "icmp"],
)
def test_a_path_is_what_both_rules_are_about(out: Json, into: Json, met: set[tuple[str, str, PathState]]) -> None:
    resources = by_hand()
    engine, workspaces = ({"Fn::GetAtt": [name, "GroupId"]} for name in ("Engine", "Workspaces"))
    del resources["ToEngine"]
    resources["Workspaces"]["Properties"]["SecurityGroupEgress"] = [{**out, "DestinationSecurityGroupId": engine}]
    resources["Engine"]["Properties"]["SecurityGroupIngress"] = [{**into, "SourceSecurityGroupId": workspaces}]
    found = paths(network_of(reviewed(resources)), "Workspaces")
    assert {(protocol, ports, state) for _, protocol, ports, state in found} == met


@pytest.mark.parametrize(
    ("cidr", "kind"),
    [
        ("0.0.0.0/0", EndKind.INTERNET),
        ("::/0", EndKind.INTERNET),
        ("8.8.8.8/32", EndKind.INTERNET),
        ("192.168.0.0/16", EndKind.ADDRESSES),
        ("pl-1", EndKind.PREFIX_LIST),
    ],
)
def test_the_internet_is_told_from_private_addresses(cidr: str, kind: EndKind) -> None:
    resources = by_hand()
    peer = "SourcePrefixListId" if cidr == "pl-1" else "CidrIpv6" if ":" in cidr else "CidrIp"
    resources["Engine"]["Properties"]["SecurityGroupIngress"].append({**rule(), peer: cidr})
    network = network_of(reviewed(resources))
    assert End(kind, cidr) in {each.source for each in network.paths}
    assert bool(network.from_internet) is (kind is EndKind.INTERNET)


def test_a_group_without_outbound_rules_reaches_everything_by_ec2s_own() -> None:
    resources = by_hand()
    del resources["Engine"]["Properties"]["SecurityGroupEgress"]
    (path,) = [each for each in network_of(reviewed(resources)).to_internet if each.source.name == "Engine"]
    assert (path.target.name, path.protocol, path.ports) == (EVERYWHERE, "all", "all")
    assert path.reason == "EC2's own rule, since the template has none"


def endpoint(**properties: object) -> Json:
    common = {"VpcId": {"Ref": "Vpc"}, "ServiceName": {"Fn::Sub": "com.amazonaws.${AWS::Region}.emr-containers"}}
    return {"Type": "AWS::EC2::VPCEndpoint", "Properties": {**common, **properties}}


def test_workspaces_reach_endpoints_by_the_addresses_of_the_vpc() -> None:
    resources = by_hand()
    resources["Open"] = {
        "Type": "AWS::EC2::SecurityGroup",
        "Properties": {
            "VpcId": {"Ref": "Vpc"},
            "SecurityGroupIngress": [rule(ports=(443, 443), CidrIp={"Fn::GetAtt": ["Vpc", "CidrBlock"]})],
        },
    }
    resources["Endpoint"] = endpoint(VpcEndpointType="Interface", SecurityGroupIds=[{"Ref": "Open"}], PolicyDocument={})
    network = network_of(reviewed(resources))
    assert ("Open", "tcp", "443", PathState.OPEN) in paths(network, "Workspaces")
    (group,) = [each for each in network.groups if each.id == "Open"]
    assert group.of == ("VPC endpoint",)
    (found,) = network.endpoints
    assert (found.service, found.kind, found.policy) == (
        "emr-containers",
        "Interface",
        "limited by a policy of its own",
    )


def test_what_belongs_to_another_vpc_is_left_out() -> None:
    resources = by_hand()
    resources["Endpoint"] = endpoint(VpcId="vpc-2", SecurityGroupIds=["sg-9"])
    resources["Group"] = {"Type": "AWS::EC2::SecurityGroup", "Properties": {"VpcId": "vpc-2"}}
    resources["Subnet"] = {"Type": "AWS::EC2::Subnet", "Properties": {"VpcId": "vpc-2", "CidrBlock": "10.9.0.0/24"}}
    assert network_of(reviewed(resources)) == network_of(reviewed(by_hand()))


def test_a_group_that_a_rule_names_is_shown_with_its_own_rules() -> None:
    resources = by_hand()
    resources["Git"] = {
        "Type": "AWS::EC2::SecurityGroup",
        "Properties": {"VpcId": {"Ref": "Vpc"}, "SecurityGroupIngress": [rule(CidrIp="10.0.0.0/24")]},
    }
    git = {"Fn::GetAtt": ["Git", "GroupId"]}
    resources["Workspaces"]["Properties"]["SecurityGroupEgress"] = [rule(DestinationSecurityGroupId=git)]
    network = network_of(reviewed(resources))
    assert ("Git", "tcp", "22", PathState.OPEN) in paths(network, "Workspaces")
    assert [each.of for each in network.groups if each.id == "Git"] == [()]


def test_compute_of_the_sample_with_everything_is_in_its_groups() -> None:
    network = network_of_sample("everything", "Analytics")
    assert [each.of for each in network.groups] == [
        ("Workspaces",),
        ("attached clusters",),
        ("VPC endpoint",),
        ("EMR Serverless",),
        ("EMR Serverless",),
    ]
    assert "git.example.com" in network.git
    assert network.from_internet == ()


def test_the_sample_without_internet_has_no_way_to_it() -> None:
    network = network_of_sample("everything", "Vault")
    assert {each.kind for each in network.subnets} == {SubnetKind.ISOLATED}
    assert network.to_internet == ()
    assert "s3" in {each.service for each in network.endpoints if each.kind == "Gateway"}


def in_two_stacks(own: Json, other: Json) -> Network:
    """The network of a Studio that another stack refers to."""
    stacks = [
        SynthesizedStack(name="Hand", template={"Resources": own, "Outputs": OUT}),
        SynthesizedStack(name="Other", template={"Resources": other}),
    ]
    (found,) = studios_of(stacks)
    return network_of(found)


OUT = {
    name: {"Value": {"Fn::GetAtt": [name, attribute]}, "Export": {"Name": name}}
    for name, attribute in (("Engine", "GroupId"), ("Workspaces", "GroupId"), ("Vpc", "VpcId"))
}


def test_a_rule_that_another_stack_adds_to_a_group_is_among_its_rules() -> None:
    own = by_hand()
    inward = own["Engine"]["Properties"].pop("SecurityGroupIngress")[0]
    added = {
        **inward,
        "GroupId": {"Fn::ImportValue": "Engine"},
        "SourceSecurityGroupId": {"Fn::ImportValue": "Workspaces"},
    }
    found = in_two_stacks(own, {"ToEngine": {"Type": "AWS::EC2::SecurityGroupIngress", "Properties": added}})
    assert ("Engine", "tcp", "18888", PathState.OPEN) in paths(found, "Workspaces")


def test_groups_of_two_stacks_that_share_a_logical_id_are_two() -> None:
    own = by_hand()
    own["Workspaces"]["Properties"]["SecurityGroupIngress"] = [
        rule(SourceSecurityGroupId={"Fn::GetAtt": ["Engine", "GroupId"]})
    ]
    vpc = {"Fn::ImportValue": "Vpc"}
    outward = rule(DestinationSecurityGroupId={"Fn::ImportValue": "Workspaces"})
    other = {
        "Engine": {
            "Type": "AWS::EC2::SecurityGroup",
            "Properties": {"VpcId": vpc, "SecurityGroupEgress": [outward]},
            "Metadata": {"aws:cdk:path": "Other/Engine/Resource"},
        },
        "Function": {
            "Type": "AWS::Lambda::Function",
            "Properties": {"VpcConfig": {"SecurityGroupIds": [{"Fn::GetAtt": ["Engine", "GroupId"]}]}},
        },
    }
    found = [(each.source.name, each.state) for each in in_two_stacks(own, other).paths if each.ports == "22"]
    assert found == [("Engine", PathState.HALF_OPEN), ("Other/Engine", PathState.HALF_OPEN)]
