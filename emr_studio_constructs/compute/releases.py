"""Releases of EMR: what a label says, and the one that compute has by default."""

import re

CURRENT = "emr-7.13.0"
"""The newest EMR 7 in AWS's lists of 2026-11: a new one in a new version of this library changes what it is used for.

https://docs.aws.amazon.com/emr/latest/ReleaseGuide/emr-release-7x.html
https://docs.aws.amazon.com/emr/latest/EMR-Serverless-UserGuide/release-versions.html
https://docs.aws.amazon.com/emr/latest/EMR-on-EKS-DevelopmentGuide/emr-eks-releases.html
"""


def parts_of(label: str) -> tuple[int, ...]:
    """The parts of a release, such as 7, 13, 0; empty where it is no release."""
    match = re.fullmatch(r"emr-(\d+)\.(\d+)\.(\d+)", label)
    return tuple(map(int, match.groups())) if match else ()
