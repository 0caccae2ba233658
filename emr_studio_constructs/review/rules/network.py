"""Do the security groups let pass what a Studio needs and no more; are its subnets private, in several zones.

https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-studio-security-groups.html
"""

from collections.abc import Iterator

from emr_studio_constructs.review.causes import (
    ANOTHER_ZONE,
    NO_PUBLIC_ADDRESS,
    NOTEBOOK_PORT,
    NOTHING_INBOUND,
    ONE_ZONE,
)
from emr_studio_constructs.review.finding import Finding, Severity
from emr_studio_constructs.review.located import located, path_or_id
from emr_studio_constructs.review.network import EndKind, Network, PathState, SecurityGroup, SubnetKind
from emr_studio_constructs.review.network_reading import ENGINE, WORKSPACES, network_of
from emr_studio_constructs.review.path_reading import end_of, rules_of
from emr_studio_constructs.review.studio import ReviewedStudio

_GROUPS = "https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-studio-security-groups.html"
_NOTEBOOK_PORT = 18888


def workspaces_take_nothing_in(studio: ReviewedStudio) -> Iterator[Finding]:
    """Whether nothing comes in to Workspaces."""
    workspace = _group(network_of(studio), WORKSPACES)
    group = located(studio, "AWS::EC2::SecurityGroup", studio.properties["WorkspaceSecurityGroupId"])
    rules = rules_of(group) if group else {}
    if peers := [rule.peer for rule in rules if rule.direction == "ingress"]:
        inbound = sorted(path_or_id(studio, "AWS::EC2::SecurityGroup", peer) for peer in peers)
        public = any(end_of(peer, ()).kind is EndKind.INTERNET for peer in peers)
        yield Finding(
            severity=Severity.HIGH if public else Severity.MEDIUM,
            where=workspace.id,
            what=f"lets traffic in to Workspaces, from {', '.join(inbound)}",
            why=NOTHING_INBOUND,
            fix="take all of its inbound rules out",
        )


def nothing_comes_from_the_internet(studio: ReviewedStudio) -> Iterator[Finding]:
    """Whether nothing is let in from the internet."""
    network = network_of(studio)
    workspace = _group(network, WORKSPACES)
    for path in network.from_internet:
        if path.target.name != workspace.id:
            yield Finding(
                severity=Severity.HIGH,
                where=path.target.name,
                what=f"lets in from {path.source.name}, {path.traffic}",
                why=f"nothing of a Studio is to be reached from the internet: people come by AWS's own URL: {_GROUPS}",
                fix="name the groups or the private addresses that must come in",
            )


def groups_let_out_what_they_must(studio: ReviewedStudio) -> Iterator[Finding]:
    """Whether the Studio's groups let out more than to clusters and Git servers."""
    network = network_of(studio)
    for group in (_group(network, WORKSPACES), _group(network, ENGINE)):
        for path in network.to_internet:
            if path.source.name == group.id and (path.ports == "all" or group.of == (ENGINE,)):
                yield Finding(
                    severity=Severity.MEDIUM,
                    where=group.id,
                    what=f"lets {group.of[0]} out to {path.target.name}, {path.traffic}",
                    why="AWS asks for TCP 18888 to clusters and TCP 443 to Git servers out of the workspace group, and "
                    f"for nothing out of the engine group: {_GROUPS}",
                    fix="write these rules alone; a group without any outbound rule gets EC2's own, which lets all out",
                )


def notebook_port_is_open(studio: ReviewedStudio) -> Iterator[Finding]:
    """Whether Workspaces reach the notebook servers of clusters."""
    network = network_of(studio)
    workspace, engine = _group(network, WORKSPACES), _group(network, ENGINE)
    between = [path for path in network.paths if (path.source.name, path.target.name) == (workspace.id, engine.id)]
    passes = any(path.state is PathState.OPEN and path.is_for_tcp(_NOTEBOOK_PORT) for path in between)
    if passes or not (workspace.is_defined and engine.is_defined):
        return
    yield Finding(
        severity=Severity.MEDIUM,
        where=workspace.id,
        what=f"lets no TCP {_NOTEBOOK_PORT} out to {engine.id}, or that does not let it in",
        why=NOTEBOOK_PORT,
        fix=f"open TCP {_NOTEBOOK_PORT} out of the workspace group and into the engine group, each naming the other",
    )


def several_zones(studio: ReviewedStudio) -> Iterator[Finding]:
    """Whether the subnets are in several zones."""
    subnets = [subnet for subnet in network_of(studio).subnets if subnet.is_of_studio]
    zones = {subnet.zone for subnet in subnets}
    if len(subnets) == 1 or (len(zones) == 1 and None not in zones):
        yield Finding(
            severity=Severity.MEDIUM,
            where=subnets[0].id,
            what="all subnets are in one zone",
            why=ONE_ZONE,
            fix=ANOTHER_ZONE,
        )


def no_public_subnet(studio: ReviewedStudio) -> Iterator[Finding]:
    """Whether Workspaces are in private subnets."""
    for subnet in network_of(studio).subnets:
        if subnet.is_of_studio and subnet.kind is SubnetKind.PUBLIC:
            yield Finding(
                severity=Severity.MEDIUM,
                where=subnet.id,
                what=f"is public: its way out is {subnet.way_out}",
                why=NO_PUBLIC_ADDRESS,
                fix="choose private subnets, with a route to a NAT gateway",
            )


def _group(network: Network, member: str) -> SecurityGroup:
    return next(group for group in network.groups if member in group.of)
