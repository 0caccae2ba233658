"""The config of a rehearsal."""

from functools import cache
from pathlib import Path
from typing import Any

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


def in_one_file(file: Path) -> dict[str, Any]:
    """What a config says, with the people of its people files and the full paths of its templates, to write anywhere.

    Raises:
        ConfigError: It cannot be read, or breaks a rule.
    """
    _, document = load_config(str(file.absolute()))
    data: dict[str, Any] = document.data
    return {**data, "studios": {name: _without_people_file(studio) for name, studio in data["studios"].items()}}


def _without_people_file(studio: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in studio.items() if key != "people_file"}
