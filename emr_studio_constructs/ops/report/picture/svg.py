"""Draws cards, arrows and frames as SVG.

https://www.w3.org/TR/SVG2/
"""

from collections.abc import Sequence
from dataclasses import dataclass
from unicodedata import east_asian_width
from xml.etree import ElementTree as ET

Point = tuple[float, float]
Place = tuple[float, float, float, float]
"""Of a box: `x`, `y`, width and height."""

_NAMESPACE = "http://www.w3.org/2000/svg"
WIDTH = 1200
GAP = 12
_LINE = 18
_PADDING = 12
# Nothing here knows fonts: a character of the widest that systems have is taken for as wide as this.
_CHARACTER = 7.9

STYLE = """
.picture { --paper: #fff; --wash: #f5f6f8; --ink: #171a1f; --soft: #545c66; --line: #aab2bb; --accent: #0b5a82;
  --accent-wash: #e6f1f7;
  font: 13px system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; }
@media (prefers-color-scheme: dark) { .picture { --paper: #14171b; --wash: #1c2026; --ink: #e7eaee; --soft: #a3acb7;
  --line: #566170; --accent: #7cc0e8; --accent-wash: #15303f; } }
@media print { .picture { --paper: #fff; --wash: #fff; --ink: #000; --soft: #444; --line: #888; --accent: #000;
  --accent-wash: #fff; } }
.picture text { fill: var(--soft); }
.picture .title { fill: var(--ink); font-weight: 600; }
.picture .heading { font-size: 12px; letter-spacing: 0.04em; }
.picture .card { fill: var(--paper); stroke: var(--line); }
.picture .frame { fill: var(--wash); stroke: var(--line); }
.picture .zone { fill: none; stroke: var(--line); stroke-dasharray: 4 4; }
.picture .main { fill: var(--accent-wash); stroke: var(--accent); }
.picture .unknown { stroke-dasharray: 4 4; }
.picture .arrow { fill: none; stroke: var(--accent); stroke-width: 1.5; }
.picture .blocked { stroke: var(--soft); stroke-dasharray: 3 4; }
.picture .head { fill: var(--accent); }
.picture .label { fill: var(--ink); font-size: 12px; }
"""


@dataclass(frozen=True)
class Card:
    """A box with a title and lines of text."""

    title: str
    lines: tuple[str, ...] = ()
    look: str = ""
    """`main`, `unknown`, or both."""

    def __str__(self) -> str:
        """Its text."""
        return " ".join([self.title, ", ".join(self.lines)])

    @property
    def height(self) -> float:
        """As many lines as it has."""
        return 2 * _PADDING + _LINE * (1 + len(self.lines)) - 4


class Drawing:
    """A picture that is `WIDTH` wide, and as high as what is drawn."""

    def __init__(self, *, title: str, description: str) -> None:
        self._height = 0.0
        self._root = ET.Element("svg", {"xmlns": _NAMESPACE, "class": "picture", "role": "img"})
        ET.SubElement(self._root, "title").text = title
        ET.SubElement(self._root, "desc").text = description
        ET.SubElement(self._root, "style").text = STYLE
        self._back = ET.SubElement(self._root, "g")
        self._lines = ET.SubElement(self._root, "g")
        self._front = ET.SubElement(self._root, "g")

    def frame(self, place: Place, look: str) -> None:
        """A box behind all else: `frame`, `zone`, and `unknown` beside."""
        self._box(self._back, place, look)

    def card(self, x: float, y: float, width: float, card: Card, *, height: float = 0) -> float:
        """A box with text, and where it ends; what is too long is cut, and whole in its tooltip."""
        group = ET.SubElement(self._front, "g")
        if any(_cut(line, width) != line for line in (card.title, *card.lines)):
            ET.SubElement(group, "title").text = "\n".join((card.title, *card.lines))
        bottom = y + max(card.height, height)
        self._box(group, (x, y, width, bottom - y), f"card {card.look}".strip())
        for number, line in enumerate((card.title, *card.lines)):
            place = {"x": f"{x + _PADDING:g}", "y": f"{y + _PADDING + 11 + number * _LINE:g}"}
            text = ET.SubElement(group, "text", place if number else {**place, "class": "title"})
            text.text = _cut(line, width)
        return bottom

    def text(self, x: float, y: float, text: str, look: str, *, width: float = 400) -> None:
        """A line of text: `heading`, `label` or `title`."""
        ET.SubElement(self._front, "text", {"x": f"{x:g}", "y": f"{y:g}", "class": look}).text = _cut(text, width)
        self._reach(y)

    def arrow(self, points: Sequence[Point], *, is_open: bool = True) -> None:
        """A line along points, with a head at the last one."""
        ET.SubElement(self._lines, "path", {"d": _along(points), "class": "arrow" if is_open else "arrow blocked"})
        (from_x, _), (x, y) = points[-2:]
        if is_open:
            tip = f"M{x:g} {y:g}l-8 -4v8z" if from_x != x else f"M{x:g} {y:g}l-4 -8h8z"
            ET.SubElement(self._lines, "path", {"d": tip, "class": "head"})

    def line(self, points: Sequence[Point]) -> None:
        """A line along points, of an arrow that others begin too."""
        ET.SubElement(self._lines, "path", {"d": _along(points), "class": "arrow"})

    def svg(self) -> str:
        """The picture, alone or to stand in a page."""
        self._root.set("viewBox", f"0 0 {WIDTH} {self._height + 2:g}")
        return ET.tostring(self._root, encoding="unicode")

    def _box(self, parent: ET.Element, place: Place, look: str) -> None:
        sizes = {**dict(zip(("x", "y", "width", "height"), place, strict=True)), "rx": 6}
        ET.SubElement(parent, "rect", {name: f"{size:g}" for name, size in sizes.items()} | {"class": look})
        self._reach(place[1] + place[3])

    def _reach(self, y: float) -> None:
        self._height = max(self._height, y)


def _along(points: Sequence[Point]) -> str:
    return "M" + "L".join(f"{x:g} {y:g}" for x, y in points)


def _cut(text: str, width: float) -> str:
    """What of a text fits, with an ellipsis in the middle where it is too long: names differ at both ends."""
    room = int((width - 2 * _PADDING) / _CHARACTER)
    shown, kept = text, len(text)
    while kept and _length(shown) > room:
        kept -= 1
        shown = f"{text[: kept // 2]}…{text[len(text) - (kept - kept // 2) :]}"
    return shown


def _length(text: str) -> int:
    """How many characters wide: those of East Asia, and emoji, take two."""
    return sum(2 if east_asian_width(sign) in "WF" else 1 for sign in text)
