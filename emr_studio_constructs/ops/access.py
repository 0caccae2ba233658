"""Where a command works: the Studios of a config that it is about, and the credentials for each."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from emr_studio_constructs.app.config import StudioConfig
from emr_studio_constructs.app.load import load_config
from emr_studio_constructs.suggest import did_you_mean

from .aws import Aws, connect
from .errors import OpsError


@dataclass(frozen=True, kw_only=True)
class Access:
    """The credentials and Region that the command line names."""

    profile: str | None = None
    region: str | None = None

    def connect(self, what: str, *, account: str | None = None, region: str | None = None) -> Aws:
        """The account and Region that a source names; what it does not name is that of the command line.

        Args:
            what: What is there, for messages.
            account: The account that the source names.
            region: The Region that it names.

        Raises:
            OpsError: The credentials are of another account.
        """
        aws = connect(profile=self.profile, region=region or self.region)
        if account and aws.account != account:
            raise OpsError(
                f"{what} is of account {account}, and the credentials are of account {aws.account}: "
                f"choose others by --profile, or other Studios by --studio"
            )
        return aws


def chosen_studios(file: Path, studio: str | None) -> Mapping[str, StudioConfig]:
    """The Studios of a config, or the one with a key.

    Raises:
        ConfigError: The config is refused.
        OpsError: It has no such Studio.
    """
    studios = load_config(str(file))[0].studios
    if studio is None:
        return studios
    if studio not in studios:
        raise OpsError(f"--studio {studio}: {file} has no such Studio{did_you_mean(studio, studios)}")
    return {studio: studios[studio]}
