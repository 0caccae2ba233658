"""Can the stack of a config be deployed.

https://docs.aws.amazon.com/cdk/v2/guide/bootstrapping.html
https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/view-stack-events.html
"""

from collections.abc import Iterator

from emr_studio_constructs.cfn.resource_types import STUDIO
from emr_studio_constructs.ops.reader import Reader

from .finding import Finding, good, problem
from .stack_reading import resources_of, stack_of
from .subject import Subject

_BOOTSTRAP = "/cdk-bootstrap/hnb659fds/version"
_LEAST_BOOTSTRAP = 6
_STATES = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/view-stack-events.html"
_DELETE = "aws cloudformation delete-stack --stack-name {name}"
_THEN_DEPLOY = "delete it, then deploy:"
_FIXES = {
    "ROLLBACK_COMPLETE": (_DELETE, _THEN_DEPLOY),
    "ROLLBACK_FAILED": (_DELETE, _THEN_DEPLOY),
    "CREATE_FAILED": (_DELETE, _THEN_DEPLOY),
    "DELETE_FAILED": (_DELETE, "look at its events, then delete it again:"),
    "UPDATE_ROLLBACK_FAILED": (
        "aws cloudformation continue-update-rollback --stack-name {name}",
        "look at its events, then go on with the rollback:",
    ),
}
UNPROTECT = "aws cloudformation update-termination-protection --no-enable-termination-protection --stack-name {name}"
"""Lets a stack be deleted."""


def bootstrap(read: Reader, subject: Subject) -> Iterator[Finding]:  # noqa: ARG001  # a check like others
    """Whether the CDK can deploy to the account and Region."""
    found = read.find("ssm", "get_parameter", Name=_BOOTSTRAP)
    version = int(found["Parameter"]["Value"]) if found else 0
    place = f"aws://{read.aws.account}/{read.aws.region}"
    if version >= _LEAST_BOOTSTRAP:
        yield good(place, f"is bootstrapped, version {version}")
    else:
        yield problem(
            place,
            f"is bootstrapped by version {version}, {_LEAST_BOOTSTRAP} is needed" if found else "is not bootstrapped",
            cause="the CDK deploys by roles and a bucket of its own: https://docs.aws.amazon.com/cdk/v2/guide/bootstrapping.html",
            command=f"cdk bootstrap {place}",
        )


def stack_state(read: Reader, subject: Subject) -> Iterator[Finding]:
    """Whether the stack can be updated."""
    if (stack := stack_of(read, subject)) is None:
        return
    name, status = stack["StackName"], stack["StackStatus"]
    if status in _FIXES:
        command, then = _FIXES[status]
        protected = stack.get("EnableTerminationProtection") and "delete-stack" in command
        yield problem(
            name,
            f"is {status}",
            cause=f"CloudFormation updates no stack in this state: {_STATES}",
            fix=then,
            command=" && ".join([*([UNPROTECT] if protected else []), command]).format(name=name),
        )
    elif status.endswith("_IN_PROGRESS") and status != "REVIEW_IN_PROGRESS":
        yield problem(name, f"is {status}", cause="a stack takes one change at a time", fix="wait until it is done")
    else:
        yield good(name, f"is {status}")


def stack_owner(read: Reader, subject: Subject) -> Iterator[Finding]:
    """Whether the stack of this name is a Studio's."""
    resources = resources_of(read, subject)
    if resources and not any(resource["ResourceType"] == STUDIO for resource in resources):
        yield problem(
            str(subject.stack_name),
            "is a stack without a Studio",
            cause="a deploy would delete what is in it, and put a Studio in its place",
            fix="give stack_name another name",
        )
