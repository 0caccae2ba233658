"""How long the package takes to load, over what it loads of the CDK."""

from functools import partial

from .figures import Figure, Part
from .pairs import by_turns, differences, spread
from .process import run

GOAL = 60  # milliseconds
_ONE = ("EmrStudio", "IdentityCenterAuth", "Tier")


def measure(rounds: int) -> Part:
    """Loads all names, and those of the README's example, each against the same modules of the CDK alone."""
    figures = []
    for what, names in (("every name", ()), (", ".join(_ONE), _ONE)):
        modules = run("load", *names).said["modules"]
        found = by_turns(
            rounds, {"ours": partial(run, "load", *names), "cdk": partial(run, "load", "--alone", *modules)}
        )
        ours, cdk = ([done.said["milliseconds"] for done in found[name]] for name in ("ours", "cdk"))
        figures += [
            Figure(what=f"{what}, with the CDK", value=spread(ours), unit="ms"),
            Figure(what=f"{what}, over the CDK", value=differences(ours, cdk), unit="ms", goal=GOAL),
        ]
    alone = [run("load", "Tier").said["milliseconds"] for _ in range(rounds)]
    figures.append(Figure(what="a name that needs no CDK", value=spread(alone), unit="ms"))
    return Part(title="loading the package", figures=figures)
