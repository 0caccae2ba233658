"""The rules of a security group, wherever the template writes them."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Literal, NamedTuple

from .physical import Value
from .policies import resolver
from .resolver import Resolver
from .template import Template, resources

_PEERS = (
    "CidrIp",
    "CidrIpv6",
    "SourceSecurityGroupId",
    "DestinationSecurityGroupId",
    "SourcePrefixListId",
    "DestinationPrefixListId",
)
# What the CDK writes for "no egress": without any rule EC2 would allow all of it.
_NOTHING = "255.255.255.255/32"


class Rule(NamedTuple):
    """One rule; the peer is a CIDR, a prefix list or a group: its logical id, or its id if it is another's.

    Empty is a group that is named otherwise than by its id.
    """

    direction: Literal["ingress", "egress"]
    protocol: str
    from_port: int | None
    to_port: int | None
    peer: str


def security_group_rules(template: Template | Resolver, logical_id: str) -> set[Rule]:
    """The rules of a group: its own and those of separate resources. A rule that allows nothing is left out.

    A group that declares no egress at all has the rule EC2 gives it: everything to everywhere.
    """
    found = resolver(template)
    groups = {found.ref(name): name for name in resources(found.template, "AWS::EC2::SecurityGroup")}
    rules = described_rules(found, logical_id)
    return {rule._replace(peer=groups.get(rule.peer, rule.peer)) for rule in rules}


def described_rules(found: Resolver, logical_id: str, *, beside: Iterable[Resolver] = ()) -> dict[Rule, str]:
    """The rules of a group as `security_group_rules` has them, each with its description, or none: an empty one.

    But groups are all named by their ids, since two stacks may share logical ids.

    Args:
        found: The template that makes the group.
        logical_id: The group.
        beside: Templates that may add rules to it. Default: its own alone.
    """
    written = list(_written(found, logical_id, beside))
    rules = {
        _rule(direction, rule): str(rule.get("Description", ""))
        for direction, rule in written
        if rule.get("CidrIp") != _NOTHING
    }
    inline = found.properties(logical_id).get("SecurityGroupEgress")
    if not inline and not any(direction == "egress" for direction, _ in written):
        rules[Rule("egress", "-1", None, None, "0.0.0.0/0")] = "EC2's own rule, since the template has none"
    return rules


def _written(
    found: Resolver, logical_id: str, beside: Iterable[Resolver]
) -> Iterator[tuple[Literal["ingress", "egress"], Mapping[str, Any]]]:
    own = found.properties(logical_id)
    group_id = found.ref(logical_id)
    yield from (("ingress", rule) for rule in own.get("SecurityGroupIngress", []))
    yield from (("egress", rule) for rule in own.get("SecurityGroupEgress", []))
    for each in (found, *beside):
        for name in resources(each.template, "AWS::EC2::SecurityGroupIngress"):
            if (rule := each.properties(name))["GroupId"] == group_id:
                yield "ingress", rule
        for name in resources(each.template, "AWS::EC2::SecurityGroupEgress"):
            if (rule := each.properties(name))["GroupId"] == group_id:
                yield "egress", rule


def _rule(direction: Literal["ingress", "egress"], rule: Mapping[str, Any]) -> Rule:
    peer = next((str(rule[name]) for name in _PEERS if name in rule), "")
    every = str(rule["IpProtocol"]) == "-1"
    first, last = (None, None) if every else (rule.get("FromPort"), rule.get("ToPort"))
    return Rule(direction, str(rule["IpProtocol"]), _port(first), _port(last), peer)


def _port(value: Value) -> int | None:
    return None if value is None else int(value)
