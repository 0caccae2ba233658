"""What a config says of a Studio that exists already."""

from collections.abc import Iterator

from emr_studio_constructs.app.config import StudioConfig
from emr_studio_constructs.app.config.access import AccessConfig, SamlRoleConfig
from emr_studio_constructs.app.config.auth import IdentityCenterAuthConfig, MappedBy
from emr_studio_constructs.app.config.compute import ComputeConfig
from emr_studio_constructs.app.config.network import LookupVpcConfig, NetworkConfig, VpcAttributesConfig
from emr_studio_constructs.app.config.storage import ExistingStorageConfig, NewStorageConfig

from .subject import IamKind, IamThing, Subject


def subject_of_config(key: str, config: StudioConfig) -> Subject:
    """The Studio of a config, by its key."""
    auth, network, storage = config.auth, config.network, config.storage
    identity_center = auth if isinstance(auth, IdentityCenterAuthConfig) else None
    existing = storage if isinstance(storage, ExistingStorageConfig) else None
    groups = network.security_groups
    vpc = network.vpc if isinstance(network.vpc, LookupVpcConfig | VpcAttributesConfig) else None
    return Subject(
        name=config.studio_name,
        stack_name=config.stack_name or key,
        identity_center=identity_center is not None,
        instance_arn=identity_center.instance_arn if identity_center else None,
        user_quota=identity_center.user_quota if identity_center else 0,
        group_quota=identity_center.group_quota if identity_center else 0,
        people=config.people,
        mapped_by_stack=identity_center is not None and identity_center.mapped_by is MappedBy.STACK,
        vpc_id=vpc.vpc_id if vpc else None,
        subnet_ids=_subnets(network),
        subnet_type=network.subnets.type if network.subnets and vpc else None,
        subnet_group=network.subnets.group_name if network.subnets and vpc else None,
        makes_vpc_endpoints=vpc is not None and network.vpc_endpoints,
        workspace_security_group_id=groups.workspace if groups else None,
        engine_security_group_id=groups.engine if groups else None,
        bucket=existing.bucket_name if existing else None,
        prefix=existing.prefix if existing else "",
        access_log_bucket=_access_log_bucket(storage),
        encryption_key_arn=storage.encryption_key_arn if storage else None,
        service_role_arn=config.roles.service_role_arn,
        iam_things=tuple(_iam_things(config)),
        compute=config.compute,
        # Rules of given groups are not ours to know: whoever made them may want no Git at all.
        wants_git_on_internet=vpc is not None and groups is None and network.git in (None, "INTERNET"),
    )


def _subnets(network: NetworkConfig) -> tuple[str, ...]:
    """The subnets that the config names; none where the CDK looks them up."""
    if network.subnets and network.subnets.ids:
        return network.subnets.ids
    if not isinstance(network.vpc, VpcAttributesConfig):
        return ()
    private, isolated = network.vpc.private_subnet_ids or (), network.vpc.isolated_subnet_ids or ()
    if network.subnets and (network.subnets.type == "PRIVATE_ISOLATED" or network.subnets.group_name == "Isolated"):
        return isolated
    return private or isolated


def _access_log_bucket(storage: NewStorageConfig | ExistingStorageConfig | None) -> str | None:
    logs = storage.server_access_logs if isinstance(storage, NewStorageConfig) else None
    return logs.bucket_name if logs else None


def _iam_things(config: StudioConfig) -> Iterator[IamThing]:
    if boundary := config.roles.permissions_boundary:
        yield IamThing(kind=IamKind.POLICY, name_or_arn=boundary, key="roles.permissions_boundary")
    for position, compute in enumerate(config.compute):
        yield from _of_compute(f"compute[{position}]", compute)
    for position, access in enumerate(config.access):
        yield _grantee(f"access[{position}]", access)


def _of_compute(where: str, compute: ComputeConfig) -> Iterator[IamThing]:
    """Roles are the keys of all kinds of compute that end so."""
    for key, named in compute:
        if key.endswith(("role_arn", "role_arns")):
            for arn in [named] if isinstance(named, str) else named or ():
                yield IamThing(kind=IamKind.ROLE, name_or_arn=arn, key=f"{where}.{key}")
        elif key == "oidc_provider_arn" and named:
            yield IamThing(kind=IamKind.OIDC_PROVIDER, name_or_arn=named, key=f"{where}.{key}")


def _grantee(where: str, access: AccessConfig) -> IamThing:
    match access:
        case AccessConfig(role=str() as role):
            return IamThing(kind=IamKind.ROLE, name_or_arn=role, key=f"{where}.role")
        case AccessConfig(user=str() as user):
            return IamThing(kind=IamKind.USER, name_or_arn=user, key=f"{where}.user")
        case AccessConfig(group=str() as group):
            return IamThing(kind=IamKind.GROUP, name_or_arn=group, key=f"{where}.group")
        case AccessConfig(saml_role=SamlRoleConfig() as role):
            return IamThing(kind=IamKind.SAML_PROVIDER, name_or_arn=role.provider_arn, key=f"{where}.saml_role")
        case _:
            raise AssertionError(access)
