"""Who tries to get into the Studio of a config: the first of each tier and way in, and a stranger."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from emr_studio_constructs.app.config import StudioConfig
from emr_studio_constructs.app.config.access import AccessConfig
from emr_studio_constructs.app.config.compute.emr_on_ec2 import clusters_of
from emr_studio_constructs.app.config.people import Person
from emr_studio_constructs.choices import IdentityType
from rehearsal.assembly import Deployable
from rehearsal.aws import LocalAws
from rehearsal.inventory import Clients

from .visit import ClusterRoles

Json = dict[str, Any]
_STRANGER = "a-stranger"


@dataclass(frozen=True, kw_only=True)
class Visitor:
    """Someone who tries, as `sign_in` takes them."""

    person: str
    label: str
    """How a table calls them: their name, and below it their tier."""
    source_identity: str | None = None
    stranger: bool = False
    """Whether the config lets them in nowhere."""
    certain: bool = True
    """Whether the config alone decides if the Studio opens for them: a tag or a source identity may keep them out."""


def visitors_of(aws: LocalAws, clients: Clients, stack: Deployable, config: StudioConfig) -> list[Visitor]:
    """The first of each tier and way in, and a stranger; makes those whom the config does not name."""
    if config.auth.mode == "IDENTITY_CENTER":
        return list(_of_identity_center(aws, config))
    return list(_of_iam(clients, stack, config))


def cluster_roles_of(config: StudioConfig) -> ClusterRoles | None:
    """The roles that the first clusters of the config name, and their tags."""
    for clusters in clusters_of(config.compute):
        named = {
            "service": clusters.cluster_service_role_arns,
            "instance": clusters.instance_role_arns,
            "runtime": clusters.runtime_role_arns,
        }
        return ClusterRoles(tags=clusters.cluster_tags, **{name: arns[0] for name, arns in named.items() if arns})
    return None


def _of_identity_center(aws: LocalAws, config: StudioConfig) -> Iterator[Visitor]:
    for user in _one_a_tier(config.people, IdentityType.USER):
        yield Visitor(person=user.name, label=f"{user.name}\n{user.tier}")
    for group in _one_a_tier(config.people, IdentityType.GROUP):
        member = f"someone-in-{group.name}"
        aws.add_people({member: [group.name]})
        yield Visitor(person=member, label=f"someone in {group.name}\n{group.tier}")
    aws.add_people({_STRANGER: []})
    yield Visitor(person=_STRANGER, label="a stranger", stranger=True)


def _of_iam(clients: Clients, stack: Deployable, config: StudioConfig) -> Iterator[Visitor]:
    seen = []
    for access in config.access:
        way_in = (access.grantee.partition(" ")[0], access.tier, access.by)
        if way_in not in seen:
            seen.append(way_in)
            yield _visitor(clients, stack, access)
    _make_user(clients("iam"), _STRANGER)
    yield Visitor(person=f"user {_STRANGER}", label="a stranger", stranger=True)


def _visitor(clients: Clients, stack: Deployable, access: AccessConfig) -> Visitor:
    return Visitor(
        person=_principal(clients, stack, access),
        label=f"{access.grantee.replace('_', ' ')}\n{access.tier or 'no tier'}",
        source_identity=access.by.source_identity[0] if access.by and access.by.source_identity else None,
        certain=access.by is None,
    )


def _principal(clients: Clients, stack: Deployable, access: AccessConfig) -> str:
    """A role or user that an access is for: of a group, a new member."""
    match access:
        case AccessConfig(group=str() as group):
            name = group.rpartition("/")[2]
            member = f"someone-in-{name}"
            _make_user(clients("iam"), member)
            clients("iam").add_user_to_group(GroupName=name, UserName=member)
            return f"user {member}"
        case AccessConfig(user=str() as user):
            return f"user {user.rpartition('/')[2]}"
        case AccessConfig(role=str() as role):
            return f"role {role.rpartition('/')[2]}"
        case _:
            return f"role {_role_in(clients, stack, access.saml_role.name if access.saml_role else '')}"


def _make_user(iam: Any, name: str) -> None:
    """Makes a user, unless another Studio's visitors had them made."""
    with suppress(iam.exceptions.EntityAlreadyExistsException):
        iam.create_user(UserName=name)


def _role_in(clients: Clients, stack: Deployable, construct_id: str) -> str:
    """The name that CloudFormation gave to a role of a stack."""
    cloudformation, path = clients("cloudformation"), f"{stack.id}/{construct_id}/Resource"
    resources = cloudformation.get_template(StackName=stack.name)["TemplateBody"]["Resources"]
    paths = {resource.get("Metadata", {}).get("aws:cdk:path"): name for name, resource in resources.items()}
    found = cloudformation.describe_stack_resource(StackName=stack.name, LogicalResourceId=paths[path])
    return str(found["StackResourceDetail"]["PhysicalResourceId"])


def _one_a_tier(people: Iterable[Person], identity_type: IdentityType) -> list[Person]:
    """The first user, or the first group, of each tier."""
    first: dict[str, Person] = {}
    for person in people:
        if person.identity_type is identity_type:
            first.setdefault(person.tier, person)
    return list(first.values())
