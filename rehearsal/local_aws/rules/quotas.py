"""How many there may be. AWS raises quotas on request, and `quotas.json` in the run's directory sets them."""

from typing import Any

from rehearsal.local_aws import settings
from rehearsal.local_aws.errors import invalid_request

Json = dict[str, Any]
_QUOTAS = {"STUDIO": 100, "USER": 100, "GROUP": 5}


def within_the_quota_of_studios(others: int) -> None:
    """An account has 100 Studios.

    Source: https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-studio-considerations.html
    Our reading: in each Region, which the page does not say.
    """
    if others >= (quota := _quota("STUDIO")):
        raise invalid_request(f"The account has its quota of {quota} Studios.")


def within_the_quota_of_mappings(kind: str, others: list[Json]) -> None:
    """A Studio has 100 users and 5 groups.

    Source: https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-studio-considerations.html
    """
    quota = _quota(kind)
    if sum(mapping["IdentityType"] == kind for mapping in others) >= quota:
        raise invalid_request(f"The Studio has its quota of {quota} session mappings of type {kind}.")


def _quota(name: str) -> int:
    return int({**_QUOTAS, **(settings.read("quotas.json") or {})}[name])
