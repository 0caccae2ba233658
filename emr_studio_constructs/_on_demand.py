"""Names of a package that are loaded when somebody asks for them: `aws_cdk` starts Node.js, and not all need it.

https://peps.python.org/pep-0562/
"""

import sys
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module


def on_demand(
    package: str, homes: Mapping[str, Sequence[str]]
) -> tuple[Callable[[str], object], Callable[[], list[str]]]:
    """Gives the `__getattr__` and the `__dir__` of a package.

    Args:
        package: Its `__name__`.
        homes: The names that it offers, by the module in it that each comes from.
    """
    home_of = {name: home for home, names in homes.items() for name in names}
    loaded = vars(sys.modules[package])

    def load(name: str) -> object:
        if name not in home_of:
            message = f"module {package!r} has no attribute {name!r}"
            raise AttributeError(message)
        loaded[name] = getattr(import_module(f".{home_of[name]}", package), name)
        return loaded[name]

    return load, lambda: sorted({*loaded, *home_of})
