"""What holds on to the security groups of a Studio, so that deleting them fails."""

from collections.abc import Iterator

from .finding import Finding, good, problem
from .reader import Json, Reader
from .subject import Subject

_DELETE = "https://docs.aws.amazon.com/vpc/latest/userguide/deleting-security-groups.html"


def network_interfaces(read: Reader, subject: Subject) -> Iterator[Finding]:
    """Whether network interfaces are in the groups: of Workspaces that run, or of clusters."""
    groups = subject.security_group_ids
    found = read.ec2("describe_network_interfaces", "NetworkInterfaces", group_id=groups)
    for interface in found:
        instance = interface.get("Attachment", {}).get("InstanceId")
        held = sorted({group["GroupId"] for group in interface["Groups"]}.intersection(groups))
        yield problem(
            interface["NetworkInterfaceId"],
            f"is {interface['Status']} in {' and '.join(held)}: {_whose(interface)}",
            cause=f"a group that a network interface is in cannot be deleted: {_DELETE}",
            fix=f"detach Workspaces from the cluster, or terminate it; {instance} is one of its nodes"
            if instance
            else "stop the Workspaces that run, in the Studio's Workspaces list, and wait until the interface is gone",
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
        yield problem(
            group["GroupId"],
            f"{group['GroupName']}: its rules name {' and '.join(sorted(_named_in(group).intersection(groups)))}",
            cause=f"a group that another's rules name cannot be deleted: {_DELETE}",
            fix=f"remove these rules from {group['GroupId']}",
        )
    if not referring:
        yield good(" and ".join(groups), "no other group's rules name the groups")


def _whose(interface: Json) -> str:
    return interface.get("Description") or "no description"


def _named_in(group: Json) -> set[str]:
    rules = [*group["IpPermissions"], *group["IpPermissionsEgress"]]
    return {pair["GroupId"] for rule in rules for pair in rule.get("UserIdGroupPairs", [])}
