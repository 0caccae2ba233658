"""What a config file declares: the people of its Identity Center Studios, mapped to the policies of deployed stacks."""

from collections.abc import Iterator
from pathlib import Path

from emr_studio_constructs.app.config import StudioConfig
from emr_studio_constructs.app.config.auth import IdentityCenterAuthConfig, MappedBy
from emr_studio_constructs.app.config.people import KEYS, Person
from emr_studio_constructs.choices import IdentityType
from emr_studio_constructs.ops.access import Access, chosen_studios
from emr_studio_constructs.ops.deployed import DeployedStack, DeployedStacks
from emr_studio_constructs.ops.errors import OpsError

from .model import Declared, Deploy, Identity
from .target import Target
from .template import mapping_resources


def targets_of_config(file: Path, access: Access, *, studio: str | None) -> Iterator[Target]:
    """The Identity Center Studios of a config, or the one with a key.

    Raises:
        ConfigError: The config is refused.
        OpsError: There is no such Studio, or nothing is mapped to it, or it is not deployed.
    """
    chosen = chosen_studios(file, studio)
    mapped = [
        (key, found, found.auth) for key, found in chosen.items() if isinstance(found.auth, IdentityCenterAuthConfig)
    ]
    if not mapped:
        raise OpsError(f"{file}: nobody is mapped to {', '.join(chosen)}: auth.mode is IAM, see access")
    for key, found, auth in mapped:
        yield _target(key, found, auth, access)


def _target(key: str, config: StudioConfig, auth: IdentityCenterAuthConfig, access: Access) -> Target:
    aws = access.connect(f"Studio {key}", account=config.account, region=config.region)
    stack = DeployedStacks(aws).get(config.stack_name or key, stack_id=key)
    deployed = {resource.identity for resource in mapping_resources(stack.template)}
    by_stack = auth.mapped_by is MappedBy.STACK
    staying = {Identity.of(person) for person in config.people} if by_stack else set[Identity]()
    return Target(
        aws=aws,
        source=f"stack {stack.name}",
        studio_id=stack.studio_id,
        declared=tuple(_declared(person, stack, deployed if by_stack else None) for person in config.people),
        managed=frozenset(kind for kind, name in KEYS.items() if name in config.model_fields_set),
        leaving=frozenset(deployed - staying),
        tiers={arn: tier for tier, arn in stack.session_policies.items()},
        quotas={IdentityType.USER: auth.user_quota, IdentityType.GROUP: auth.group_quota},
        instance_arn=auth.instance_arn,
    )


def _declared(person: Person, stack: DeployedStack, deployed: set[Identity] | None) -> Declared:
    identity = Identity.of(person)
    policies = stack.session_policies
    if person.tier not in policies:
        raise OpsError(
            f"stack {stack.name} has no session policy for tier {person.tier} of {person.name}, since nobody had that "
            f"tier at its last deploy: run `cdk deploy {stack.id}` first, or set auth.mapped_by to CLI"
        )
    deploy = Deploy.NOTHING
    if deployed is not None and identity not in deployed:
        deploy = Deploy.ADOPTS if person.identity_id else Deploy.CREATES
    return Declared(identity=identity, session_policy_arn=policies[person.tier], deploy=deploy)
