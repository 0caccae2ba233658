"""The docs site: built as `make docs` builds it, read as a browser would."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Literal
from urllib.parse import unquote, urldefrag

import pytest
from conftest import ROOT
from ops.report.browser import Browser

import emr_studio_constructs
from emr_studio_constructs import testing
from emr_studio_constructs.policies.capabilities import Capability


class Page(HTMLParser):
    """The ids and links of a page, and what it loads."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.links: list[str] = []
        self.loaded: list[str] = []
        self.text = path.read_text(encoding="utf-8")
        self.feed(self.text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self.ids |= {values[name] for name in ("id", "name") if name in values}
        if tag == "a" and "href" in values:
            self.links.append(values["href"])
        elif tag != "a":
            self.loaded += [values[name] for name in ("src", "href") if name in values]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("site")
    built = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", directory],
        cwd=ROOT,
        env={**os.environ, "CDK_VALIDATION": "false", "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert built.returncode == 0, built.stdout + built.stderr
    return directory


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[Path, Page]:
    return {path: Page(path) for path in site.rglob("*.html")}


def inner_links(page: Page, path: Path) -> Iterator[tuple[Path, str]]:
    """The file and anchor of each link of a page that leads to the site."""
    for link in (*page.links, *page.loaded):
        if not re.match(r"[a-z]+:", link):
            target, anchor = urldefrag(unquote(link))
            yield (path.parent / target).resolve() if target else path, anchor


def test_links_and_anchors_lead_somewhere(pages: dict[Path, Page]) -> None:
    for path, page in pages.items():
        if path.name == "404.html":  # it is served at every address, and so links from the root
            continue
        for target, anchor in inner_links(page, path):
            assert target.exists(), f"{path.name}: {target}"
            assert not anchor or target.suffix != ".html" or anchor in pages[target].ids, (
                f"{path.name}: {target}#{anchor}"
            )


def test_pages_load_nothing_from_a_network(pages: dict[Path, Page]) -> None:
    assert all(page.loaded for page in pages.values())
    assert [each for page in pages.values() for each in page.loaded if re.match(r"[a-z]+:|//", each)] == []


def test_nothing_is_left_to_be_written_in(pages: dict[Path, Page]) -> None:
    assert [path.name for path, page in pages.items() if "<!-- generated" in page.text] == []


def test_every_page_is_in_the_navigation(site: Path, pages: dict[Path, Page]) -> None:
    linked = {target for target, _ in inner_links(pages[site / "index.html"], site / "index.html")}
    assert set(pages) - {site / "404.html"} - linked == set()


def test_every_public_name_is_in_the_reference(site: Path, pages: dict[Path, Page]) -> None:
    reference = set().union(*(page.ids for path, page in pages.items() if path.parent == site / "reference"))
    aliases = {"Auth"}  # a union of the two auth types, both of which are there
    assert {f"emr_studio_constructs.{name}" for name in set(emr_studio_constructs.__all__) - aliases} <= reference
    assert {f"emr_studio_constructs.testing.{name}" for name in testing.__all__} <= reference


@pytest.mark.parametrize("capability", Capability)
def test_every_capability_has_its_rows(site: Path, pages: dict[Path, Page], capability: Capability) -> None:
    page = pages[site / "permissions.html"]
    assert capability.lower() in page.ids
    section = page.text.partition(f'id="{capability.lower()}"')[2].partition("<h3")[0]
    assert "<td>" in section


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 1280), ("light", 390)])
def test_pages_can_be_read_in_light_and_dark_and_on_a_phone(
    scheme: Literal["light", "dark"], width: int, site: Path
) -> None:
    with Browser.started() as browser:
        for name in ("start", "choose", "people", "security"):
            browser.open(site / f"{name}.html", scheme=scheme, width=width)
            assert browser.evaluate("document.documentElement.scrollWidth <= innerWidth"), name
            found = browser.violations(within=".md-content")
            # The theme puts the button that copies into a landmark without a name.
            assert [each for each in found if not each.startswith("landmark-unique")] == [], name
            assert browser.seen()["errors"] == [], name
