"""Ids that the caller chooses."""

import random
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from ministack.services import ec2, kms

# What an id is made of is drawn first thing in each of these calls, ahead of the ids of what comes along.
_EC2_CALLS = ("CreateVpc", "CreateSubnet", "CreateSecurityGroup", "CreateRouteTable", "CreateManagedPrefixList")

_chosen: ContextVar[str | None] = ContextVar("chosen", default=None)


def choose_ids(id_in: Callable[[Mapping[str, str]], str | None]) -> None:
    """Lets EC2 and KMS give what they make the id, without its prefix, that `id_in` finds among the tags of the call.

    Without one, ids are drawn as ever.
    """
    _choose_in_ec2(id_in)
    _choose_in_kms(id_in)


def _choose_in_ec2(id_in: Callable[[Mapping[str, str]], str | None]) -> None:
    def choosing(theirs: Callable[[Any], Any]) -> Callable[[Any], Any]:
        def create(parameters: Any) -> Any:
            with _choice(id_in(_tags_in(parameters))):
                return theirs(parameters)

        return create

    for call in _EC2_CALLS:
        ec2._ACTION_MAP[call] = choosing(ec2._ACTION_MAP[call])
    ec2.random = _Random()


def _tags_in(parameters: Any) -> dict[str, str]:
    tags: dict[str, str] = {}
    while key := ec2._p(parameters, f"TagSpecification.1.Tag.{len(tags) + 1}.Key"):
        tags[key] = ec2._p(parameters, f"TagSpecification.1.Tag.{len(tags) + 1}.Value")
    return tags


def _choose_in_kms(id_in: Callable[[Mapping[str, str]], str | None]) -> None:
    their_create, their_id = kms._create_key, kms.new_uuid

    def create(request: Any) -> Any:
        with _choice(id_in({tag["TagKey"]: tag["TagValue"] for tag in request.get("Tags", [])})):
            return their_create(request)

    kms._create_key, kms.new_uuid = create, lambda: _take() or their_id()


class _Random(random.Random):
    """What EC2 draws ids from: the first draw of a call is the id that was chosen."""

    def choices(self, *arguments: Any, **options: Any) -> list[Any]:
        """Draws as ever where nothing was chosen."""
        return list(_take() or super().choices(*arguments, **options))


@contextmanager
def _choice(chosen: str | None) -> Iterator[None]:
    token = _chosen.set(chosen)
    try:
        yield
    finally:
        _chosen.reset(token)


def _take() -> str | None:
    chosen = _chosen.get()
    _chosen.set(None)
    return chosen
