"""What AWS takes of the arguments of an endpoint of EMR on EKS: Regions, names, releases."""

import re

from emr_studio_constructs._border import check_pattern, is_known
from emr_studio_constructs.compute.releases import CURRENT, parts_of

RELEASE = f"{CURRENT}-latest"
"""The release of an endpoint by default."""

LONGEST_NAME = 64
"""Of an endpoint, a virtual cluster and a role, in characters."""

_NAMES = {
    "namespace": (
        r"[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?",
        "a Kubernetes namespace: 1 to 63 small letters, digits and hyphens, no hyphen at its ends",
    ),
    "virtual_cluster_id": (r"[0-9a-z]{1,64}", "a virtual cluster's id: 1 to 64 small letters and digits"),
    "endpoint_name": (
        r"[0-9A-Za-z][A-Za-z0-9_-]{0,63}",
        "1 to 64 letters, digits, hyphens and underscores, a letter or digit first",
    ),
    "virtual_cluster_name": (r"[A-Za-z0-9._/#-]{1,64}", "1 to 64 letters, digits and any of . - _ / #"),
    "execution_role_name": (r"[A-Za-z0-9_+=,.@-]{1,64}", "1 to 64 letters, digits and any of _ + = , . @ -"),
}
_FIRST_RELEASE = (6, 7, 0)

WITHOUT_ENDPOINTS = (
    "ap-east-2",
    "ap-northeast-3",
    "ap-south-2",
    "ap-southeast-3",
    "ap-southeast-4",
    "ap-southeast-5",
    "ap-southeast-6",
    "ap-southeast-7",
    "ca-west-1",
    "cn-north-1",
    "cn-northwest-1",
    "eu-south-1",
    "il-central-1",
    "me-central-1",
    "mx-central-1",
    "us-gov-east-1",
    "us-gov-west-1",
)
"""Regions where AWS's resource schemas of 2026-10-20 have no `AWS::EMRContainers::Endpoint`."""


def check_region(region: str) -> None:
    """Raises a `ValueError` for a Region that has no such endpoints."""
    if region in WITHOUT_ENDPOINTS:
        message = (
            f"region must be one where AWS has managed endpoints of EMR on EKS, got {region}: "
            "attach EMR on EC2 or EMR Serverless there"
        )
        raise ValueError(message)


def check_names(**names: str | None) -> None:
    """Raises a `ValueError` for a name or id that does not fit the rule of its argument; none fits."""
    for argument, name in names.items():
        check_pattern(argument, name, *_NAMES[argument])


def check_release(release_label: str) -> None:
    """Raises a `ValueError` for a label of no release of EMR on EKS, or of one before endpoints."""
    if not is_known(release_label):
        return
    found = re.fullmatch(r"(emr-[0-9.]+)-[A-Za-z0-9._-]+", release_label)
    if not found or parts_of(found[1]) < _FIRST_RELEASE:
        message = (
            f"release_label must be like {RELEASE}, of release 6.7.0 or later, got {release_label!r}: "
            "choose one of EMR on EKS"
        )
        raise ValueError(message)


def exclude(argument: str, value: object, other: str, theirs: object) -> None:
    """Raises a `ValueError` where something about a new thing is given beside a thing that is there."""
    if value is not None and theirs is not None:
        message = f"{argument} must not be given beside {other}, which is there already, got {value!r}: leave it out"
        raise ValueError(message)
