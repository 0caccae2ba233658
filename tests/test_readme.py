"""What README and the pages show works."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = [(ROOT / "docs" / f"{name}.md").read_text(encoding="utf-8") for name in ("compute", "monitoring")]
BLOCKS = re.findall(r"```python\n(.*?)```", README + "".join(PAGES), flags=re.DOTALL)


@pytest.mark.parametrize(
    "block", BLOCKS, ids=lambda block: next(line for line in block.splitlines() if "(" in line and "import" not in line)
)
def test_python_block_synthesizes(block: str) -> None:
    exec(compile(block, "README.md", "exec"), {"__name__": "readme"})  # noqa: S102  # what a reader would run


def test_there_are_python_blocks() -> None:
    assert len(BLOCKS) >= 6


@pytest.mark.parametrize("page", ["README.md", *(f"docs/{page.name}" for page in sorted((ROOT / "docs").glob("*.md")))])
def test_links_lead_somewhere(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    links = re.findall(r"\]\((?!https?:)([^)#]+)[^)]*\)", text)
    assert links
    assert [link for link in links if not (ROOT / page).parent.joinpath(link).exists()] == []


def test_make_targets_exist() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in re.findall(r"\bmake ([\w-]+)", README):
        assert re.search(rf"^{target}:", makefile, flags=re.MULTILINE), target
