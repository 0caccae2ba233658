"""Where a Studio is."""

from emr_studio_constructs.app.config import StudioConfig
from rehearsal.assembly import Environment


def environment_of(studio: StudioConfig) -> Environment:
    """The account and Region of a Studio: those of its config, or else those of the rehearsal."""
    if studio.account and studio.region:
        return Environment(account=studio.account, region=studio.region)
    return Environment()
