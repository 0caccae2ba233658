"""The releases of EMR whose clusters a Studio attaches to.

https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-studio-cluster-requirements.html
"""

RULE = "emr-5.32.0, emr-6.2.0 or later"
_FIRST = {5: (5, 32, 0), 6: (6, 2, 0)}


def is_late_enough(release: tuple[int, ...]) -> bool:
    """Tells whether a Studio attaches to clusters of a release; to those of none it does not."""
    return bool(release) and release >= _FIRST.get(release[0], (6,))
