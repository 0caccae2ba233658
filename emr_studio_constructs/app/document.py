"""Reads a YAML file, remembering on which line everything is."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path as FilePath
from typing import Any

import yaml

from .errors import ConfigError, Mistake, Path


@dataclass(frozen=True)
class Document:
    """What a file holds, and the line of each thing in it."""

    file: str
    data: Any
    lines: dict[Path, int]

    def say(self, mistakes: Iterable[Mistake]) -> list[str]:
        """Words mistakes as `file:line: where: what`, in the order of their lines."""
        return [self._line_about(mistake) for mistake in sorted(mistakes, key=lambda found: self._line(found.path))]

    def _line_about(self, mistake: Mistake) -> str:
        where = f"{_dotted(mistake.path)}: " if mistake.path else ""
        return f"{self.file}:{self._line(mistake.path)}: {where}{mistake.text}"

    def _line(self, path: Path) -> int:
        """The line of a place; of what would hold it, for a place that is not in the file."""
        return self.lines[path] if path in self.lines else self._line(path[:-1])


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


def read_document(file: str) -> Document:
    """Reads a YAML file.

    Raises:
        ConfigError: There is no such file, or it is not YAML that can be trusted.
    """
    try:
        loader = _Loader(FilePath(file).read_text(encoding="utf-8"))
        node = loader.get_single_node()
        if node is None:
            raise ConfigError([f"{file}:1: the file is empty: it wants studios"])
        data = loader.construct_document(node)
        return Document(file=file, data=data, lines=dict(_lines(node, 1, (), ())))
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        text = ", ".join(part for part in (error.context, error.problem) if part)
        raise ConfigError([f"{file}:{line}: {text}"]) from error
    except yaml.YAMLError as error:
        raise ConfigError([f"{file}:1: {' '.join(str(error).split())}"]) from error
    except UnicodeDecodeError as error:
        raise ConfigError([f"{file}:1: not text in UTF-8"]) from error
    except OSError as error:
        reason = (error.strerror or "cannot be read").lower()
        raise ConfigError([f"{file}: {reason}: name another with -c config=FILE"]) from error
