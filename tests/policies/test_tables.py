"""The tables of who may do what, as data."""

import ast
import re
from collections.abc import Iterator, Mapping
from importlib import import_module
from pathlib import Path

import pytest
from tables import THINGS

import emr_studio_constructs.policies
from emr_studio_constructs import Capability, Tier
from emr_studio_constructs.app.config import StudioConfig
from emr_studio_constructs.policies.capabilities import CAPABILITIES
from emr_studio_constructs.policies.rendering import render_document
from emr_studio_constructs.policies.row import ANY, Allow
from emr_studio_constructs.policies.sign_in import SIGN_IN_ACTION
from emr_studio_constructs.policies.tables import PEOPLE, ROWS, SERVICE_ROLE, TABLES
from emr_studio_constructs.policies.tiers import (
    MATRIX,
    ON_REQUEST,
    OPTIONAL,
    WITHHELD_FROM_PROPAGATION,
    capabilities_of,
)

SOURCES = sorted(Path(emr_studio_constructs.policies.__path__[0]).glob("*.py"))
# Bound to the service of each ARN, and to "*", which is no ARN.
ARN = re.compile(
    r"arn:<partition>:[a-z0-9-]*:(<region>)?:(<account>)?:.+|<[a-z-]+>(/<[a-z-]+>|/jobruns/\*|/emr-studio-events/\*)?"
)


def by_sid(row: Allow) -> str:
    return row.sid


@pytest.mark.parametrize("table", TABLES)
def test_sids_are_unique_in_a_policy(table: str) -> None:
    statements = render_document(TABLES[table], THINGS)["Statement"]
    sids = [statement["Sid"] for statement in statements]
    assert len(sids) == len(set(sids)) == len(list(TABLES[table]))


@pytest.mark.parametrize("row", ROWS, ids=by_sid)
def test_every_row_says_what_is_allowed_on_what(row: Allow) -> None:
    assert re.fullmatch(r"[A-Za-z0-9]+", row.sid)
    assert row.actions
    assert len(set(row.actions)) == len(row.actions)
    assert row.on == ANY or all(ARN.fullmatch(resource) for resource in row.on)
    assert all(condition.values for condition in row.when)


@pytest.mark.parametrize("row", [*SERVICE_ROLE, *PEOPLE], ids=by_sid)
def test_people_and_the_service_role_have_no_action_by_wildcard(row: Allow) -> None:
    assert not [action for action in row.actions if "*" in action]


def rows_in(value: object) -> Iterator[Allow]:
    """The rows that a value is, or holds."""
    if isinstance(value, Allow):
        yield value
    elif isinstance(value, tuple | Mapping):
        for part in value.values() if isinstance(value, Mapping) else value:
            yield from rows_in(part)


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.stem)
def test_every_row_of_a_source_is_in_a_table(source: Path) -> None:
    module = import_module(f"{emr_studio_constructs.policies.__name__}.{source.stem}")
    assert {row.sid for row in rows_in(tuple(vars(module).values()))} <= {row.sid for row in ROWS}


def rows_on_anything(source: Path) -> Iterator[int]:
    """The lines that say `on=ANY`, of statements or of named resources."""
    for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
        if isinstance(node, ast.keyword) and node.arg == "on" and ast.unparse(node.value) == "ANY":
            yield node.value.lineno


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.stem)
def test_every_row_on_anything_says_why(source: Path) -> None:
    lines = source.read_text(encoding="utf-8").splitlines()
    silent = [
        number
        for number in rows_on_anything(source)
        if not re.search(r"  # \w.{8,}", lines[number - 1]) and not lines[number - 2].strip().startswith("# ")
    ]
    assert silent == []


def test_rows_on_anything_are_found_in_the_sources() -> None:
    in_sources = sum(len(list(rows_on_anything(source))) for source in SOURCES)
    assert in_sources == sum(row.on == ANY for row in ROWS) > 10


def test_no_source_writes_the_star_out() -> None:
    for source in SOURCES:
        assert not re.search(r'on=\("\*",\)', source.read_text(encoding="utf-8")), source.name


def test_each_tier_has_the_capabilities_of_the_one_before_it() -> None:
    basic, intermediate, advanced = (set(capabilities_of(tier)) for tier in Tier)
    assert basic <= intermediate <= advanced
    assert basic < advanced == set(Capability)


def test_every_capability_is_in_the_matrix_once_and_has_rows() -> None:
    assert sorted(capability for _, capability in MATRIX) == sorted(Capability)
    assert set(CAPABILITIES) == set(Capability)
    assert {capability for capability, rows in CAPABILITIES.items() if not rows} == {
        Capability.CLUSTER_CREATION,
        Capability.CLUSTER_TEMPLATES,
        Capability.EMR_ON_EKS,
        Capability.EMR_ON_EKS_JOB_RUNS,
        Capability.EMR_SERVERLESS,
        Capability.RUNTIME_ROLES,
    }


def test_what_is_optional_or_withheld_is_no_part_of_what_everybody_needs() -> None:
    assert set(OPTIONAL) < set(ON_REQUEST)
    assert not set(WITHHELD_FROM_PROPAGATION) & set(ON_REQUEST)
    assert Capability.WORKSPACES not in {*ON_REQUEST, *WITHHELD_FROM_PROPAGATION}


def test_a_config_may_name_each_optional_capability() -> None:
    named = StudioConfig.model_json_schema()["properties"]["optional_capabilities"]["items"]["enum"]
    assert named == list(OPTIONAL)


def test_no_tier_contains_the_right_to_open_a_studio() -> None:
    assert not [row.sid for row in PEOPLE if SIGN_IN_ACTION in row.actions]


def test_people_pass_roles_that_are_named_alone() -> None:
    passing = [row for row in PEOPLE if "iam:PassRole" in row.actions]
    assert len(passing) == 5
    assert all(row.actions == ("iam:PassRole",) and "*" not in "".join(row.on) for row in passing)


def test_people_never_get_at_the_notebooks_or_the_key_themselves() -> None:
    assert not [row.sid for row in PEOPLE if any("bucket" in on or "<key>" in on for on in row.on)]
    assert not [row.sid for row in PEOPLE if row.on != ("<logs-key>",) and any("kms:" in one for one in row.actions)]


def test_no_sid_of_people_ends_in_a_digit_as_those_that_are_numbered_do() -> None:
    assert [row.sid for row in PEOPLE if row.sid[-1].isdigit()] == []
