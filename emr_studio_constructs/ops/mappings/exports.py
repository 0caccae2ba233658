"""Writes down who is mapped, in the form in which it is declared."""

from collections.abc import Callable, Iterable
from typing import Any

from emr_studio_constructs.ops.aws import Aws
from emr_studio_constructs.ops.errors import OpsError

from .actual import mappings_of
from .from_config import KEYS
from .model import Mapping
from .target import Target, policy_name

Json = dict[str, Any]


def export_studio(aws: Aws, studio_id: str, *, by_id: bool) -> Json:
    """A mappings file for a Studio; its tiers are called by the names of their policies."""
    mappings = mappings_of(aws.client("emr"), studio_id)
    tiers = _tiers_by_policy(mapping.session_policy_arn for mapping in mappings)
    return {
        "studio_id": studio_id,
        "region": aws.region,
        "session_policies": {tier: arn for arn, tier in tiers.items()},
        **_people(mappings, lambda mapping: tiers[mapping.session_policy_arn], by_id=by_id),
    }


def export_target(target: Target, *, by_id: bool) -> Json:
    """The users and groups of a config's Studio.

    Raises:
        OpsError: Someone is mapped to a policy that is no tier's.
    """

    def tier_of(mapping: Mapping) -> str:
        if mapping.session_policy_arn not in target.tiers:
            raise OpsError(
                f"{mapping.identity.type} {mapping.identity} of Studio {target.studio_id} is mapped to "
                f"{mapping.session_policy_arn}, which is no tier of {target.source}: export {target.studio_id} itself"
            )
        return target.tiers[mapping.session_policy_arn]

    return _people(mappings_of(target.aws.client("emr"), target.studio_id), tier_of, by_id=by_id)


def _people(mappings: Iterable[Mapping], tier_of: Callable[[Mapping], str], *, by_id: bool) -> Json:
    people: dict[str, Json] = {}
    for mapping in mappings:
        identity = mapping.identity
        tier = tier_of(mapping)
        # AWS may know a mapping by its id alone.
        written = {"identity_id": identity.id, "tier": tier} if identity.id and (by_id or not identity.name) else tier
        people.setdefault(KEYS[identity.type], {})[str(identity)] = written
    return {key: dict(sorted(people[key].items())) for key in KEYS.values() if key in people}


def _tiers_by_policy(arns: Iterable[str]) -> dict[str, str]:
    """A name for each policy: its own, with a number where policies of several paths share it."""
    tiers: dict[str, str] = {}
    for arn in sorted(set(arns)):
        name, number = policy_name(arn), 1
        while name in tiers.values():
            number += 1
            name = f"{policy_name(arn)}-{number}"
        tiers[arn] = name
    return tiers
