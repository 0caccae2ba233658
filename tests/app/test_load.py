from pathlib import Path

import pytest
from bad_files import BAD_FILES, Bad
from bad_people_files import BAD_PEOPLE_FILES, CONFIG, BadPeople

from emr_studio_constructs.app.config import ConfigFile
from emr_studio_constructs.app.config.people import Person
from emr_studio_constructs.app.errors import ConfigError
from emr_studio_constructs.app.load import load_config
from emr_studio_constructs.choices import IdentityType

PEOPLE = "people/analytics.yaml"
ID = "906a1b2c3d-4e5f6071-8293-a4b5-c6d7-e8f90a1b2c3d"


def load(directory: Path, text: str, people: str | None = None) -> ConfigFile:
    file = directory / "file.yaml"
    file.write_text(text, encoding="utf-8")
    if people is not None:
        (directory / "people").mkdir()
        (directory / PEOPLE).write_text(people, encoding="utf-8")
    return load_config(str(file))[0]


@pytest.mark.parametrize("bad", BAD_FILES, ids=lambda bad: bad.name)
def test_each_mistake_is_one_line_with_place_rule_and_fix(bad: Bad, tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as error:
        load(tmp_path, bad.text)
    assert error.value.lines == tuple(f"{tmp_path / 'file.yaml'}{line}" for line in bad.lines)


@pytest.mark.parametrize("bad", BAD_PEOPLE_FILES, ids=lambda bad: bad.name)
def test_each_mistake_in_a_people_file_is_one_line_with_place_rule_and_fix(bad: BadPeople, tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as error:
        load(tmp_path, bad.config, bad.text)
    assert error.value.lines == tuple(f"{tmp_path}/{line}" for line in bad.lines)


def test_a_people_file_that_is_not_there_is_named_where_the_config_names_it(tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as error:
        load(tmp_path, CONFIG)
    (line,) = error.value.lines
    assert line == (
        f"{tmp_path}/file.yaml:7: studios.Analytics.people_file: {tmp_path}/{PEOPLE}: no such file or directory: "
        "give its path from the config file's directory"
    )


def test_a_people_file_that_is_not_text_is_named(tmp_path: Path) -> None:
    (tmp_path / "people").mkdir()
    (tmp_path / PEOPLE).write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ConfigError, match=r"people/analytics\.yaml:1: not text in UTF-8"):
        load(tmp_path, CONFIG)


def test_a_file_that_is_not_there_is_named() -> None:
    with pytest.raises(ConfigError, match=r"^config/missing\.yaml: no such file or directory: name a file"):
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


def test_people_of_a_people_file_are_those_of_the_studio(tmp_path: Path) -> None:
    people = """
users:
  alice: ADVANCED
  carol: {identity_id: 906a1b2c3d-4e5f6071-8293-a4b5-c6d7-e8f90a1b2c3d, tier: reader}
groups:
  analysts: BASIC
"""
    config = load(tmp_path, CONFIG, people)
    assert config.studios["Analytics"].people == (
        Person(IdentityType.USER, "alice", None, "ADVANCED"),
        Person(IdentityType.USER, "carol", ID, "reader"),
        Person(IdentityType.GROUP, "analysts", None, "BASIC"),
    )


def test_people_are_the_same_wherever_they_are_written(tmp_path: Path) -> None:
    people = f"users: {{alice: BASIC, carol: {{identity_id: {ID}, tier: BASIC}}}}"
    apart = load(tmp_path, CONFIG, people).studios["Analytics"]
    together = load(tmp_path, CONFIG.replace(f"people_file: {PEOPLE}", people)).studios["Analytics"]
    assert apart.people == together.people
    assert len(apart.people) == 2


def test_studios_share_a_people_file(tmp_path: Path) -> None:
    text = """
studios:
  Production: &base
    auth: {mode: IDENTITY_CENTER}
    people_file: people/analytics.yaml
  Test: *base
  Research:
    <<: *base
"""
    config = load(tmp_path, text, "groups: {analysts: BASIC}")
    analysts = (Person(IdentityType.GROUP, "analysts", None, "BASIC"),)
    assert [studio.people for studio in config.studios.values()] == [analysts] * 3


def test_a_stack_maps_people_unless_the_config_says_otherwise(tmp_path: Path) -> None:
    config = load(
        tmp_path, "studios: {A: {auth: {mode: IDENTITY_CENTER}}, B: {auth: {mode: IDENTITY_CENTER, mapped_by: CLI}}}"
    )
    assert [getattr(studio.auth, "mapped_by", None) for studio in config.studios.values()] == ["STACK", "CLI"]
