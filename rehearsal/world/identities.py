"""Who and what of IAM and Identity Center a Studio takes for granted."""

from collections.abc import Iterator, Sequence

from emr_studio_constructs.app.config import StudioConfig
from emr_studio_constructs.app.config.auth import IdentityCenterAuthConfig
from emr_studio_constructs.app.config.compute.emr_on_eks import NewEmrOnEksConfig
from emr_studio_constructs.app.config.people import Person
from emr_studio_constructs.choices import IdentityType

from .compute_roles import EMR, compute_roles_of
from .places import environment_of
from .things import Identity, IdentityKind, People

# The account of AWS's own managed policies.
_AWS = "aws"


def identities_of(studio: StudioConfig) -> Iterator[Identity]:
    """Roles, users, groups, permissions boundaries and providers that the config names and AWS does not bring."""
    account = environment_of(studio).account
    for kind, name_or_arn, services in _named(studio):
        identity = _identity(kind, name_or_arn, account, services)
        if identity.account != _AWS:
            yield identity


def people_of(studios: Sequence[StudioConfig]) -> People | None:
    """All people of Studios with Identity Center, with the largest of their quotas; none without such a Studio."""
    modes = [studio.auth for studio in studios if isinstance(studio.auth, IdentityCenterAuthConfig)]
    if not modes:
        return None
    everybody = [person for studio in studios for person in studio.people]
    return People(
        users=_names(everybody, IdentityType.USER),
        groups=_names(everybody, IdentityType.GROUP),
        ids={f"{each.identity_type}/{each.name}": each.identity_id for each in everybody if each.identity_id},
        instance_arn=next((mode.instance_arn for mode in modes if mode.instance_arn), None),
        user_quota=max(mode.user_quota for mode in modes),
        group_quota=max(mode.group_quota for mode in modes),
    )


def _names(people: Sequence[Person], identity_type: IdentityType) -> tuple[str, ...]:
    return tuple(dict.fromkeys(person.name for person in people if person.identity_type is identity_type))


def _named(studio: StudioConfig) -> Iterator[tuple[IdentityKind, str, frozenset[str]]]:
    """Each thing by name or ARN, with the services that take it on."""
    roles = studio.roles
    if roles.service_role_arn:
        yield IdentityKind.ROLE, roles.service_role_arn, frozenset({EMR})
    if roles.permissions_boundary:
        yield IdentityKind.POLICY, roles.permissions_boundary, frozenset()
    for arn, services in compute_roles_of(studio):
        yield IdentityKind.ROLE, arn, services
    for compute in studio.compute:
        if isinstance(compute, NewEmrOnEksConfig) and compute.oidc_provider_arn:
            yield IdentityKind.OIDC_PROVIDER, compute.oidc_provider_arn, frozenset()
    for access in studio.access:
        for kind in (IdentityKind.ROLE, IdentityKind.USER, IdentityKind.GROUP):
            if name_or_arn := getattr(access, kind):
                yield kind, name_or_arn, frozenset()
        if access.saml_role:
            yield IdentityKind.SAML_PROVIDER, access.saml_role.provider_arn, frozenset()


def _identity(kind: IdentityKind, name_or_arn: str, account: str, services: frozenset[str]) -> Identity:
    path = "/"
    name = name_or_arn
    if name_or_arn.startswith("arn:"):
        account, resource = name_or_arn.split(":", 5)[4:]
        name = resource.partition("/")[2]
        # The name of an OIDC provider is its URL, and has slashes of its own.
        if kind is not IdentityKind.OIDC_PROVIDER:
            inside, _, name = name.rpartition("/")
            path = f"/{inside}/" if inside else "/"
    return Identity(kind=kind, account=account, name=name, path=path, services=services)
