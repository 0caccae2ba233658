"""The releases of EMR whose clusters a Studio attaches to.

https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-studio-cluster-requirements.html
"""

import re

RULE = "emr-5.32.0, emr-6.2.0 or later"
_FIRST = {5: (5, 32, 0), 6: (6, 2, 0)}


def parts_of(label: str) -> tuple[int, ...]:
    """The parts of a release, such as 7, 13, 0; empty where it is no release."""
    match = re.fullmatch(r"emr-(\d+)\.(\d+)\.(\d+)", label)
    return tuple(map(int, match.groups())) if match else ()


def is_late_enough(release: tuple[int, ...]) -> bool:
    """Tells whether a Studio attaches to clusters of a release; to those of none it does not."""
    return bool(release) and release >= _FIRST.get(release[0], (6,))
