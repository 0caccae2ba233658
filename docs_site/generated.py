"""Which maker stands behind which name in a page's `<!-- generated: NAME ARGUMENT -->`."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path

from .commands import command_reference
from .config_keys import config_reference
from .examples import example_files
from .permissions import capability_matrix, rows_of, rows_of_everybody, tier_rows, trusts_of
from .samples import pictures, sample_files
from .use_cases import use_cases

_MAKERS: Mapping[str, Callable[[Path, str], str]] = {
    "capability-matrix": lambda _root, _argument: capability_matrix(),
    "commands": lambda _root, _argument: command_reference(),
    "config-keys": lambda root, schema: config_reference(root / schema),
    "examples": lambda root, _argument: example_files(root / "examples"),
    "picture": lambda root, sample: pictures(root / "config" / f"{sample}.yaml"),
    "rows": lambda _root, table: rows_of(table),
    "rows-of-everybody": lambda _root, _argument: rows_of_everybody(),
    "samples": lambda root, _argument: sample_files(root / "config"),
    "tier": lambda _root, tier: tier_rows(tier),
    "trust": lambda _root, name: trusts_of(name),
    "use-cases": lambda _root, _argument: use_cases(),
}

_PLACE = re.compile(r"^<!-- generated: ([\w-]+) ?(.*?) -->$", re.MULTILINE)


def fill_in(markdown: str, root: Path) -> str:
    """Writes what is made from the code in the place of each comment.

    Args:
        markdown: A page.
        root: The directory of the project.

    Raises:
        KeyError: A comment names nothing that is made here.
    """
    return _PLACE.sub(lambda place: _MAKERS[place[1]](root, place[2]), markdown)
