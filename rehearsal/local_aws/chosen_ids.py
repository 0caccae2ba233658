"""Ids that AWS would choose, chosen by whoever prepares a rehearsal: a config names what is there already by its id.

A call that makes a VPC, subnet, route table, security group, prefix list or KMS key with the tag `rehearsal:id` gets
exactly that id. It replaces what has this id.
"""

from collections.abc import Mapping

from .emulator.ids import choose_ids

TAG = "rehearsal:id"
# What stands before the first dash of an id: KMS has it at keys of several Regions alone.
_PREFIXES = ("vpc-", "subnet-", "rtb-", "sg-", "pl-", "mrk-")


def register() -> None:
    """Lets the calls choose. Without the tag, ids are random, as on AWS."""
    choose_ids(_without_prefix)


def _without_prefix(tags: Mapping[str, str]) -> str | None:
    chosen = tags.get(TAG)
    prefix = next((each for each in _PREFIXES if chosen and chosen.startswith(each)), "")
    return chosen.removeprefix(prefix) if chosen else None
