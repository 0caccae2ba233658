"""May the service role make the network interface of a Workspace, in the subnets and with the groups.

https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-studio-service-role.html
"""

from collections.abc import Iterator
from dataclasses import replace

from emr_studio_constructs.ops.reader import Json, Reader
from emr_studio_constructs.policies.row import EMR_TAG

from .finding import GUIDE, Finding, problem
from .iam_reading import role_of
from .network_reading import group_of, is_tagged
from .simulator import Decision, Verdict, say, simulate
from .subject import Subject
from .subnets_reading import subnets_of

_PAGE = f"{GUIDE}/emr-studio-service-role.html"
_MAKE = "ec2:CreateNetworkInterface"
_REQUESTED, _THERE = f"aws:RequestTag/{EMR_TAG}", f"aws:ResourceTag/{EMR_TAG}"
# The condition keys of each action on the new interface; without a value the simulator would leave it open.
_ON_NEW = {
    _MAKE: {_REQUESTED: "true", _THERE: "absent"},
    "ec2:CreateTags": {_REQUESTED: "true", _THERE: "absent", "ec2:CreateAction": "CreateNetworkInterface"},
    "ec2:CreateNetworkInterfacePermission": {_THERE: "true"},
}


def service_role_network(read: Reader, subject: Subject) -> Iterator[Finding]:
    """Whether the service role makes network interfaces, and subnets and groups have EMR's tag where it takes it."""
    role = subject.service_role_arn
    if role is None or role_of(read, role) is None or not (things := _things(read, subject)):
        return
    new = _arn(read, "network-interface/NEW", read.aws.account)
    decisions = [each for action, keys in _ON_NEW.items() for each in simulate(read, role, [action], new, keys)]
    for name, thing in things.items():
        arn = _arn(read, name, thing["OwnerId"])
        tagged = is_tagged(thing, EMR_TAG, "true")
        now = _may_make_in(read, role, arn, tagged=tagged)
        if now.verdict is Verdict.REFUSED and not tagged:
            then = _may_make_in(read, role, arn, tagged=True)
            if then.verdict is Verdict.ALLOWED:
                yield _lacks_tag(name.partition("/")[2])
                continue
        decisions.append(replace(now, action=f"{_MAKE} in {name}"))
    yield say(role, "make network interfaces", decisions, cause=f"each Workspace that starts takes one: {_PAGE}")


def _may_make_in(read: Reader, role: str, arn: str, *, tagged: bool) -> Decision:
    [decision] = simulate(read, role, [_MAKE], arn, {_THERE: "true" if tagged else "absent"})
    return decision


def _things(read: Reader, subject: Subject) -> dict[str, Json]:
    """Subnets and groups as ARNs name them: `subnet/subnet-1`."""
    groups = (group_of(read, name) for name in subject.security_group_ids)
    return {
        **{f"subnet/{subnet['SubnetId']}": subnet for subnet in subnets_of(read, subject)},
        **{f"security-group/{group['GroupId']}": group for group in groups if group},
    }


def _arn(read: Reader, name: str, owner: str) -> str:
    return f"arn:{read.partition}:ec2:{read.aws.region}:{owner}:{name}"


def _lacks_tag(name: str) -> Finding:
    return problem(
        name,
        f"lacks the tag {EMR_TAG}",
        cause=f"the service role makes network interfaces only where this tag is true: {_PAGE}",
        command=f"aws ec2 create-tags --resources {name} --tags Key={EMR_TAG},Value=true",
    )
