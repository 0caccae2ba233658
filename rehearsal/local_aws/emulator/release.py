"""The release of ministack that is extended."""

import sys
from importlib.metadata import version

RELEASE = "1.5.33"


def check_release() -> None:
    """Ends the process on a release of ministack in which nobody looked the places up."""
    if (found := version("ministack")) != RELEASE:
        sys.exit(f"ministack {found} is installed, but the rehearsal extends {RELEASE} alone: make setup")
