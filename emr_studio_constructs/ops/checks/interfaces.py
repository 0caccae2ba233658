"""What holds on to the security groups of a Studio, so that deleting them fails."""

from collections.abc import Callable, Iterator

from emr_studio_constructs.ops.reader import Json, Reader

from .finding import Finding, good, problem, warning
from .stack_reading import physical_ids_of
from .subject import Subject

_DELETE = "https://docs.aws.amazon.com/vpc/latest/userguide/deleting-security-groups.html"
_GROUP = "AWS::EC2::SecurityGroup"
_FEW = 3


def network_interfaces(read: Reader, subject: Subject) -> Iterator[Finding]:
    """Whether network interfaces are in the groups: of Workspaces that run, or of clusters."""
    groups = subject.security_group_ids
    found = read.ec2("describe_network_interfaces", "NetworkInterfaces", group_id=groups)
    of_instances = [each for each in found if each.get("Attachment", {}).get("InstanceId")]
    others = [each for each in found if each not in of_instances]
    for interfaces, whose, fix in (
        (others, "", "stop the Workspaces that run, in the Studio's Workspaces list, and wait until these are gone"),
        (of_instances, " of instances", "detach Workspaces from the clusters of these instances, or terminate them"),
    ):
        if interfaces:
            held = {group["GroupId"] for each in interfaces for group in each["Groups"]}.intersection(groups)
            yield _say(read, subject, held)(
                " and ".join(sorted(held)),
                f"{len(interfaces)} network interface{'s' * (len(interfaces) > 1)}{whose}: {_listed(interfaces)}",
                cause=f"a group that a network interface is in cannot be deleted: {_DELETE}",
                fix=fix,
            )
    if not found:
        yield good(" and ".join(groups), "no network interface is in the groups")


def group_references(read: Reader, subject: Subject) -> Iterator[Finding]:
    """Whether rules of other groups name the Studio's groups."""
    groups = subject.security_group_ids
    referring = [
        group
        for group in read.ec2("describe_security_groups", "SecurityGroups", vpc_id=[str(subject.vpc_id)])
        if group["GroupId"] not in groups and _named_in(group).intersection(groups)
    ]
    for group in referring:
        named = _named_in(group).intersection(groups)
        yield _say(read, subject, named)(
            group["GroupId"],
            f"{group['GroupName']}: its rules name {' and '.join(sorted(named))}",
            cause=f"a group that another's rules name cannot be deleted: {_DELETE}",
            fix=f"remove these rules from {group['GroupId']}",
        )
    if not referring:
        yield good(" and ".join(groups), "no other group's rules name the groups")


def _say(read: Reader, subject: Subject, held: set[str]) -> Callable[..., Finding]:
    """A problem where the stack is to delete one of the groups; a Studio alone deletes none."""
    return problem if held.intersection(physical_ids_of(read, subject, _GROUP)) else warning


def _listed(interfaces: list[Json]) -> str:
    """The first few, by what they are for, or by id."""
    names = [each.get("Description") or each["NetworkInterfaceId"] for each in interfaces]
    return ", ".join(names[:_FEW]) + ", ..." * (len(names) > _FEW)


def _named_in(group: Json) -> set[str]:
    rules = [*group["IpPermissions"], *group["IpPermissionsEgress"]]
    return {pair["GroupId"] for rule in rules for pair in rule.get("UserIdGroupPairs", [])}
