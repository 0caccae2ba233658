"""Have the two security groups the rules that a Studio needs.

https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-studio-security-groups.html
"""

from collections.abc import Iterator
from ipaddress import IPv4Network

from .finding import GUIDE, Finding, good, problem
from .network_reading import group_of, subnets_of
from .reader import Json, Reader
from .subject import Subject

_PAGE = f"{GUIDE}/emr-studio-security-groups.html"
_NOTEBOOK_PORT = 18888


def security_groups(read: Reader, subject: Subject) -> Iterator[Finding]:
    """Whether both groups are there, in the VPC."""
    for role, group_id in _named(subject):
        if (group := group_of(read, group_id)) is None:
            yield problem(
                group_id,
                f"the {role} group does not exist in {read.aws.region}",
                cause="a Studio names both of its groups, and cannot be told of others later",
                fix=f"name a group of {subject.vpc_id}; in a config, without network.security_groups two are made",
            )
        elif group["VpcId"] != subject.vpc_id:
            yield problem(
                group_id,
                f"the {role} group is in {group['VpcId']}, not in {subject.vpc_id}",
                cause=f"both groups are in the Studio's VPC: {_PAGE}",
                fix=f"name a group of {subject.vpc_id}",
            )
        else:
            yield good(group_id, f"the {role} group is there")


def workspace_inbound(read: Reader, subject: Subject) -> Iterator[Finding]:
    """Whether nothing comes in to Workspaces."""
    if subject.workspace_security_group_id and (group := group_of(read, subject.workspace_security_group_id)):
        if rules := group["IpPermissions"]:
            yield problem(
                group["GroupId"],
                f"lets traffic in to Workspaces, rules: {len(rules)}",
                cause=f"the workspace group must allow no inbound traffic: {_PAGE}",
                fix=f"aws ec2 revoke-security-group-ingress --group-id {group['GroupId']}, for each of its rules",
            )
        else:
            yield good(group["GroupId"], "lets nothing in to Workspaces")


def notebook_port(read: Reader, subject: Subject) -> Iterator[Finding]:
    """Whether Workspaces reach the notebook servers of clusters: out of one group, into the other."""
    workspace_id, engine_id = subject.workspace_security_group_id, subject.engine_security_group_id
    if workspace_id is None or engine_id is None:
        return
    workspace, engine = group_of(read, workspace_id), group_of(read, engine_id)
    if workspace is None or engine is None:
        return
    clusters = [IPv4Network(subnet["CidrBlock"]) for subnet in subnets_of(read, subject)]
    shut = False
    for group, rules, other, way, command in (
        (workspace, workspace["IpPermissionsEgress"], engine_id, "out to", "authorize-security-group-egress"),
        (engine, engine["IpPermissions"], workspace_id, "in from", "authorize-security-group-ingress"),
    ):
        if not any(_opens(rule, other, clusters) for rule in rules):
            shut = True
            yield problem(
                group["GroupId"],
                f"lets no TCP {_NOTEBOOK_PORT} {way} {other}",
                cause=f"Workspaces reach an attached cluster by this port: {_PAGE}",
                fix=f"aws ec2 {command} --group-id {group['GroupId']} --ip-permissions IpProtocol=tcp,"
                f"FromPort={_NOTEBOOK_PORT},ToPort={_NOTEBOOK_PORT},UserIdGroupPairs=[{{GroupId={other}}}]",
            )
    if not shut:
        yield good(workspace_id, f"reaches {engine_id} by TCP {_NOTEBOOK_PORT}")


def reaches_git_on_internet(group: Json) -> bool:
    """Whether a workspace group lets HTTPS out to everywhere."""
    return any(
        _covers(rule, 443) and any(block["CidrIp"] == "0.0.0.0/0" for block in rule.get("IpRanges", []))
        for rule in group["IpPermissionsEgress"]
    )


def _named(subject: Subject) -> Iterator[tuple[str, str]]:
    if subject.workspace_security_group_id:
        yield "workspace", subject.workspace_security_group_id
    if subject.engine_security_group_id:
        yield "engine", subject.engine_security_group_id


def _covers(rule: Json, port: int) -> bool:
    if rule["IpProtocol"] == "-1":
        return True
    return rule["IpProtocol"] in ("tcp", "6") and bool(rule["FromPort"] <= port <= rule["ToPort"])


def _opens(rule: Json, group_id: str, blocks: list[IPv4Network]) -> bool:
    """Whether a rule opens the notebook port for a group, or for all addresses that its members may have."""
    if not _covers(rule, _NOTEBOOK_PORT):
        return False
    if any(pair.get("GroupId") == group_id for pair in rule.get("UserIdGroupPairs", [])):
        return True
    ranges = [IPv4Network(block["CidrIp"]) for block in rule.get("IpRanges", [])]
    return bool(blocks) and all(any(block.subnet_of(found) for found in ranges) for block in blocks)
