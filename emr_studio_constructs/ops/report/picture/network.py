"""Draws the VPC of a Studio: its subnets by zone, its groups, and the ports between them."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from emr_studio_constructs.ops.report.words import alike, end, port, tail, wrapped
from emr_studio_constructs.review.network import (
    End,
    EndKind,
    Network,
    Path,
    PathState,
    SecurityGroup,
    Subnet,
    SubnetKind,
)

from .svg import GAP, WIDTH, Card, Drawing

# Where columns start: subnets, who opens connections, to whom in the VPC, and to whom out of it.
_SUBNETS, _SOURCES, _INSIDE, _OUTSIDE = 24, 460, 742, 960
_SUBNETS_WIDTH, _CARD, _GROUP = 400, 176, 270
_TITLES = {
    EndKind.INTERNET: "Internet",
    EndKind.ADDRESSES: "Addresses",
    EndKind.PREFIX_LIST: "Prefix lists",
    EndKind.UNKNOWN: "Groups of others",
}


def draw_network(drawing: Drawing, network: Network, top: float) -> None:
    """Draws the VPC from `top` on down, and beside it whom it reaches outside."""
    start = top + 58
    reaches_outside = any(path.target.kind is not EndKind.GROUP for path in network.paths)
    drawing.text(_SUBNETS, top + 28, _vpc(network), "title", width=_OUTSIDE)
    drawing.text(_SUBNETS, start, "Subnets, by Availability Zone", "label")
    bottom = _draw_ways_out(drawing, network, _draw_subnets(drawing, network, start + GAP))
    if network.paths:
        drawing.text(_SOURCES, start, "Who opens connections", "label")
        drawing.text(_INSIDE, start, "to whom in the VPC", "label")
        if reaches_outside:
            drawing.text(_OUTSIDE, start, "to whom outside", "label")
        bottom = max(bottom, _draw_paths(drawing, network, start + GAP))
    else:
        drawing.text(
            _SOURCES,
            start,
            "Security groups, whose rules are not in these templates",
            "label",
            width=_OUTSIDE - _SOURCES,
        )
        bottom = max(bottom, _draw_groups(drawing, network, start + GAP))
    look = "frame" if network.vpc.is_defined else "frame unknown"
    drawing.frame((0, top, _OUTSIDE - 24 if reaches_outside else WIDTH, bottom - top + GAP), look)


def paths_in_words(network: Network) -> Iterator[str]:
    """What the arrows say, for those who do not see them."""
    for path in network.paths:
        if path.state is not PathState.HALF_OPEN:
            yield f"{end(path.source)} reaches {end(path.target)} on {port(path)}."


def _vpc(network: Network) -> str:
    vpc = network.vpc
    return f"VPC {vpc.cidr or ''}".strip() if vpc.is_defined else f"VPC {vpc.id}, not in these templates"


def _draw_subnets(drawing: Drawing, network: Network, top: float) -> float:
    subnets = sorted(network.subnets, key=lambda each: each.zone or "")
    zones = [(zone, list(each)) for zone, each in groupby(subnets, lambda each: each.zone)]
    width = (_SUBNETS_WIDTH + GAP) / max(len(zones), 1) - GAP
    bottoms = [top]
    for number, (zone, inside) in enumerate(zones):
        x, y = _SUBNETS + number * (width + GAP), top + 32
        drawing.text(x + GAP, top + 20, zone or "zone not known", "title", width=width)
        for subnet in inside:
            y = drawing.card(x + 8, y, width - 16, _subnet(subnet)) + GAP
        drawing.frame((x, top, width, y - top), "zone")
        bottoms.append(y)
    return max(bottoms) + GAP


def _subnet(subnet: Subnet) -> Card:
    kind = "subnet" if subnet.kind is SubnetKind.UNKNOWN else f"{subnet.kind} subnet"
    lines = (subnet.cidr or tail(subnet.id), *(["of the Studio"] if subnet.is_of_studio else []))
    looks = ["main" if subnet.is_of_studio else "", "" if subnet.is_defined else "unknown"]
    return Card(kind, lines, " ".join(filter(None, looks)))


def _draw_ways_out(drawing: Drawing, network: Network, top: float) -> float:
    y = top
    ways = [subnet.way_out for subnet in network.subnets if subnet.is_of_studio and subnet.way_out]
    kinds = dict.fromkeys(way.rpartition(" ")[0] or way for way in ways)
    if kinds:
        y = drawing.card(_SUBNETS, y, _SUBNETS_WIDTH, Card("Way out of the Studio's subnets", tuple(kinds))) + GAP
    if network.endpoints:
        by_kind = [
            f"{same[0].kind}: {', '.join(each.service for each in same)}" for same in alike(network.endpoints, "kind")
        ]
        lines = tuple(line for text in by_kind for line in wrapped(text, 46))
        y = drawing.card(_SUBNETS, y, _SUBNETS_WIDTH, Card("VPC endpoints", lines)) + GAP
    return y


def _draw_paths(drawing: Drawing, network: Network, top: float) -> float:
    groups = {group.id: group for group in network.groups}
    y = top
    for source in dict.fromkeys(path.source for path in network.paths):
        begin = y
        for targets, paths in _to(path for path in network.paths if path.source == source):
            is_inside = targets[0].kind is EndKind.GROUP
            card, x = _card(targets, groups), _INSIDE if is_inside else _OUTSIDE
            middle = y + card.height / 2
            drawing.arrow([(_SOURCES + _CARD, middle), (x, middle)], is_open=paths[0].state is not PathState.HALF_OPEN)
            ports = ", ".join(dict.fromkeys(map(port, paths)))
            drawing.text(_SOURCES + _CARD + 8, middle - 6, ports, "label", width=_INSIDE - _SOURCES - _CARD + GAP * 3)
            y = drawing.card(x, y, _CARD if is_inside else WIDTH - x, card) + GAP
        card = _card((source,), groups)
        y = max(drawing.card(_SOURCES, begin, _CARD, card, height=y - GAP - begin) + GAP, y) + GAP
    return y


def _draw_groups(drawing: Drawing, network: Network, top: float) -> float:
    """Groups without the ways between them."""
    y = top
    groups = {group.id: group for group in network.groups}
    for name in groups:
        y = drawing.card(_SOURCES, y, _GROUP, _card((End(EndKind.GROUP, name),), groups)) + GAP
    return y


def _to(paths: Iterable[Path]) -> Iterator[tuple[list[End], list[Path]]]:
    """Where paths lead: to a group each, and to all else of a kind that is reached alike."""
    found: dict[tuple[object, ...], list[Path]] = {}
    for path in paths:
        is_group = path.target.kind is EndKind.GROUP
        found.setdefault((path.target,) if is_group else (path.target.kind, path.ports, path.state), []).append(path)
    for same in sorted(found.values(), key=lambda each: each[0].target.kind is not EndKind.GROUP):
        yield list(dict.fromkeys(path.target for path in same)), same


def _card(ends: Iterable[End], groups: Mapping[str, SecurityGroup]) -> Card:
    first, *others = ends
    if first.kind is EndKind.GROUP:
        group = groups[first.name]
        look = "" if group.is_defined else "unknown"
        return Card(", ".join(group.of) or "a group", (f"group {tail(group.id)}",), look)
    look = "unknown" if first.kind is EndKind.UNKNOWN else ""
    return Card(_TITLES[first.kind], tuple(end.name for end in (first, *others)), look)
