"""The config of a rehearsal."""

from functools import cache
from pathlib import Path

from jsii._runtime import kernel

from emr_studio_constructs.app.config import ConfigFile
from emr_studio_constructs.app.load import load_config


@cache
def config_in(file: Path) -> ConfigFile:
    """Reads and checks a config.

    Raises:
        ConfigError: It cannot be read, or breaks a rule.
    """
    config, _ = load_config(str(file))
    # The models came along with the CDK and its Node.js process, of no use here. Ctrl-C would kill that before it took
    # its files away, and it would complain.
    kernel.provider._process.stop()  # type: ignore[attr-defined]  # noqa: SLF001 - jsii has no public way
    return config
