"""What deleting a Studio takes along, and what CloudFormation keeps of its stack.

https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-attribute-deletionpolicy.html
"""

from collections import Counter
from collections.abc import Iterator

from .finding import GUIDE, Finding, good, problem, warning
from .mappings_reading import mappings_of
from .reader import Json, Reader
from .subject import Subject

_PROTECTION = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-protect-stacks.html"
_POLICY = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-attribute-deletionpolicy.html"
_KEPT = ("Retain", "RetainExceptOnCreate")


def mappings_lost(read: Reader, subject: Subject) -> Iterator[Finding]:
    """Which mappings go with the Studio."""
    if not subject.identity_center:
        return
    studio_id = str(subject.studio_id)
    counts = Counter(mapping["IdentityType"].lower() for mapping in mappings_of(read, studio_id))
    if not counts:
        yield good(studio_id, "nobody is mapped")
        return
    who = " and ".join(f"{count} {kind}{'s' * (count > 1)}" for kind, count in sorted(counts.items(), reverse=True))
    yield warning(
        studio_id,
        f"{who} lose their mappings with it",
        cause=f"the mappings of a Studio are deleted with it: {GUIDE}/emr-studio-manage-studio.html",
        fix=f"emr-studio mappings export {studio_id} --file mappings.yaml keeps them",
    )


def stack_protection(read: Reader, subject: Subject) -> Iterator[Finding]:
    """Whether the Studio's stack can be deleted."""
    if (name := _stack_of(read, subject)) is None:
        return
    [stack] = read.get("cloudformation", "describe_stacks", StackName=name)["Stacks"]
    if stack.get("EnableTerminationProtection"):
        yield problem(
            name,
            "is protected from deletion",
            cause=f"CloudFormation deletes no stack with termination protection: {_PROTECTION}",
            fix="aws cloudformation update-termination-protection --no-enable-termination-protection "
            f"--stack-name {name}",
        )
    else:
        yield good(name, "is not protected from deletion")


def stack_keeps(read: Reader, subject: Subject) -> Iterator[Finding]:
    """What CloudFormation keeps when the Studio's stack is deleted."""
    if (name := _stack_of(read, subject)) is None:
        yield good(str(subject.studio_id), "is of no stack: deleting it deletes neither its roles nor its bucket")
        return
    template = read.get("cloudformation", "get_template", StackName=name)["TemplateBody"]
    resources = template["Resources"] if isinstance(template, dict) else {}
    kept = {key for key, resource in resources.items() if resource.get("DeletionPolicy") in _KEPT}
    ids = [
        f"{resource['ResourceType'].removeprefix('AWS::')} {resource['PhysicalResourceId']}"
        for resource in _stack_resources(read, name)
        if resource["LogicalResourceId"] in kept
    ]
    if ids:
        yield warning(
            name,
            f"leaves {', '.join(sorted(ids))}",
            cause=f"their DeletionPolicy keeps them, and they cost: {_POLICY}",
            fix="delete them by hand when nobody needs the notebooks any more, the key last",
        )
    else:
        yield good(name, "leaves nothing")


def _stack_of(read: Reader, subject: Subject) -> str | None:
    """The stack that the Studio is a resource of."""
    found = read.find("cloudformation", "describe_stack_resources", PhysicalResourceId=subject.studio_id)
    resources = found["StackResources"] if found else []
    return next((resource["StackName"] for resource in resources), None)


def _stack_resources(read: Reader, name: str) -> list[Json]:
    return read.items("cloudformation", "list_stack_resources", "StackResourceSummaries", StackName=name)
