"""Where a Studio is."""

import re

from botocore.session import get_session

from emr_studio_constructs.app.config import StudioConfig
from rehearsal.assembly import Environment

from .world import WorldError

_ACCOUNT_IN_ARN = re.compile(r"arn:aws:[\w-]+:[\w-]*:(\d{12}):")


def environment_of(studio: StudioConfig) -> Environment:
    """The account and Region of a Studio: those of its config, or else those of the rehearsal."""
    if studio.account and studio.region:
        return Environment(account=studio.account, region=studio.region)
    return Environment()


def check_place(name: str, studio: StudioConfig) -> None:
    """Refuses a Studio of another partition, or without the account of the things that it names.

    Raises:
        WorldError: It is one; the message says what to change.
    """
    if studio.region and (partition := get_session().get_partition_for_region(studio.region)) != "aws":
        raise WorldError(
            f"studios.{name}.region: {studio.region} is in partition {partition}, the local AWS in aws alone"
        )
    named = set(_ACCOUNT_IN_ARN.findall(studio.model_dump_json())) - {environment_of(studio).account}
    if named and not studio.account:
        accounts = ", ".join(sorted(named))
        raise WorldError(f"studios.{name}: names things of account {accounts}: add account and region to rehearse it")
