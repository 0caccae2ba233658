"""Would a deploy trip over people who are mapped already.

https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-studio-manage-users.html
"""

import json
import shlex
from collections.abc import Iterator

from emr_studio_constructs.app.config.people import Person
from emr_studio_constructs.ops.mappings.template import BY_ID, BY_NAME

from .finding import Finding, problem
from .mappings_reading import mappings_of
from .reader import Json, Reader
from .stack_reading import outputs_of, stack_of, studio_of, template_resources_of
from .subject import Subject

_TWO_DEPLOYS = "the Studio takes one mapping of a person, and a deploy makes the new one before it deletes the old one"


def mapped_by_hand(read: Reader, subject: Subject) -> Iterator[Finding]:
    """Whether people are mapped already whom a deploy is to map, and cannot."""
    studio_id = studio_of(read, subject)
    if not subject.mapped_by_stack or not subject.people or studio_id is None:
        return
    deployed = _deployed(read, subject)
    mapped = {key: mapping for mapping in mappings_of(read, studio_id) for key in _keys(mapping)}
    policies = json.loads(outputs_of(stack_of(read, subject)).get("SessionPolicies", "{}"))
    for person in subject.people:
        key = (person.identity_type, person.identity_id or person.name)
        if key not in deployed and (mapping := mapped.get(key)):
            by_stack = deployed.intersection(_keys(mapping))
            # Equal ones are adopted by id; by name CloudFormation takes none.
            adopted = person.identity_id and policies.get(person.tier, "") == mapping["SessionPolicyArn"]
            if by_stack:
                yield _in_two_deploys(person, by_stack.pop()[1])
            elif not adopted:
                yield _by_hand(person, studio_id, mapping)


def _in_two_deploys(person: Person, deployed_as: str) -> Finding:
    return problem(
        _words(person),
        f"is mapped by the stack as {deployed_as}",
        cause=_TWO_DEPLOYS,
        fix=f"take {'.'.join(map(str, person.path))} out and deploy, then put it back and deploy again",
    )


def _by_hand(person: Person, studio_id: str, mapping: Json) -> Finding:
    if person.identity_id:
        text, option = f", to {mapping['SessionPolicyArn']}", f"--identity-id {person.identity_id}"
        cause = "a deploy adopts by id only what has the tier's own policy"
    else:
        text, option = "", f"--identity-name {shlex.quote(person.name)}"
        cause = "CloudFormation takes no mapping that it did not make: Studio session mapping already exists"
    return problem(
        _words(person),
        f"is mapped to {studio_id} by hand{text}",
        cause=cause,
        fix="delete the mapping, then deploy:",
        command=f"aws emr delete-studio-session-mapping --studio-id {studio_id} "
        f"--identity-type {person.identity_type} {option}",
    )


def _deployed(read: Reader, subject: Subject) -> set[tuple[str, str]]:
    """Whom the deployed template maps, by name or by id."""
    found = template_resources_of(read, subject).values()
    properties = [resource["Properties"] for resource in found if resource["Type"] in (BY_NAME, BY_ID)]
    return {(each["IdentityType"], each.get("IdentityId") or each["IdentityName"]) for each in properties}


def _keys(mapping: Json) -> list[tuple[str, str]]:
    """Who a mapping is about: by name, by id, or both."""
    names = (mapping.get("IdentityName"), mapping.get("IdentityId"))
    return [(mapping["IdentityType"], name) for name in names if name]


def _words(person: Person) -> str:
    by_id = f", id {person.identity_id}" if person.identity_id else ""
    return f"{person.identity_type.lower()} {person.name}{by_id}"
