"""Have the two security groups the rules that a Studio needs.

https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-studio-security-groups.html
"""

import json
import shlex
from collections.abc import Iterator
from ipaddress import IPv4Network, collapse_addresses

from emr_studio_constructs.ops.reader import Json, Reader
from emr_studio_constructs.review.causes import NOTEBOOK_PORT, NOTHING_INBOUND

from .finding import GUIDE, Finding, good, problem, warning
from .network_reading import group_of
from .subject import Subject
from .subnets_reading import subnets_of

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
                cause=NOTHING_INBOUND,
                fix="take all of these out:",
                command=f"aws ec2 revoke-security-group-ingress --group-id {group['GroupId']} "
                f"--ip-permissions {shlex.quote(json.dumps([_given_back(rule) for rule in rules]))}",
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
    # An IPv6-only subnet has no block.
    blocks = [IPv4Network(each["CidrBlock"]) for each in subnets_of(read, subject) if each.get("CidrBlock")]
    open_ways = 0
    for group, rules, other, way, command in (
        (workspace, workspace["IpPermissionsEgress"], engine_id, "out to", "authorize-security-group-egress"),
        (engine, engine["IpPermissions"], workspace_id, "in from", "authorize-security-group-ingress"),
    ):
        covering = [rule for rule in rules if _covers(rule, _NOTEBOOK_PORT)]
        if any(_opens(rule, other) for rule in covering) or _all_in(blocks, covering):
            open_ways += 1
            continue
        judged = all(not rule.get("PrefixListIds") and (blocks or not rule.get("IpRanges")) for rule in covering)
        say, text = (problem, "lets no TCP") if judged else (warning, "by its prefix lists or ranges may let no TCP")
        yield say(
            group["GroupId"],
            f"{text} {_NOTEBOOK_PORT} {way} {other}",
            cause=NOTEBOOK_PORT,
            command=f"aws ec2 {command} --group-id {group['GroupId']} --ip-permissions 'IpProtocol=tcp,"
            f"FromPort={_NOTEBOOK_PORT},ToPort={_NOTEBOOK_PORT},UserIdGroupPairs=[{{GroupId={other}}}]'",
        )
    if open_ways == len(("out", "in")):
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


def _given_back(rule: Json) -> Json:
    """A rule as it is to be named when it is taken out."""
    return {key: value for key, value in rule.items() if value != []}


def _covers(rule: Json, port: int) -> bool:
    if rule["IpProtocol"] == "-1":
        return True
    return rule["IpProtocol"] in ("tcp", "6") and bool(rule["FromPort"] <= port <= rule["ToPort"])


def _opens(rule: Json, group_id: str) -> bool:
    """Whether a rule is about a group."""
    return any(pair.get("GroupId") == group_id for pair in rule.get("UserIdGroupPairs", []))


def _all_in(blocks: list[IPv4Network], rules: list[Json]) -> bool:
    """Whether the ranges of some rules have all addresses that members of a group may have."""
    ranges = [IPv4Network(found["CidrIp"]) for rule in rules for found in rule.get("IpRanges", [])]
    together = list(collapse_addresses(ranges))
    return bool(blocks) and all(any(block.subnet_of(found) for found in together) for block in blocks)
