"""What README and the pages show works."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
PAGES = [README, *sorted((ROOT / "docs").rglob("*.md"))]
# Their blocks are parts of a project, and run as one.
RUN_ELSEWHERE = {
    "docs/changes.md": "ops/guard/test_page.py",
    "docs/start.md": "docs/test_start.py",
    "docs/testing.md": "test_consumer.py",
}


def name(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def blocks(page: Path) -> list[str]:
    return re.findall(r"```python\n(.*?)```", page.read_text(encoding="utf-8"), flags=re.DOTALL)


BLOCKS = {
    f"{name(page)}-{number}": block
    for page in PAGES
    if name(page) not in RUN_ELSEWHERE
    for number, block in enumerate(blocks(page))
}


@pytest.mark.parametrize("block", BLOCKS)
def test_python_block_runs(block: str) -> None:
    exec(compile(BLOCKS[block], block, "exec"), {"__name__": "page"})  # noqa: S102  # what a reader would run


def test_pages_that_should_have_blocks_have_them() -> None:
    assert {block.partition("-")[0] for block in BLOCKS} >= {"README.md", "docs/compute.md", "docs/monitoring.md"}


@pytest.mark.parametrize("page", RUN_ELSEWHERE)
def test_other_blocks_are_run_elsewhere(page: str) -> None:
    assert blocks(ROOT / page)
    test = Path(__file__).parent / RUN_ELSEWHERE[page]
    assert Path(page).name in test.read_text(encoding="utf-8")


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_links_lead_somewhere_where_pages_are_read_as_files(page: Path) -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]+)[^)]*\)", page.read_text(encoding="utf-8"))
    assert [link for link in links if not page.parent.joinpath(link).exists()] == []


def test_make_targets_exist() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    texts = [page.read_text(encoding="utf-8") for page in PAGES]
    shell = "".join(block for text in texts for block in re.findall(r"```sh\n(.*?)```", text, flags=re.DOTALL))
    targets = set(re.findall(r"^make ([a-z-]+)", shell, flags=re.MULTILINE))
    targets |= {target for text in texts for target in re.findall(r"`make ([a-z-]+)", text)}
    assert "rehearse" in targets
    assert [target for target in targets if not re.search(rf"^{target}:", makefile, flags=re.MULTILINE)] == []
