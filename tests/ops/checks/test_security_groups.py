import json
import shlex

import pytest
from rehearsals.given import Account
from rehearsals.given_studios import a_vpc

from emr_studio_constructs.ops.checks.security_groups import notebook_port, security_groups, workspace_inbound
from ops.checks.asking import findings, said
from ops.checks.networks import Network, a_group_named, a_network, groups_in
from ops.checks.networks import notebook_port as rule_for

HTTPS_FROM_EVERYWHERE = {"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "IpRanges": [{"CidrIp": "0.0.0.0/0"}]}


@pytest.fixture(scope="module")
def network(account: Account) -> Network:
    return a_network(account)


def test_groups_with_the_rules_that_aws_asks_for_are_good(account: Account, network: Network) -> None:
    for check in (security_groups, workspace_inbound, notebook_port):
        assert {found.mark for found in findings(account, check, **network.known)} == {"good"}


def test_groups_that_are_to_be_made_are_not_asked_about(account: Account) -> None:
    for check in (security_groups, workspace_inbound, notebook_port):
        assert said(account, check, vpc_id="vpc-0a0a0a0a0a0a0a0a0") == []


def test_a_group_is_there_and_in_the_vpc(account: Account, network: Network) -> None:
    other = a_vpc(account)
    stranger, gone = a_group_named(account, other), "sg-0a0a0a0a0a0a0a0a0"
    known = {**network.known, "workspace_security_group_id": stranger, "engine_security_group_id": gone}
    assert said(account, security_groups, **known) == [
        f"problem {stranger} the workspace group is in {other}, not in {network.vpc}",
        f"problem {gone} the engine group does not exist in eu-west-1",
    ]
    assert said(account, notebook_port, **known) == []


def test_a_workspace_group_that_lets_traffic_in_is_a_problem(account: Account, network: Network) -> None:
    workspace, engine = groups_in(account, network.vpc)
    account.client("ec2").authorize_security_group_ingress(GroupId=workspace, IpPermissions=[HTTPS_FROM_EVERYWHERE])
    known = {**network.known, "workspace_security_group_id": workspace, "engine_security_group_id": engine}
    assert said(account, workspace_inbound, **known) == [f"problem {workspace} lets traffic in to Workspaces, rules: 1"]
    [found] = findings(account, workspace_inbound, **known)
    *command, rules = shlex.split(found.command)
    assert command[:5] == ["aws", "ec2", "revoke-security-group-ingress", "--group-id", workspace]
    account.client("ec2").revoke_security_group_ingress(GroupId=workspace, IpPermissions=json.loads(rules))
    assert [each.mark for each in findings(account, workspace_inbound, **known)] == ["good"]


@pytest.mark.parametrize("side", ["egress of the workspace group", "ingress of the engine group"])
def test_a_shut_notebook_port_is_a_problem(account: Account, network: Network, side: str) -> None:
    ec2 = account.client("ec2")
    workspace, engine = groups_in(account, network.vpc)
    if side.startswith("egress"):
        ec2.revoke_security_group_egress(GroupId=workspace, IpPermissions=[rule_for(engine)])
        answer = f"problem {workspace} lets no TCP 18888 out to {engine}"
    else:
        ec2.revoke_security_group_ingress(GroupId=engine, IpPermissions=[rule_for(workspace)])
        answer = f"problem {engine} lets no TCP 18888 in from {workspace}"
    known = {**network.known, "workspace_security_group_id": workspace, "engine_security_group_id": engine}
    assert said(account, notebook_port, **known) == [answer]


@pytest.mark.parametrize(
    ("block", "opens"), [("10.0.0.0/16", True), ("10.9.0.0/16", False), ("of the first subnet", False)]
)
def test_a_range_that_holds_all_subnets_opens_the_notebook_port_too(
    account: Account, network: Network, *, block: str, opens: bool
) -> None:
    ec2 = account.client("ec2")
    workspace, engine = groups_in(account, network.vpc)
    ec2.revoke_security_group_ingress(GroupId=engine, IpPermissions=[rule_for(workspace)])
    if block == "of the first subnet":
        block = ec2.describe_subnets(SubnetIds=network.subnets[:1])["Subnets"][0]["CidrBlock"]
    by_range = {"IpProtocol": "tcp", "FromPort": 18000, "ToPort": 19000, "IpRanges": [{"CidrIp": block}]}
    ec2.authorize_security_group_ingress(GroupId=engine, IpPermissions=[by_range])
    known = {**network.known, "workspace_security_group_id": workspace, "engine_security_group_id": engine}
    assert [found.mark == "good" for found in findings(account, notebook_port, **known)] == [opens]


@pytest.mark.parametrize("by", ["a prefix list", "a range, of subnets without IPv4"])
def test_a_notebook_port_that_cannot_be_judged_is_a_warning(
    account: Account, network: Network, monkeypatch: pytest.MonkeyPatch, by: str
) -> None:
    module = "emr_studio_constructs.ops.checks.security_groups"
    rule: dict[str, object] = {"IpProtocol": "tcp", "FromPort": 18888, "ToPort": 18888}
    if by == "a prefix list":
        rule["PrefixListIds"] = [{"PrefixListId": "pl-1"}]
    else:
        rule["IpRanges"] = [{"CidrIp": "10.0.0.0/8"}]
        monkeypatch.setattr(f"{module}.subnets_of", lambda *_: [{"SubnetId": "subnet-1"}])
    group = {"IpPermissions": [rule], "IpPermissionsEgress": [rule]}
    monkeypatch.setattr(f"{module}.group_of", lambda _read, name: {"GroupId": name, **group})
    found = findings(account, notebook_port, **network.known)
    assert [(each.mark, each.about) for each in found] == [("warning", network.workspace), ("warning", network.engine)]


def test_two_halves_of_the_subnets_open_the_notebook_port_together(account: Account, network: Network) -> None:
    ec2 = account.client("ec2")
    workspace, engine = groups_in(account, network.vpc)
    ec2.revoke_security_group_ingress(GroupId=engine, IpPermissions=[rule_for(workspace)])
    halves = {"IpRanges": [{"CidrIp": "10.0.0.0/17"}, {"CidrIp": "10.0.128.0/17"}]}
    by_range = {"IpProtocol": "tcp", "FromPort": 18888, "ToPort": 18888, **halves}
    ec2.authorize_security_group_ingress(GroupId=engine, IpPermissions=[by_range])
    known = {**network.known, "workspace_security_group_id": workspace, "engine_security_group_id": engine}
    assert [found.mark for found in findings(account, notebook_port, **known)] == ["good"]
