"""Would a deploy trip over people who are mapped already.

https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-studio-manage-users.html
"""

import json
from collections.abc import Iterator

from emr_studio_constructs.app.config.people import Person
from emr_studio_constructs.choices import IdentityType
from emr_studio_constructs.ops.mappings.actual import mappings_of
from emr_studio_constructs.ops.mappings.delete_command import delete_command
from emr_studio_constructs.ops.mappings.model import Identity, Mapping
from emr_studio_constructs.ops.mappings.template import mapping_resources
from emr_studio_constructs.ops.reader import Reader

from .finding import Finding, problem
from .stack_reading import outputs_of, stack_of, studio_of, template_resources_of
from .subject import Subject

_TWO_DEPLOYS = "the Studio takes one mapping of a person, and a deploy makes the new one before it deletes the old one"


def mapped_by_hand(read: Reader, subject: Subject) -> Iterator[Finding]:
    """Whether people are mapped already whom a deploy is to map, and cannot."""
    studio_id = studio_of(read, subject)
    if not subject.mapped_by_stack or not subject.people or studio_id is None:
        return
    there = mapping_resources({"Resources": template_resources_of(read, subject)})
    deployed = {key for resource in there for key in _keys(resource.identity)}
    mapped = {key: mapping for mapping in mappings_of(read, studio_id) for key in _keys(mapping.identity)}
    policies = json.loads(outputs_of(stack_of(read, subject)).get("SessionPolicies", "{}"))
    for person in subject.people:
        [key] = _keys(Identity.of(person))
        if key not in deployed and (mapping := mapped.get(key)):
            by_stack = deployed.intersection(_keys(mapping.identity))
            # Equal ones are adopted by id; by name CloudFormation takes none.
            adopted = person.identity_id and policies.get(person.tier, "") == mapping.session_policy_arn
            if by_stack:
                yield _in_two_deploys(person, by_stack.pop()[1])
            elif not adopted:
                yield _by_hand(person, studio_id, mapping)


def _in_two_deploys(person: Person, deployed_as: str) -> Finding:
    return problem(
        str(person),
        f"is mapped by the stack as {deployed_as}",
        cause=_TWO_DEPLOYS,
        fix=f"take {'.'.join(map(str, person.path))} out and deploy, then put it back and deploy again",
    )


def _by_hand(person: Person, studio_id: str, mapping: Mapping) -> Finding:
    if person.identity_id:
        text = f", to {mapping.session_policy_arn}"
        cause = "a deploy adopts by id only what has the tier's own policy"
    else:
        text = ""
        cause = "CloudFormation takes no mapping that it did not make: Studio session mapping already exists"
    return problem(
        str(person),
        f"is mapped to {studio_id} by hand{text}",
        cause=cause,
        fix="delete the mapping, then deploy:",
        command=delete_command(studio_id, Identity.of(person)),
    )


def _keys(identity: Identity) -> list[tuple[IdentityType, str]]:
    """How an identity is known: by name, by id, or by both."""
    return [(identity.type, known) for known in (identity.name, identity.id) if known]
