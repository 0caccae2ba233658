"""Lets the people of a config use its Studio, in the way of its sign-in mode."""

from aws_cdk import Duration
from aws_cdk import aws_iam as iam
from constructs import Construct

from emr_studio_constructs import CustomTier, EmrStudio, SamlFederationRole, SourceIdentity, StudioTag, Tier
from emr_studio_constructs.app.blame import blame
from emr_studio_constructs.app.config import StudioConfig
from emr_studio_constructs.app.config.access import AccessConfig, ByConfig, SamlRoleConfig, StudioTagConfig
from emr_studio_constructs.app.config.auth import IdentityCenterAuthConfig, MappedBy
from emr_studio_constructs.app.config.people import Person
from emr_studio_constructs.app.config.roles import RolesConfig
from emr_studio_constructs.choices import IdentityType

from .imports import group_of, role_of, user_of
from .tiers import Tiers


def let_people_in(scope: Construct, studio: EmrStudio, config: StudioConfig, tiers: Tiers) -> None:
    """Maps users and groups of Identity Center, grants access to roles, users and groups of IAM.

    Where the command line maps users and groups, it finds the policies of all tiers.
    """
    match config.auth:
        case IdentityCenterAuthConfig(mapped_by=MappedBy.CLI):
            for name, tier in tiers.items():
                with blame("custom_tiers", name) if name in config.custom_tiers else blame("auth", "mapped_by"):
                    studio.add_tier(tier)
        case _:
            for person in config.people:
                with blame(*person.path):
                    _map(studio, person, tiers[person.tier])
    for position, access in enumerate(config.access):
        with blame("access", position):
            grantee = _grantee(scope, access, config.roles)
            by = _by(access.by)
            if access.tier is None:
                studio.grant_sign_in(grantee, by=by, console=access.console)
            else:
                studio.grant_access(grantee, tier=tiers[access.tier], by=by, console=access.console)


def _map(studio: EmrStudio, person: Person, tier: Tier | CustomTier) -> None:
    add = studio.add_user if person.identity_type is IdentityType.USER else studio.add_group
    if person.identity_id is None:
        add(person.name, tier=tier)
    else:
        add(identity_id=person.identity_id, tier=tier)


def _grantee(scope: Construct, config: AccessConfig, roles: RolesConfig) -> iam.IGrantable:
    match config:
        case AccessConfig(role=str() as role):
            return role_of(scope, role)
        case AccessConfig(user=str() as user):
            return user_of(scope, user)
        case AccessConfig(group=str() as group):
            return group_of(scope, group)
        case AccessConfig(saml_role=SamlRoleConfig() as saml_role):
            return _saml_role(scope, saml_role, roles)
        case _:
            raise AssertionError(config)


def _by(config: ByConfig | None) -> StudioTag | SourceIdentity | None:
    match config:
        case None:
            return None
        case ByConfig(tag=StudioTagConfig() as tag):
            return StudioTag(tag.key, tag.value)
        case _:
            return SourceIdentity(config.source_identity or ())


def _saml_role(scope: Construct, config: SamlRoleConfig, roles: RolesConfig) -> SamlFederationRole:
    hours = config.max_session_duration_hours
    return SamlFederationRole(
        scope,
        config.name,
        saml_provider=iam.SamlProvider.from_saml_provider_arn(scope, f"{config.name}Provider", config.provider_arn),
        max_session_duration=Duration.hours(hours) if hours else None,
        role_path=roles.role_path,
    )
