"""Ids that AWS would choose, chosen by whoever prepares a rehearsal: a config names what is there already by its id.

A call that makes a VPC, subnet, route table, security group, prefix list, KMS key, application of EMR Serverless,
virtual cluster or endpoint of EMR on EKS with the tag `rehearsal:id` gets exactly that id. It replaces what has it.
"""

from collections.abc import Mapping

from .emulator.ids import choose_ids

TAG = "rehearsal:id"
# What stands before the first dash of an id: KMS has it at keys of several Regions alone.
_PREFIXES = ("vpc-", "subnet-", "rtb-", "sg-", "pl-", "mrk-")


def register() -> None:
    """Lets the calls choose. Without the tag, ids are random, as on AWS."""
    choose_ids(chosen_id)


def chosen_id(tags: Mapping[str, str]) -> str | None:
    """The id that the tags choose, without its prefix; none where they choose none."""
    chosen = tags.get(TAG)
    prefix = next((each for each in _PREFIXES if chosen and chosen.startswith(each)), "")
    return chosen.removeprefix(prefix) if chosen else None
