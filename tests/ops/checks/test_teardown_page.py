"""The page on taking a Studio down names what `teardown-check` says."""

import re
from pathlib import Path

from emr_studio_constructs.ops.checks.contents import TEARDOWN

PAGE = (Path(__file__).parents[3] / "docs" / "teardown.md").read_text(encoding="utf-8")


def test_what_the_page_says_of_teardown_check_is_asked_by_it() -> None:
    named = re.findall(r"^\|[^|]+\| `([a-z-]+)` \|", PAGE, flags=re.MULTILINE)
    assert len(named) == len(set(named)) > 1
    assert set(named) <= {check.__name__.replace("_", "-") for check in TEARDOWN}
