"""A headless Chromium, driven by `browser.mjs`."""

import json
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal, Self

from engine.engine import NODE_MODULES, node

_SCRIPT = Path(__file__).with_name("browser.mjs")
_PROJECT = Path(__file__).resolve().parents[3]


class BrowserError(AssertionError):
    """The browser could not do what it was told."""


class Browser:
    """One page at a time."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process

    @classmethod
    @contextmanager
    def started(cls) -> Iterator[Self]:
        """A browser that ends with the block."""
        environment = {NODE_MODULES: str(_PROJECT / "node_modules"), **os.environ}
        command = [node(), str(_SCRIPT)]
        with subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment
        ) as process:
            yield cls(process)
            assert process.stdin
            process.stdin.close()

    def open(
        self,
        file: Path,
        *,
        width: int = 1280,
        scheme: Literal["light", "dark"] = "light",
        script: bool = True,
    ) -> None:
        """Opens a file in a new page."""
        self._do("open", url=file.as_uri(), width=width, scheme=scheme, script=script)

    def seen(self) -> dict[str, list[str]]:
        """What was written to the console, thrown and requested since the page was opened."""
        seen: dict[str, list[str]] = self._do("seen")
        return seen

    def click(self, selector: str) -> None:
        self._do("click", selector=selector)

    def fill(self, selector: str, text: str) -> None:
        self._do("fill", selector=selector, text=text)

    def choose(self, selector: str, label: str) -> None:
        """Chooses an option by its label."""
        self._do("choose", selector=selector, label=label)

    def press(self, key: str) -> None:
        self._do("press", key=key)

    def texts(self, selector: str) -> list[str]:
        """The texts of what can be seen."""
        texts: list[str] = self._do("texts", selector=selector)
        return texts

    def evaluate(self, expression: str) -> Any:  # noqa: ANN401  # whatever JavaScript answers
        return self._do("evaluate", expression=expression)

    def violations(self, within: str = "html") -> list[str]:
        """What axe-core finds against a part of the page as it is now, by all of its rules, best practices too."""
        found: list[str] = self._do("axe", within=within)
        return found

    def print(self, path: Path) -> None:
        """Prints the page to a PDF, and shows it from now on as it is printed."""
        self._do("print", path=str(path))

    def _do(self, command: str, **given: object) -> Any:  # noqa: ANN401  # whatever the command answers
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps({"command": command, **given}) + "\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        if not line:
            raise BrowserError("the browser did not start: run npm ci, or name a Chromium by CHROMIUM")
        answer = json.loads(line)
        if "error" in answer:
            raise BrowserError(f"{command} {given}: {answer['error']}")
        return answer["result"]
