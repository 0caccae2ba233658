"""The page in a real browser: with the mouse, with the keyboard alone, without scripts, dark, narrow and printed."""

from pathlib import Path
from typing import Literal

import pytest

from emr_studio_constructs.ops.report.page import HEADINGS
from ops.report.browser import Browser

CELL = '#s1-matrix .answer[aria-label^="Yes: create Workspaces, BASIC"]'
DIALOG = "dialog:popover-open"
FOCUS_IS_ON_AN_ANSWER = "document.activeElement.matches('.answer')"


def test_the_page_asks_for_nothing_and_complains_of_nothing(browser: Browser, everything: Path) -> None:
    browser.open(everything)
    assert browser.seen() == {"console": [], "errors": [], "requests": [everything.as_uri()]}


def test_a_click_on_an_answer_shows_what_was_asked_and_the_statement_that_decides(
    browser: Browser, everything: Path
) -> None:
    browser.open(everything)
    assert browser.texts(DIALOG) == []
    browser.click(CELL)
    [said] = browser.texts(DIALOG)
    assert said.startswith("Close\ncreate Workspaces\n")
    assert "Yes, for BASIC" in said
    assert "elasticmapreduce:CreateEditor" in said
    assert "allowed by" in said
    assert '"Effect": "Allow"' in said


def test_the_keyboard_alone_opens_an_answer_and_escape_comes_back_to_it(browser: Browser, everything: Path) -> None:
    browser.open(everything)
    for _ in range(100):
        browser.press("Tab")
        if browser.evaluate(FOCUS_IS_ON_AN_ANSWER):
            break
    label = browser.evaluate("document.activeElement.getAttribute('aria-label')")
    browser.press("Enter")
    assert len(browser.texts(DIALOG)) == 1
    assert browser.evaluate(f"document.querySelector('{DIALOG}').contains(document.activeElement)")
    browser.press("Escape")
    assert browser.texts(DIALOG) == []
    assert browser.evaluate("document.activeElement.getAttribute('aria-label')") == label


def test_the_first_tab_offers_to_skip_the_contents(browser: Browser, everything: Path) -> None:
    browser.open(everything)
    browser.press("Tab")
    assert browser.evaluate("document.activeElement.textContent") == "Skip to the report"
    assert browser.evaluate("document.activeElement.getBoundingClientRect().left >= 0")


def test_one_person_is_shown_alone(browser: Browser, everything: Path) -> None:
    browser.open(everything)
    browser.choose("#s1-filter select", "alice@example.com")
    assert browser.texts("#s1-matrix thead .who") == ["INTERMEDIATE"]
    rows = browser.texts("#s1-matrix tbody tr")
    assert len(browser.texts("#s1-matrix .answer")) == len(rows)


def test_use_cases_are_found_by_words_and_by_what_is_allowed(browser: Browser, everything: Path) -> None:
    browser.open(everything)
    every = len(browser.texts("#s1-matrix tbody tr"))
    browser.fill("#s1-filter input[type=search]", "Tagged TEAM=research")
    rows = browser.texts("#s1-matrix tbody tr")
    assert 0 < len(rows) < every
    assert all("tagged team=research" in row for row in rows)
    assert browser.texts("#s1-filter output") == [f"{len(rows)} of {every} lines"]
    browser.fill("#s1-filter input[type=search]", "")
    browser.click("#s1-filter input[type=checkbox]")
    allowed = browser.texts("#s1-matrix tbody tr")
    assert 0 < len(allowed) < every
    assert all("Yes" in row or "Partly" in row for row in allowed)


def test_a_filter_leaves_other_studios_alone(browser: Browser, everything: Path) -> None:
    browser.open(everything)
    before = browser.texts("#s1-matrix tbody tr")
    browser.fill("#s2-filter input[type=search]", "nothing is called so")
    assert browser.texts("#s2-matrix tbody tr") == []
    assert browser.texts("#s1-matrix tbody tr") == before


@pytest.mark.parametrize(("scheme", "within"), [("light", "html"), ("dark", "#s1")])
def test_axe_finds_nothing_with_all_of_a_studio_unfolded(
    browser: Browser, everything: Path, scheme: Literal["light", "dark"], within: str
) -> None:
    browser.open(everything, scheme=scheme)
    browser.evaluate("document.querySelectorAll('#s1 details').forEach((each) => (each.open = true))")
    browser.click(CELL)
    assert len(browser.texts(DIALOG)) == 1
    assert browser.violations(within) == []


def test_the_page_and_its_pictures_are_dark_for_those_who_like_it(browser: Browser, everything: Path) -> None:
    colours = []
    for scheme in ("light", "dark"):
        browser.open(everything, scheme="dark" if scheme == "dark" else "light")
        colours.append(
            [
                browser.evaluate("getComputedStyle(document.body).backgroundColor"),
                browser.evaluate("getComputedStyle(document.querySelector('svg .card')).fill"),
            ]
        )
    assert colours == [["rgb(255, 255, 255)"] * 2, ["rgb(20, 23, 27)"] * 2]


def test_accepted_findings_are_folded_until_somebody_opens_them(browser: Browser, everything: Path) -> None:
    accepted = "#s1 .accepted-ones .severity.accepted"
    browser.open(everything)
    assert browser.texts(accepted) == []
    browser.click("#s1 .accepted-ones > summary")
    assert browser.texts(accepted)


def test_the_sections_of_a_studio_stay_in_sight_and_cover_no_heading(browser: Browser, everything: Path) -> None:
    browser.open(everything)
    browser.click("#s1 .sections a[href='#s1-kept']")
    bottom = browser.evaluate("document.querySelector('#s1 .sections').getBoundingClientRect().bottom")
    heading = browser.evaluate("document.querySelector('#s1-kept').getBoundingClientRect().top")
    assert 0 < bottom < heading


def test_a_phone_scrolls_down_alone(browser: Browser, everything: Path) -> None:
    browser.open(everything, width=390)
    assert browser.evaluate("document.documentElement.scrollWidth") == 390
    assert browser.evaluate("document.querySelector('#s1-matrix').scrollWidth > 390")


def test_without_scripts_all_is_there_but_the_filter(browser: Browser, everything: Path) -> None:
    browser.open(everything, script=False)
    assert browser.texts("h3") == list(HEADINGS.values()) * 4
    assert browser.texts("form") == []
    browser.click(CELL)
    assert "elasticmapreduce:CreateEditor" in browser.texts(DIALOG)[0]


def test_on_paper_all_sections_are_there_and_what_is_folded_is_open(
    browser: Browser, everything: Path, tmp_path: Path
) -> None:
    browser.open(everything)
    browser.print(tmp_path / "report.pdf")
    assert browser.texts("h3") == list(HEADINGS.values()) * 4
    assert browser.texts("form") == []
    assert len(browser.texts("#s1-matrix tbody tr")) > 40
    assert browser.evaluate("document.querySelector('#s1-matrix').scrollHeight") == browser.evaluate(
        "document.querySelector('#s1-matrix').clientHeight"
    )
    folded = "[...document.querySelectorAll('details .on, details .severity')].every((line) => line.checkVisibility())"
    assert browser.evaluate(folded)
    assert (tmp_path / "report.pdf").read_bytes().count(b"/Type /Page\n") > 8
