from pathlib import Path

import pytest
from bad_files import BAD_FILES, Bad

from emr_studio_constructs.app.config import ConfigFile
from emr_studio_constructs.app.errors import ConfigError
from emr_studio_constructs.app.load import load_config


def load(directory: Path, text: str) -> ConfigFile:
    file = directory / "file.yaml"
    file.write_text(text, encoding="utf-8")
    return load_config(str(file))[0]


@pytest.mark.parametrize("bad", BAD_FILES, ids=lambda bad: bad.name)
def test_each_mistake_is_one_line_with_place_rule_and_fix(bad: Bad, tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as error:
        load(tmp_path, bad.text)
    assert error.value.lines == tuple(f"{tmp_path / 'file.yaml'}{line}" for line in bad.lines)


def test_a_file_that_is_not_there_is_named() -> None:
    with pytest.raises(ConfigError, match=r"^config/missing\.yaml: no such file or directory: name another with -c"):
        load_config("config/missing.yaml")


def test_a_file_that_is_not_text_is_named(tmp_path: Path) -> None:
    file = tmp_path / "file.yaml"
    file.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ConfigError, match=r"file\.yaml:1: not text in UTF-8"):
        load_config(str(file))


def test_studios_share_parts_by_anchors_and_merge_keys(tmp_path: Path) -> None:
    config = load(
        tmp_path,
        """
studios:
  Production: &base
    git_secrets: USER
    tags: &tags {team: analytics}
  Test:
    <<: *base
    termination_protection: false
    tags: *tags
""",
    )
    assert config.studios["Test"].git_secrets == config.studios["Production"].git_secrets == "USER"
    assert config.studios["Test"].tags == {"team": "analytics"}
    assert [studio.termination_protection for studio in config.studios.values()] == [True, False]


def test_choices_that_yaml_could_take_for_something_else_stay_words(tmp_path: Path) -> None:
    config = load(tmp_path, "studios: {A: {network: {git: NONE}}}")
    assert config.studios["A"].network.git == "NONE"


def test_a_checked_config_cannot_be_changed(tmp_path: Path) -> None:
    config = load(tmp_path, "studios: {A: {}}")
    with pytest.raises(ValueError, match="frozen"):
        config.nag = False
