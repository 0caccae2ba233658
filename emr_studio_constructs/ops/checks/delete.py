"""What deleting a Studio takes along, and what CloudFormation keeps of its stack.

https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-attribute-deletionpolicy.html
"""

from collections import Counter
from collections.abc import Iterator

from emr_studio_constructs.ops.mappings.actual import mappings_of
from emr_studio_constructs.ops.reader import Reader

from .finding import GUIDE, Finding, good, problem, warning
from .stack import UNPROTECT
from .stack_reading import resources_of, stack_of, template_resources_of
from .subject import Subject

_PROTECTION = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-protect-stacks.html"
_POLICY = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-attribute-deletionpolicy.html"
_KEPT = ("Retain", "RetainExceptOnCreate")


def mappings_lost(read: Reader, subject: Subject) -> Iterator[Finding]:
    """Which mappings go with the Studio."""
    if not subject.identity_center:
        return
    studio_id = str(subject.studio_id)
    counts = Counter(mapping.identity.type.lower() for mapping in mappings_of(read, studio_id))
    if not counts:
        yield good(studio_id, "nobody is mapped")
        return
    who = " and ".join(f"{count} {kind}{'s' * (count > 1)}" for kind, count in sorted(counts.items(), reverse=True))
    yield warning(
        studio_id,
        f"{who} lose their mappings with it",
        cause=f"the mappings of a Studio are deleted with it: {GUIDE}/emr-studio-manage-studio.html",
        fix="keep them in a file:",
        command=f"emr-studio mappings export {studio_id} --file mappings.yaml",
    )


def stack_protection(read: Reader, subject: Subject) -> Iterator[Finding]:
    """Whether the Studio's stack can be deleted."""
    if (stack := stack_of(read, subject)) is None:
        return
    name = stack["StackName"]
    if stack.get("EnableTerminationProtection"):
        yield problem(
            name,
            "is protected from deletion",
            cause=f"CloudFormation deletes no stack with termination protection: {_PROTECTION}",
            command=UNPROTECT.format(name=name),
        )
    else:
        yield good(name, "is not protected from deletion")


def stack_keeps(read: Reader, subject: Subject) -> Iterator[Finding]:
    """What CloudFormation keeps when the Studio's stack is deleted."""
    if (stack := stack_of(read, subject)) is None:
        yield good(str(subject.studio_id), "is of no stack: deleting it deletes neither its roles nor its bucket")
        return
    name = stack["StackName"]
    template = template_resources_of(read, subject)
    kept = {key for key, resource in template.items() if resource.get("DeletionPolicy") in _KEPT}
    ids = [
        f"{resource['ResourceType'].removeprefix('AWS::')} {resource['PhysicalResourceId']}"
        for resource in resources_of(read, subject)
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
