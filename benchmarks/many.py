"""What a further Studio with 105 people costs, against the least that an app can do for the same resources."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from math import log
from operator import truediv
from pathlib import Path

from .figures import Curves, Figure, Part
from .pairs import Spread, by_turns, ratios, spread
from .process import Done, run

GOAL = 1.1
SIZES = (1, 10, 100)

Runs = Mapping[int, Mapping[str, Sequence[Done]]]


def measure(rounds: int, directory: Path, sizes: Sequence[int] = SIZES) -> Part:
    """Measures `many`, `floor` and `tree`; templates are not checked, which would hide the difference.

    Args:
        rounds: How many for each size.
        directory: Where templates go.
        sizes: Numbers of Studios, in their order.
    """
    out = directory / "one"
    run("many", "1", cdk_out=out)
    template, tree = str(out / "Analytics0.template.json"), str(out / "tree.json")
    apps = {"ours": ["many"], "same tree": ["tree", template, tree], "floor": ["floor", template]}
    found = {
        size: by_turns(
            rounds,
            {
                name: partial(run, module, str(size), *arguments, cdk_out=directory / name)
                for name, (module, *arguments) in apps.items()
            },
        )
        for size in sizes
    }
    curves = [
        Curves(title="time", x="Studios", y="seconds", points=_points(found, "seconds")),
        Curves(title="memory, Node.js with it", x="Studios", y="MiB", points=_points(found, "mib")),
    ]
    return Part(title="Studios with 105 people each", figures=list(_figures(found)), curves=curves)


def _figures(found: Runs) -> Iterator[Figure]:
    least, *_, before_most, most = found
    for measured, word, unit in (
        ("seconds", "time", "s"),
        ("cpu_seconds", "processor time", "s"),
        ("mib", "memory", "MiB"),
    ):
        slopes = {
            name: [
                (last - first) / (most - least)
                for first, last in zip(
                    _values(found[least][name], measured), _values(found[most][name], measured), strict=True
                )
            ]
            for name in found[most]
        }
        for name, values in slopes.items():
            yield Figure(what=f"{word} of a further Studio, {name}", value=spread(values), unit=unit)
        goal = GOAL if measured == "seconds" else None
        yield Figure(what=f"{word}, ours / floor", value=ratios(slopes["ours"], slopes["floor"]), goal=goal)
        yield Figure(what=f"{word}, ours / same tree", value=ratios(slopes["ours"], slopes["same tree"]))
        last, first = (_values(found[size]["ours"], measured) for size in (most, before_most))
        powers = [log(ratio) / log(most / before_most) for ratio in map(truediv, last, first)]
        yield Figure(what=f"{word}, ours: grows with Studios to the power of", value=spread(powers), goal=goal)


def _points(found: Runs, measured: str) -> dict[str, dict[float, Spread]]:
    names = next(iter(found.values()))
    return {name: {size: spread(_values(runs[name], measured)) for size, runs in found.items()} for name in names}


def _values(runs: Sequence[Done], measured: str) -> list[float]:
    return [done.said["mib"] if measured == "mib" else getattr(done, measured) for done in runs]
