"""Finds the tiers of a Studio in templates, by the policy that each of them is."""

from collections.abc import Iterator
from dataclasses import dataclass

from emr_studio_constructs.cfn import Resolver, resources
from emr_studio_constructs.policies.tiers import Tier, tier_described

from .policy_documents import covers
from .studio import ReviewedStudio


@dataclass(frozen=True, kw_only=True)
class TierPolicy:
    """The managed policy of a tier."""

    tier: str
    arn: str
    stack: str
    logical_id: str


def tiers_of(studio: ReviewedStudio) -> tuple[TierPolicy, ...]:
    """The tiers of a Studio, those of one's own last.

    A policy is known as a tier's by its description, and as this Studio's by the service role that it lets people pass.
    """
    service_role = str(studio.properties["ServiceRole"])
    order = {tier.value: place for place, tier in enumerate(Tier)}
    found = [each for template in studio.templates for each in _tiers(template, service_role)]
    return tuple(sorted(found, key=lambda each: order.get(each.tier, len(order))))


def _tiers(found: Resolver, service_role: str) -> Iterator[TierPolicy]:
    for logical_id in resources(found.template, "AWS::IAM::ManagedPolicy"):
        policy = found.properties(logical_id)
        tier = tier_described(str(policy.get("Description", "")))
        if tier and covers(policy["PolicyDocument"], "iam:PassRole", service_role):
            stack = found.environment.stack
            yield TierPolicy(tier=tier, arn=found.ref(logical_id), stack=stack, logical_id=logical_id)
