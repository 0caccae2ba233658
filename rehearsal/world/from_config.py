"""Reads a world off a config."""

from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from emr_studio_constructs.app.config import ConfigFile, StudioConfig

from .alarms import topics_of
from .compute import applications_of, endpoints_of, virtual_clusters_of
from .identities import identities_of, people_of
from .network import groups_of, prefix_lists_of, vpcs_of
from .places import check_place, environment_of
from .storage import buckets_of, keys_of
from .things import Bucket, Identity, SecurityGroup, VirtualCluster, Vpc
from .world import World

Thing = TypeVar("Thing")


def world_of(config: ConfigFile) -> World:
    """The world that a config takes for granted, each thing once, however many of its Studios name it.

    A Studio without account and Region is in those of the rehearsal. What AWS brings along, such as its own managed
    policies, is no part of the world.

    Raises:
        WorldError: A Studio is where the local AWS cannot be.
    """
    for name, studio in config.studios.items():
        check_place(name, studio)
    studios = tuple(config.studios.values())
    return World(
        environments=tuple(dict.fromkeys(environment_of(studio) for studio in studios)),
        vpcs=_each(studios, vpcs_of, lambda vpc: (vpc.environment, vpc.id), _same_vpc),
        security_groups=_each(studios, groups_of, lambda group: (group.environment, group.id), _same_group),
        prefix_lists=_each(studios, prefix_lists_of, lambda prefix_list: prefix_list),
        keys=_each(studios, keys_of, lambda key: key),
        buckets=_each(studios, buckets_of, lambda bucket: bucket.name, _same_bucket),
        topics=_each(studios, topics_of, lambda topic: topic),
        applications=_each(studios, applications_of, lambda application: application),
        virtual_clusters=_each(studios, virtual_clusters_of, lambda each: (each.environment, each.id), _same_cluster),
        endpoints=_each(studios, endpoints_of, lambda endpoint: (endpoint.environment, endpoint.id)),
        identities=_each(studios, identities_of, lambda one: (one.account, one.kind, one.name), _same_identity),
        people=people_of(studios),
    )


def _each(
    studios: Sequence[StudioConfig],
    things_of: Callable[[StudioConfig], Iterator[Thing]],
    key: Callable[[Thing], Hashable],
    same: Callable[[Thing, Thing], Thing] = lambda first, _second: first,
) -> tuple[Thing, ...]:
    """What all Studios name; two of one key become what `same` makes of them."""
    found: dict[Hashable, Thing] = {}
    for thing in (thing for studio in studios for thing in things_of(studio)):
        known = key(thing)
        found[known] = same(found[known], thing) if known in found else thing
    return tuple(found.values())


# Two Studios name the same, and each says what it knows of it.


def _same_vpc(first: Vpc, second: Vpc) -> Vpc:
    known = {subnet.id for subnet in first.subnets if subnet.id}
    new = tuple(subnet for subnet in second.subnets if subnet.id not in known and subnet not in first.subnets)
    return replace(first, cidr=first.cidr or second.cidr, subnets=first.subnets + new)


def _same_group(first: SecurityGroup, second: SecurityGroup) -> SecurityGroup:
    return replace(
        first, vpc_id=first.vpc_id or second.vpc_id, notebooks_from=first.notebooks_from or second.notebooks_from
    )


def _same_bucket(first: Bucket, second: Bucket) -> Bucket:
    return replace(
        first,
        key_arn=first.key_arn or second.key_arn,
        takes_logs=first.takes_logs or second.takes_logs,
        takes_trails=first.takes_trails or second.takes_trails,
    )


def _same_cluster(first: VirtualCluster, second: VirtualCluster) -> VirtualCluster:
    return first if first.namespace else second


def _same_identity(first: Identity, second: Identity) -> Identity:
    # A name alone says nothing of the path.
    path = second.path if first.path == "/" else first.path
    return replace(first, path=path, services=first.services | second.services)
