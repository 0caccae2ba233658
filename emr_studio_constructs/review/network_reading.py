"""Reads the network of a Studio from its templates.

https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-studio-security-groups.html
"""

import json
from collections.abc import Iterator, Mapping

from .located import Located, all_of, located
from .network import EndKind, Endpoint, Network, Path, SecurityGroup, Vpc
from .path_reading import Member, paths_between, peers_of
from .studio import ReviewedStudio
from .subnet_reading import subnets_of

WORKSPACES, ENGINE = "Workspaces", "attached clusters"
_STUDIO_GROUPS = {"WorkspaceSecurityGroupId": WORKSPACES, "EngineSecurityGroupId": ENGINE}
# Whatever else is in groups, and what it is called.
_MEMBERS: Mapping[str, str] = {
    "AWS::EC2::VPCEndpoint": "VPC endpoint",
    "AWS::EMRServerless::Application": "EMR Serverless",
    "AWS::EMR::Cluster": "EMR cluster",
    "AWS::EKS::Cluster": "EKS cluster",
    "AWS::Lambda::Function": "Lambda function",
}
_HTTPS = 443


def network_of(studio: ReviewedStudio) -> Network:
    """The network of a Studio, as far as the templates say."""
    vpc = _vpc(studio)
    groups = tuple(_groups(studio))
    members = tuple(Member(group.id, located(studio, "AWS::EC2::SecurityGroup", name)) for name, group in groups)
    paths = paths_between(members, vpc.cidr)
    workspace = groups[0][1]
    return Network(
        vpc=vpc,
        subnets=subnets_of(studio),
        groups=tuple(group for _, group in groups),
        paths=paths,
        endpoints=tuple(_endpoints(studio)),
        git=tuple(dict.fromkeys((*_git_addresses(paths, workspace.id), *_private_git(studio)))),
    )


def _vpc(studio: ReviewedStudio) -> Vpc:
    vpc_id = str(studio.properties["VpcId"])
    found = located(studio, "AWS::EC2::VPC", vpc_id)
    if found is None:
        return Vpc(id=vpc_id, is_defined=False)
    return Vpc(id=found.path, is_defined=True, cidr=found.properties.get("CidrBlock"))


def _groups(studio: ReviewedStudio) -> Iterator[tuple[str, SecurityGroup]]:
    """The groups by id: the Studio's own, those of what else is in its VPC, and those that these name in rules."""
    ids = [str(studio.properties[each]) for each in _STUDIO_GROUPS]
    defined = [
        each
        for each in all_of(studio, "AWS::EC2::SecurityGroup")
        if each.properties.get("VpcId") == studio.properties["VpcId"]
    ]
    ids += [group_id for each in _members(studio) for group_id in _groups_in(each.properties)]
    known = [found for each in ids if (found := located(studio, "AWS::EC2::SecurityGroup", each))]
    named = set().union(*(peers_of(group) for group in known))
    ids += [each.ref for each in defined if each not in known and each.ref in named]
    for group_id in dict.fromkeys(ids):
        found = located(studio, "AWS::EC2::SecurityGroup", group_id)
        name = found.path if found else group_id
        yield group_id, SecurityGroup(id=name, is_defined=found is not None, of=_used_by(studio, group_id))


def _used_by(studio: ReviewedStudio, group_id: str) -> tuple[str, ...]:
    """Who is in a group."""
    own = [name for key, name in _STUDIO_GROUPS.items() if studio.properties[key] == group_id]
    others = [_MEMBERS[each.type] for each in _members(studio) if group_id in _groups_in(each.properties)]
    return tuple(dict.fromkeys((*own, *others)))


def _members(studio: ReviewedStudio) -> Iterator[Located]:
    """What else is in groups of the VPC; of what names no VPC, such as an application, all."""
    for each in all_of(studio, *_MEMBERS):
        if each.properties.get("VpcId", studio.properties["VpcId"]) == studio.properties["VpcId"]:
            yield each


def _groups_in(value: object, name: str = "") -> Iterator[str]:
    """The groups that properties name: `SecurityGroupIds`, and whatever else is called so."""
    match value:
        case dict():
            for key, each in value.items():
                yield from _groups_in(each, key)
        case list():
            for each in value:
                yield from _groups_in(each, name)
        case str() if "SecurityGroup" in name:
            yield value


def _endpoints(studio: ReviewedStudio) -> Iterator[Endpoint]:
    for endpoint in all_of(studio, "AWS::EC2::VPCEndpoint"):
        properties = endpoint.properties
        if properties["VpcId"] != studio.properties["VpcId"]:
            continue
        region = endpoint.found.environment.region
        limited = (
            "limited by a policy of its own" if "PolicyDocument" in properties else "no policy of its own limits it"
        )
        yield Endpoint(
            id=endpoint.path,
            service=str(properties.get("ServiceName", "")).rpartition(f".{region}.")[2],
            kind=properties.get("VpcEndpointType", "Gateway"),
            policy=limited,
        )


def _git_addresses(paths: tuple[Path, ...], workspace: str) -> Iterator[str]:
    """Where Workspaces may go by HTTPS, beside other groups."""
    for path in paths:
        if path.source.name == workspace and path.target.kind is not EndKind.GROUP and path.is_for_tcp(_HTTPS):
            yield f"{path.target.name}, {path.traffic}"


def _private_git(studio: ReviewedStudio) -> Iterator[str]:
    """The names of private servers, which EMR reads of a file in the bucket that a function of ours writes."""
    for each in all_of(studio, "Custom::EmrStudioPrivateGit"):
        for configuration in json.loads(each.properties["Body"]):
            yield from (server["GitServerDnsName"] for server in configuration["Value"])
