"""Whom a stack maps to which Studios: by its next template, and by the deployed one."""

from collections import defaultdict
from functools import cached_property

from emr_studio_constructs.ops.deployed import DeployedStack

from .model import Declared, Deploy, Identity
from .template import Json, mapping_resources, studios_in


class StackPeople:
    """The people of a stack that is deployed.

    Raises:
        OpsError: A property of a mapping is known at deploy only.
    """

    def __init__(self, template: Json, stack: DeployedStack) -> None:
        """Compares a template with what is deployed of it."""
        self.stack = stack
        self.declared: dict[str, list[Declared]] = defaultdict(list)
        """Who is to be mapped, by Studio."""
        self.leaving: dict[str, set[Identity]] = defaultdict(set)
        """Whom the next deploy unmaps, by Studio."""
        for resource in mapping_resources(stack.template):
            self.leaving[resource.resolve("StudioId", stack)].add(resource.identity)
        for resource in mapping_resources(template):
            studio_id, identity = resource.resolve("StudioId", stack), resource.identity
            deployed = identity in self.leaving[studio_id]
            self.leaving[studio_id].discard(identity)
            self.declared[studio_id].append(
                Declared(
                    identity=identity,
                    session_policy_arn=resource.resolve("SessionPolicyArn", stack),
                    deploy=Deploy.NOTHING if deployed else resource.deploy,
                )
            )
        self._studios = studios_in(template)

    @property
    def mapped(self) -> list[str]:
        """The Studios it maps people to, or did."""
        return [*self.declared, *self.leaving]

    @cached_property
    def made(self) -> set[str]:
        """The Studios it makes."""
        return {self.stack.physical_ids[name] for name in self._studios if name in self.stack.physical_ids}

    @cached_property
    def tiers(self) -> dict[str, str]:
        """What its session policies are called, by ARN: as its outputs say, else by their logical ids."""
        if "SessionPolicies" in self.stack.outputs:
            return {arn: tier for tier, arn in self.stack.session_policies.items()}
        return {physical_id: logical_id for logical_id, physical_id in self.stack.physical_ids.items()}
