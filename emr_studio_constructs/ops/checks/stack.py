"""Can the stack of a config be deployed.

https://docs.aws.amazon.com/cdk/v2/guide/bootstrapping.html
https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/view-stack-events.html
"""

from collections.abc import Iterator

from .finding import Finding, good, problem
from .mappings_reading import mappings_of
from .reader import Json, Reader
from .subject import Subject

_BOOTSTRAP = "/cdk-bootstrap/hnb659fds/version"
_LEAST_BOOTSTRAP = 6
_STUDIO = "AWS::EMR::Studio"
_MAPPING = "AWS::EMR::StudioSessionMapping"
_STATES = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/view-stack-events.html"
_FIXES = {
    "ROLLBACK_COMPLETE": "aws cloudformation delete-stack --stack-name {name}, then deploy",
    "ROLLBACK_FAILED": "aws cloudformation delete-stack --stack-name {name}, then deploy",
    "CREATE_FAILED": "aws cloudformation delete-stack --stack-name {name}, then deploy",
    "DELETE_FAILED": "aws cloudformation delete-stack --stack-name {name}, after a look at its events",
    "UPDATE_ROLLBACK_FAILED": "aws cloudformation continue-update-rollback --stack-name {name}",
}
_UNPROTECT = "aws cloudformation update-termination-protection --no-enable-termination-protection --stack-name {name}"


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
            fix=f"cdk bootstrap {place}",
        )


def stack_state(read: Reader, subject: Subject) -> Iterator[Finding]:
    """Whether the stack can be updated."""
    if (stack := _stack(read, subject)) is None:
        return
    name, status = stack["StackName"], stack["StackStatus"]
    if fix := _FIXES.get(status):
        steps = [_UNPROTECT] if stack.get("EnableTerminationProtection") and "delete-stack" in fix else []
        yield problem(
            name,
            f"is {status}",
            cause=f"CloudFormation updates no stack in this state: {_STATES}",
            fix=", then ".join([*steps, fix]).format(name=name),
        )
    elif status.endswith("_IN_PROGRESS") and status != "REVIEW_IN_PROGRESS":
        yield problem(name, f"is {status}", cause="a stack takes one change at a time", fix="wait until it is done")
    else:
        yield good(name, f"is {status}")


def stack_owner(read: Reader, subject: Subject) -> Iterator[Finding]:
    """Whether the stack of this name is a Studio's."""
    resources = _resources(read, subject)
    if resources and not any(resource["Type"] == _STUDIO for resource in resources.values()):
        name = str(subject.stack_name)
        yield problem(
            name,
            "is a stack without a Studio",
            cause="a deploy would delete what is in it, and put a Studio in its place",
            fix="give stack_name another name",
        )


def mapped_by_hand(read: Reader, subject: Subject) -> Iterator[Finding]:
    """Whether people are mapped already whom a deploy is to map, by name."""
    studio_id = deployed_studio(read, subject)
    if not subject.mapped_by_stack or studio_id is None:
        return
    deployed = {
        (resource["Properties"]["IdentityType"], resource["Properties"]["IdentityName"])
        for resource in _resources(read, subject).values()
        if resource["Type"] == _MAPPING
    }
    mapped = {(mapping["IdentityType"], mapping.get("IdentityName")) for mapping in mappings_of(read, studio_id)}
    for person in subject.people:
        identity = (person.identity_type, person.name)
        if person.identity_id is None and identity in mapped - deployed:
            yield problem(
                f"{person.identity_type.lower()} {person.name}",
                f"is mapped to {studio_id} by hand",
                cause="CloudFormation takes no mapping that it did not make: Studio session mapping already exists",
                fix=f"aws emr delete-studio-session-mapping --studio-id {studio_id} --identity-type "
                f"{person.identity_type} --identity-name {person.name}, then deploy",
            )


def deployed_studio(read: Reader, subject: Subject) -> str | None:
    """The Studio that is there: the one asked about, or that of the stack."""
    if subject.studio_id:
        return subject.studio_id
    outputs = (_stack(read, subject) or {}).get("Outputs", [])
    return next((output["OutputValue"] for output in outputs if output["OutputKey"] == "StudioId"), None)


def _stack(read: Reader, subject: Subject) -> Json | None:
    if subject.stack_name is None:
        return None
    found = read.find("cloudformation", "describe_stacks", StackName=subject.stack_name)
    return found["Stacks"][0] if found else None


def _resources(read: Reader, subject: Subject) -> dict[str, Json]:
    """The resources of the deployed template; the CDK writes it as JSON, which boto3 reads."""
    if subject.stack_name is None:
        return {}
    found = read.find("cloudformation", "get_template", StackName=subject.stack_name)
    template = found["TemplateBody"] if found else {}
    return dict(template.get("Resources", {})) if isinstance(template, dict) else {}
