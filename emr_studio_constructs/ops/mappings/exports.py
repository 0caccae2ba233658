"""Writes down who is mapped, in the form in which it is declared."""

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from emr_studio_constructs.app.config.people import KEYS
from emr_studio_constructs.ops.access import Access
from emr_studio_constructs.ops.errors import OpsError
from emr_studio_constructs.ops.reader import Reader

from .actual import check_studio, mappings_of
from .from_file import STUDIO_ID, STUDIO_ID_EXAMPLE
from .model import Mapping
from .sources import is_assembly, targets_of
from .target import Target, policy_name

Json = dict[str, Any]


def exported(what: str, access: Access, *, studio: str | None, by_id: bool) -> Json:
    """Who is mapped to a Studio: a mappings file for its id, users and groups for its config.

    Raises:
        ConfigError: The config is refused.
        OpsError: It is neither, or chooses not exactly one Studio, or nobody can be mapped.
    """
    if re.fullmatch(STUDIO_ID, what):
        if studio is not None:
            raise OpsError(f"--studio chooses from a config, and {what} is a Studio: remove it")
        return _export_studio(Reader(access.connect(what)), what, by_id=by_id)
    if what.startswith("es-") and not Path(what).exists():
        raise OpsError(f"{what} is no Studio's id: capital letters and digits follow es-, as in {STUDIO_ID_EXAMPLE}")
    if is_assembly(Path(what)):
        raise OpsError(f"{what} is a cloud assembly: export wants a Studio's id or a config")
    targets = targets_of(Path(what), access, studio=studio)
    if len(targets) > 1:
        raise OpsError(f"{what} has {len(targets)} Studios with mappings: choose one by --studio")
    return _export_target(targets[0], by_id=by_id)


def _export_studio(read: Reader, studio_id: str, *, by_id: bool) -> Json:
    """A mappings file for a Studio; its tiers are called by the names of their policies.

    Raises:
        OpsError: There is no such Studio, or it is in IAM mode.
    """
    check_studio(read, studio_id)
    mappings = mappings_of(read, studio_id)
    tiers = _tiers_by_policy(mapping.session_policy_arn for mapping in mappings)
    return {
        "studio_id": studio_id,
        "region": read.aws.region,
        "session_policies": {tier: arn for arn, tier in tiers.items()},
        **_people(mappings, lambda mapping: tiers[mapping.session_policy_arn], by_id=by_id),
    }


def _export_target(target: Target, *, by_id: bool) -> Json:
    """The users and groups of a config's Studio; whom the config declares by id, remains so.

    Raises:
        OpsError: Someone is mapped to a policy that is no tier's, or nobody can be mapped.
    """
    read = Reader(target.aws)
    check_studio(read, target.studio_id)

    def tier_of(mapping: Mapping) -> str:
        if mapping.session_policy_arn not in target.tiers:
            raise OpsError(
                f"{mapping.identity.type} {mapping.identity} of Studio {target.studio_id} is mapped to "
                f"{mapping.session_policy_arn}, which is no tier of {target.source}: export {target.studio_id} itself"
            )
        return target.tiers[mapping.session_policy_arn]

    declared = {wanted.identity.id: wanted.identity for wanted in target.declared if wanted.identity.id}
    mappings = [
        replace(mapping, identity=declared.get(mapping.identity.id or "", mapping.identity))
        for mapping in mappings_of(read, target.studio_id)
    ]
    return _people(mappings, tier_of, by_id=by_id)


def _people(mappings: Iterable[Mapping], tier_of: Callable[[Mapping], str], *, by_id: bool) -> Json:
    people: dict[str, Json] = {}
    # Those first whose key is their name: what others are called is free.
    for mapping in sorted(mappings, key=lambda mapping: mapping.identity.name is None):
        identity, tier = mapping.identity, tier_of(mapping)
        known = people.setdefault(KEYS[identity.type], {})
        # AWS may know a mapping by its id alone, and two by one name, which was given to somebody else.
        if identity.id and (by_id or not identity.name or str(identity) in known):
            key = str(identity) if str(identity) not in known else identity.id
            known[key] = {"identity_id": identity.id, "tier": tier}
        else:
            known[str(identity)] = tier
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
