"""What is said of rows in the source of `policies`: docstrings of names, and the comments beside and above rows."""

import ast
import io
import tokenize
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import griffe

from emr_studio_constructs import policies

_DIRECTORY = Path(next(iter(policies.__path__)))


def said_of(name: str) -> str:
    """The docstring of a name in `policies`, or else the comment above it.

    Args:
        name: Such as `capabilities.Capability.GIT`.
    """
    found = _package()[name]
    if found.docstring:
        return " ".join(found.docstring.value.split())
    line = found.lineno or 0
    return _comment(_DIRECTORY / f"{name.partition('.')[0]}.py", line, line)


@cache
def reasons() -> Mapping[str, str]:
    """What the comments in each row say, by its sid."""
    return {
        sid: said
        for source in sorted(_DIRECTORY.glob("*.py"))
        for sid, first, last in _rows(source)
        if (said := _comment(source, first, last))
    }


@cache
def _package() -> griffe.Object | griffe.Alias:
    return griffe.load(policies.__name__)


def _rows(source: Path) -> Iterator[tuple[str, int, int]]:
    """The sid of each row in a file, and its first and last line."""
    for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Allow":
            for keyword in node.keywords:
                if keyword.arg == "sid" and isinstance(keyword.value, ast.Constant):
                    yield str(keyword.value.value), node.lineno, node.end_lineno or node.lineno


def _comment(source: Path, first: int, last: int) -> str:
    """The comments above a line, and from it to another: those of lines that follow each other as one."""
    comments = _comments(source)
    while first - 1 in comments:
        first -= 1
    texts: list[str] = []
    for line in range(first, last + 1):
        if line in comments:
            texts.append(f"{texts.pop()} {comments[line]}" if texts and line - 1 in comments else comments[line])
    return "; ".join(texts)


@cache
def _comments(source: Path) -> Mapping[int, str]:
    tokens = tokenize.generate_tokens(io.StringIO(source.read_text(encoding="utf-8")).readline)
    return {token.start[0]: token.string.lstrip("# ") for token in tokens if token.type == tokenize.COMMENT}
