"""Renders the page: one file that needs no other, and takes nothing from the network.

https://developer.mozilla.org/en-US/docs/Web/HTTP/Guides/CSP
"""

import base64
import hashlib
from collections.abc import Sequence
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined

from emr_studio_constructs.ops.cost import prices
from emr_studio_constructs.ops.cost.item import Kind
from emr_studio_constructs.ops.cost.show import note, source

from .facts import facts_of
from .in_short import in_short, internet
from .matrix import matrix_of
from .picture import STYLE, picture_of
from .section import Section
from .trust import trust_of
from .words import alike, end, listed, port, sentence, short, tail, visible

HEADINGS = {
    "short": "In short",
    "picture": "Architecture",
    "access": "Who may do what",
    "network": "Network paths",
    "encryption": "What is encrypted with what",
    "kept": "What is kept, what is replaced",
    "cost": "Fixed monthly cost",
    "findings": "Findings",
}


def render(sections: Sequence[Section]) -> str:
    """The page about some Studios; the same bytes for the same templates."""
    style, script = _file("page.css"), _file("page.js")
    page = (
        _environment()
        .get_template("page.html")
        .render(
            sections=sections,
            title=f"Review of {_title(sections)}",
            headings=HEADINGS,
            style=style,
            script=script,
            security_policy=_security_policy([style, STYLE], script),
            kinds_of_cost=(Kind.FIXED, Kind.UNKNOWN, Kind.BY_USE),
            currency=prices.CURRENCY,
            price_source=source([section.cost for section in sections]),
        )
    )
    return visible(page)


def _title(sections: Sequence[Section]) -> str:
    [first, *others] = sections
    return f"{len(sections)} EMR Studios" if others else f"EMR Studio {first.studio.name}"


def _environment() -> Environment:
    made = Environment(
        loader=PackageLoader(__package__),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    made.filters |= {"alike": alike, "end": end, "listed": listed, "port": port, "short": short}
    made.filters |= {"money": "{:,.2f}".format, "note": note, "sentence": sentence, "tail": tail}
    made.globals |= {"facts_of": facts_of, "in_short": in_short, "internet": internet}
    made.globals |= {"matrix_of": matrix_of, "picture_of": picture_of, "trust_of": trust_of}
    return made


def _file(name: str) -> str:
    return files(__package__).joinpath("templates", name).read_text(encoding="utf-8")


def _security_policy(styles: Sequence[str], script: str) -> str:
    """Nothing from anywhere but the page's own styles and script, by their hashes."""
    allowed = " ".join(map(_hash, styles))
    return f"default-src 'none'; style-src {allowed}; script-src {_hash(script)}; base-uri 'none'; form-action 'none'"


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
