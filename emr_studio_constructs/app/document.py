"""Reads a YAML file, remembering on which line everything is."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path as FilePath
from typing import Any

import yaml

from .errors import ConfigError, Mistake, Path


@dataclass(frozen=True, kw_only=True)
class Line:
    """A line of a file, and what is on it: keys and list positions from the top of that file."""

    file: str
    number: int
    path: Path

    def __str__(self) -> str:
        """`file:line: where: `, as messages begin."""
        where = f"{_dotted(self.path)}: " if self.path else ""
        return f"{self.file}:{self.number}: {where}"


@dataclass(frozen=True)
class Document:
    """What a file holds, and the line of each thing in it, which may be a line of another file."""

    data: Any
    lines: Mapping[Path, Line]

    def say(self, mistakes: Iterable[Mistake]) -> list[str]:
        """Words mistakes as `file:line: where: what`, each once, in the order of files and lines."""
        found = [(self._line(mistake.path), mistake.text) for mistake in mistakes]
        found.sort(key=lambda each: (each[0].file, each[0].number))
        return list(dict.fromkeys(f"{line}{text}" for line, text in found))

    def _line(self, path: Path) -> Line:
        """The line of a place; of what would hold it, for a place that is not in the file."""
        if path in self.lines:
            return self.lines[path]
        holder = self._line(path[:-1])
        return replace(holder, path=(*holder.path, path[-1]))


def _dotted(path: Path) -> str:
    """Writes a path as in code: `studios.Analytics.access[0].tier`."""
    return "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path).removeprefix(".")


_KEY_TAGS = ("tag:yaml.org,2002:str", "tag:yaml.org,2002:merge")


def _refusal(text: str, node: yaml.Node) -> yaml.MarkedYAMLError:
    return yaml.MarkedYAMLError(problem=text, problem_mark=node.start_mark)


class _Loader(yaml.SafeLoader):
    """PyYAML's safe loader, which also refuses a key that is there twice or is not text."""

    def flatten_mapping(self, node: yaml.MappingNode) -> None:
        seen: dict[str, int] = {}
        for key, _ in node.value:
            if key.tag not in _KEY_TAGS:
                raise _refusal("a key must be text: put it in quotes", key)
            if key.value in seen:
                raise _refusal(f"the key {key.value!r} is already on line {seen[key.value]}: remove one of them", key)
            seen[key.value] = key.start_mark.line + 1
        super().flatten_mapping(node)


def _lines(node: yaml.Node, line: int, path: Path, above: tuple[yaml.Node, ...]) -> Iterator[tuple[Path, int]]:
    """The line of each thing under a node, at the node's key if it has one."""
    yield path, line
    if node in above:
        raise _refusal("an anchor must not hold itself", node)
    match node:
        case yaml.MappingNode():
            for key, value in node.value:
                yield from _lines(value, key.start_mark.line + 1, (*path, key.value), (*above, node))
        case yaml.SequenceNode():
            for position, value in enumerate(node.value):
                yield from _lines(value, value.start_mark.line + 1, (*path, position), (*above, node))
        case yaml.ScalarNode(tag="tag:yaml.org,2002:null"):
            raise _refusal("nothing is given here: give a value, or remove the key", node)


def read_document(file: str, *, wants: str) -> Document:
    """Reads a YAML file; `wants` says what is missing from an empty one.

    Raises:
        ConfigError: It is not YAML that can be trusted.
        OSError: It cannot be read.
    """
    try:
        loader = _Loader(FilePath(file).read_text(encoding="utf-8"))
        node = loader.get_single_node()
        if node is None:
            raise ConfigError([f"{file}:1: the file is empty: it wants {wants}"])
        data = loader.construct_document(node)
        lines = {path: Line(file=file, number=number, path=path) for path, number in _lines(node, 1, (), ())}
        return Document(data=data, lines=lines)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        text = ", ".join(part for part in (error.context, error.problem) if part)
        raise ConfigError([f"{file}:{line}: {text}"]) from error
    except yaml.YAMLError as error:
        raise ConfigError([f"{file}:1: {' '.join(str(error).split())}"]) from error
    except UnicodeDecodeError as error:
        raise ConfigError([f"{file}:1: not text in UTF-8"]) from error
