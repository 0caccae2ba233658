"""The tables of permissions: every row and trust is in them, with all that it says."""

from importlib import import_module
from pkgutil import iter_modules

import pytest
from conftest import ROOT

from docs_site.generated import fill_in
from docs_site.permissions import capability_matrix, rows_of
from docs_site.reasons import reasons, said_of
from emr_studio_constructs import policies
from emr_studio_constructs.policies.row import ANY, Allow
from emr_studio_constructs.policies.tables import ROWS
from emr_studio_constructs.policies.tiers import MATRIX, Tier, capabilities_of
from emr_studio_constructs.policies.trust import Trust

PAGES = "".join(
    fill_in((ROOT / "docs" / f"{name}.md").read_text(encoding="utf-8"), ROOT) for name in ("permissions", "roles")
)
LINES = PAGES.splitlines()
MODULES = [import_module(f"{policies.__name__}.{each.name}") for each in iter_modules(policies.__path__)]
# A dict keeps the order, in which all workers must agree.
TRUSTS = dict.fromkeys(value for module in MODULES for value in vars(module).values() if isinstance(value, Trust))


@pytest.mark.parametrize("row", dict.fromkeys(ROWS), ids=lambda row: row.sid)
def test_every_row_is_on_a_page_with_all_that_it_says(row: Allow) -> None:
    values = [value for condition in row.when for value in (condition.key, *condition.values)]
    expected = [f"`{text}`" for text in (*row.actions, *row.on, *values)]
    assert any(line.startswith(f"| `{row.sid}`") and all(text in line for text in expected) for line in LINES)


@pytest.mark.parametrize("trust", TRUSTS, ids=lambda trust: trust.service)
def test_every_trust_is_on_a_page_with_all_that_it_says(trust: Trust) -> None:
    values = [value for condition in trust.when for value in (condition.key, *condition.values)]
    expected = [f"`{text}`" for text in (*trust.also, *values)]
    assert any(line.startswith(f"| `{trust.service}`") and all(text in line for text in expected) for line in LINES)


def test_a_tier_has_what_the_matrix_says() -> None:
    lines = [line.split(" | ") for line in capability_matrix().splitlines()[2:]]
    for column, tier in enumerate(Tier, start=2):
        has = [line[0].split("`")[1] for line in lines if not line[column].startswith("no")]
        assert has == list(capabilities_of(tier))
    assert len(lines) == len(MATRIX)


def test_a_row_is_told_with_its_comment() -> None:
    [line] = [line for line in rows_of("key").splitlines() if "AllowAccountToUseKeyThroughS3" in line]
    assert line == (
        "| `AllowAccountToUseKeyThroughS3`<br>in a key's policy: this key "
        "| `kms:Decrypt`<br>`kms:GenerateDataKey*`<br>`kms:ReEncrypt*` "
        "| `*`<br>when `kms:CallerAccount` StringEquals `<account>`"
        "<br>and `kms:ViaService` StringEquals `s3.<region>.<url-suffix>` |"
    )


def test_whatever_is_allowed_on_anything_says_why() -> None:
    assert [row.sid for row in ROWS if row.on == ANY and not reasons().get(row.sid)] == []


def test_a_comment_above_a_trust_is_told() -> None:
    assert said_of("audit.FIREHOSE_TRUST").startswith("AWS documents no source conditions for Firehose")
