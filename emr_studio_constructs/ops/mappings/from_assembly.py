"""What a cloud assembly declares: the session mappings of its stacks, Studio by Studio."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from emr_studio_constructs.choices import IdentityType
from emr_studio_constructs.ops.access import Access
from emr_studio_constructs.ops.assembly import Stack, stacks_of
from emr_studio_constructs.ops.deployed import DeployedStacks
from emr_studio_constructs.ops.errors import OpsError
from emr_studio_constructs.suggest import did_you_mean

from .from_stack import StackPeople
from .model import Declared
from .target import DEFAULT_QUOTAS, Target
from .template import mapping_resources, maps_to_others, studios_in


def targets_of_assembly(path: Path, access: Access, *, studio: str | None) -> Iterator[Target]:
    """The Studios to which the stacks of an assembly map people, or to which one of its stacks does.

    Args:
        path: The assembly's directory, or one template in it.
        access: The credentials, and the Region of a template that names none.
        studio: The one stack, as `cdk deploy` knows it.

    Raises:
        OpsError: There is no such template or mapping, a stack is not deployed, or a property cannot be read.
    """
    directory = path if path.is_dir() else path.parent
    stacks = stacks_of(directory)
    chosen = [stack for stack in stacks if path in (directory, stack.file) and studio in (None, stack.id)]
    if studio and not chosen:
        raise OpsError(f"{path} has no stack {studio!r}{did_you_mean(studio, (stack.id for stack in stacks))}")
    if not any(mapping_resources(stack.template) for stack in chosen):
        raise OpsError(f"{path} has no session mapping{f' in stack {studio}' if studio else ''}")
    found = list(_people_of(chosen, access))
    unread = [stack.id for stack in stacks if stack not in chosen and maps_to_others(stack.template)]
    made = {studio_id for people in found for studio_id in people.made}
    for studio_id in dict.fromkeys(studio_id for people in found for studio_id in people.mapped):
        if unread:
            reason = f"{', '.join(unread)} may map people to it too: name {directory}, without --studio"
        elif studio_id not in made:
            reason = f"{path} does not make it, so people may be declared elsewhere: name the assembly that makes it"
        else:
            reason = None
        yield _target(studio_id, [people for people in found if studio_id in people.mapped], not_to_prune=reason)


def _people_of(stacks: Sequence[Stack], access: Access) -> Iterator[StackPeople]:
    """Those of the stacks that map people, and of the stacks beside them that make Studios and are deployed."""
    mapping = [stack for stack in stacks if mapping_resources(stack.template)]
    places: dict[tuple[str | None, str | None], DeployedStacks] = {}
    for stack in mapping:
        if stack.place not in places:
            aws = access.connect(f"stack {stack.id}", account=stack.account, region=stack.region)
            places[stack.place] = DeployedStacks(aws)
        yield StackPeople(stack.template, places[stack.place].get(stack.name, stack_id=stack.id))
    for stack in stacks:
        if stack not in mapping and stack.place in places and studios_in(stack.template):
            deployed = places[stack.place].find(stack.name, stack_id=stack.id)
            if deployed:
                yield StackPeople(stack.template, deployed)


def _target(studio_id: str, found: Sequence[StackPeople], *, not_to_prune: str | None) -> Target:
    declared = [wanted for people in found for wanted in people.declared.get(studio_id, ())]
    names = [people.stack.name for people in found]
    return Target(
        aws=found[0].stack.all.aws,
        source=f"stack{'s' if len(names) > 1 else ''} {', '.join(names)}",
        studio_id=studio_id,
        declared=tuple(declared),
        managed=frozenset() if not_to_prune else frozenset(mapping.identity.type for mapping in declared),
        leaving=frozenset(identity for people in found for identity in people.leaving.get(studio_id, ())),
        not_to_prune=not_to_prune,
        tiers={arn: tier for people in found for arn, tier in people.tiers.items()},
        quotas=_quotas(declared),
    )


def _quotas(declared: Sequence[Declared]) -> Mapping[IdentityType, int]:
    """AWS's own, or as many as are declared: templates do not say a higher quota, and the constructs keep to it."""
    counts = Counter(mapping.identity.type for mapping in declared)
    return {kind: max(quota, counts[kind]) for kind, quota in DEFAULT_QUOTAS.items()}
