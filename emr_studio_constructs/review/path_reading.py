"""Finds who reaches whom by the rules of security groups: what one end lets out and the other lets in.

https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Network, ip_network

from emr_studio_constructs.cfn import Rule, described_rules

from .located import Located
from .network import End, EndKind, Path, PathState

_PORTS = 65535
_PROTOCOLS = {"-1": "all", "1": "icmp", "6": "tcp", "17": "udp", "58": "icmpv6"}


@dataclass(frozen=True)
class Member:
    """A group, as the rules of others name it."""

    name: str
    group: Located | None
    """The group; none where it is not in the templates."""

    def is_called(self, peer: str) -> bool:
        """Whether the peer of a rule is this group."""
        return self.group.is_called(peer) if self.group else self.name == peer


@dataclass(frozen=True)
class _Rule:
    """A rule of a group, as a range of ports of a protocol."""

    peer: str
    protocol: str
    first: int
    last: int
    reason: str

    def meets(self, other: "_Rule") -> "_Rule | None":
        """What both rules are about; its reason is that of both."""
        protocols = {self.protocol, other.protocol} - {"all"}
        first, last = max(self.first, other.first), min(self.last, other.last)
        if len(protocols) > 1 or first > last:
            return None
        reason = "; ".join(dict.fromkeys(filter(None, (self.reason, other.reason))))
        return _Rule("", "".join(protocols) or "all", first, last, reason)

    @property
    def ports(self) -> str:
        """The ports in words."""
        if (self.first, self.last) == (0, _PORTS):
            return "all"
        return str(self.first) if self.first == self.last else f"{self.first}-{self.last}"


def peers_of(group: Located) -> set[str]:
    """What the rules of a group name: groups by their ids."""
    return {rule.peer for rule in rules_of(group)}


def end_of(peer: str, members: Iterable[Member]) -> End:
    """What the peer of a rule is."""
    for member in members:
        if member.is_called(peer):
            return End(EndKind.GROUP, member.name)
    if network := _network(peer):
        return End(EndKind.INTERNET if network.is_global else EndKind.ADDRESSES, peer)
    return End(EndKind.PREFIX_LIST if peer.startswith("pl-") else EndKind.UNKNOWN, peer)


def paths_between(members: tuple[Member, ...], vpc_cidr: str | None) -> tuple[Path, ...]:
    """The paths between some groups, and to and from whatever else their rules name.

    Args:
        members: The groups.
        vpc_cidr: The VPC's addresses; none where they are not known.
    """
    found: dict[object, Path] = {}
    for member in members:
        for path in (*_outside(member, members), *_inside(member, members, vpc_cidr)):
            found.setdefault((path.source, path.target, path.protocol, path.ports, path.state), path)
    return tuple(found.values())


def _outside(member: Member, members: tuple[Member, ...]) -> Iterator[Path]:
    """From and to whatever is no group."""
    for rule in _rules(member, "egress"):
        if (end := end_of(rule.peer, members)).kind is not EndKind.GROUP:
            yield _path(_end(member), end, rule, _state(end))
    for rule in _rules(member, "ingress"):
        if (end := end_of(rule.peer, members)).kind is not EndKind.GROUP:
            yield _path(end, _end(member), rule, _state(end))


def _inside(source: Member, members: tuple[Member, ...], vpc_cidr: str | None) -> Iterator[Path]:
    """From one group to others, and to itself."""
    for target in members:
        outs = [each for each in _rules(source, "egress") if _is_about(each.peer, target, vpc_cidr)]
        ins = [each for each in _rules(target, "ingress") if _is_about(each.peer, source, vpc_cidr)]
        met = set()
        for out in outs:
            for into in ins:
                if both := out.meets(into):
                    met |= {out, into}
                    yield _path(_end(source), _end(target), both, PathState.OPEN)
        for rule, member, other in (
            *((each, target, target) for each in outs),
            *((each, source, target) for each in ins),
        ):
            if rule not in met and member.is_called(rule.peer):
                unknown = other.group is None or member.group is None
                state = PathState.UNKNOWN if unknown else PathState.HALF_OPEN
                yield _path(_end(source), _end(target), rule, state)


def _rules(member: Member, direction: str) -> list[_Rule]:
    if member.group is None:
        return []
    described = rules_of(member.group)
    return [_ranged(rule, reason) for rule, reason in described.items() if rule.direction == direction]


def rules_of(group: Located) -> dict[Rule, str]:
    """The rules of a group with their descriptions; groups are named by id."""
    return described_rules(group.found, group.logical_id, beside=group.templates)


def _ranged(rule: Rule, reason: str) -> _Rule:
    protocol = _PROTOCOLS.get(rule.protocol, rule.protocol)
    all_of_them = protocol not in ("tcp", "udp") or rule.from_port in (None, -1)
    first, last = (0, _PORTS) if all_of_them else (rule.from_port or 0, rule.to_port or 0)
    return _Rule(rule.peer, protocol, first, last, reason)


def _is_about(peer: str, member: Member, vpc_cidr: str | None) -> bool:
    """Whether the peer of a rule is a group, or addresses that its members may have."""
    if member.is_called(peer):
        return True
    network = _network(peer)
    if network is None:
        return False
    inside = _network(vpc_cidr or "")
    return network.prefixlen == 0 if inside is None else network.version == inside.version and network.overlaps(inside)


def _network(text: str) -> IPv4Network | IPv6Network | None:
    try:
        return ip_network(text, strict=False)
    except ValueError:
        return None


def _end(member: Member) -> End:
    return End(EndKind.GROUP, member.name)


def _state(end: End) -> PathState:
    return PathState.UNKNOWN if end.kind is EndKind.UNKNOWN else PathState.OPEN


def _path(source: End, target: End, rule: _Rule, state: PathState) -> Path:
    return Path(source=source, target=target, protocol=rule.protocol, ports=rule.ports, reason=rule.reason, state=state)
