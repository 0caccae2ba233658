"""The examples: what the docstring of each says, and its code."""

import ast
from pathlib import Path


def example_files(directory: Path) -> str:
    """All examples of a directory, by file; those that are several files, by directory."""
    return "\n\n".join(_heading(path, "##") for path in sorted(directory.iterdir()) if _files(path))


def _heading(path: Path, level: str) -> str:
    text = f"{level} {path.name} {{ #{path.stem} }}"
    if path.is_dir():
        return "\n\n".join([text, *(_heading(file, f"{level}#") for file in _files(path))])
    return f"{text}\n\n{_content(path)}"


def _files(path: Path) -> list[Path]:
    """The files with code or people that an example is made of."""
    return sorted(file for file in (path.iterdir() if path.is_dir() else [path]) if file.suffix in {".py", ".yaml"})


def _content(path: Path) -> str:
    source = path.read_text(encoding="utf-8").strip()
    if path.suffix != ".py":
        return f"```yaml\n{source}\n```"
    tree = ast.parse(source)
    said = ast.get_docstring(tree)
    if said:
        source = "\n".join(source.splitlines()[tree.body[0].end_lineno :]).strip()
    return f"{said or ''}\n\n```python\n{source}\n```"
