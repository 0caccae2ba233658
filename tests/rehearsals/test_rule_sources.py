"""Where the rules of the local AWS are from."""

import ast
import re
from pathlib import Path

RULES = Path(__file__).parents[2] / "rehearsal" / "local_aws" / "rules"


def test_every_rule_says_where_it_is_from() -> None:
    found = [
        (file.name, node.name, ast.get_docstring(node) or "")
        for file in RULES.glob("*.py")
        if file.name == "__init__.py" or not file.name.startswith("_")
        for node in ast.parse(file.read_text(encoding="utf-8")).body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith(("_", "check"))
    ]
    assert len(found) > 15
    pattern = re.compile(r"^(Source: (https://\S+|the provider schema of AWS::\S+)|Our reading: \S+ \S+)", re.MULTILINE)
    assert [(file, name) for file, name, text in found if not pattern.search(text)] == []
