"""How many calls and how long `emr-studio mappings apply` takes for 105 people, while EMR throttles."""

from dataclasses import dataclass
from functools import partial
from threading import Event
from time import perf_counter

from emr_studio_constructs.choices import IdentityType
from emr_studio_constructs.ops.mappings.actual import mappings_of
from emr_studio_constructs.ops.mappings.execution import carry_out
from emr_studio_constructs.ops.mappings.model import Declared, Identity
from emr_studio_constructs.ops.mappings.planner import make_plan
from emr_studio_constructs.ops.mappings.target import DEFAULT_QUOTAS
from emr_studio_constructs.ops.mappings.write import write
from emr_studio_constructs.ops.reader import Reader

from .figures import Curves, Figure, Part
from .pairs import by_turns, spread
from .slow_emr import SlowEmr

SECONDS_A_CALL = 0.05
THROTTLED = (0.0, 0.05, 0.1, 0.2)

_POLICY = "arn:aws:iam::111122223333:policy/basic"
_PEOPLE = [
    Declared(identity=Identity(type=kind, name=f"{kind.lower()}{number}"), session_policy_arn=_POLICY)
    for kind, quota in DEFAULT_QUOTAS.items()
    for number in range(quota)
]


@dataclass(frozen=True)
class Applied:
    """A run of `mappings apply`."""

    seconds: float
    calls: int
    failed: int


def measure(rounds: int, shares: tuple[float, ...] = THROTTLED) -> Part:
    """Maps 105 people, with ever more of the calls throttled; time is real, with the client's own waits."""
    found = by_turns(rounds, {f"{share:.0%}": partial(apply, share) for share in shares})
    figures = []
    for share, runs in found.items():
        figures += [
            Figure(what=f"{share} throttled: calls a person", value=spread([run.calls / len(_PEOPLE) for run in runs])),
            Figure(what=f"{share} throttled: time", value=spread([run.seconds for run in runs]), unit="s"),
            Figure(
                what=f"{share} throttled: people who were not mapped",
                value=spread([run.failed for run in runs]),
                goal=0,
            ),
        ]
    times = {100 * share: spread([run.seconds for run in found[f"{share:.0%}"]]) for share in shares}
    curves = [Curves(title="mapping 105 people", x="% of calls throttled", y="seconds", points={"apply": times})]
    return Part(title=f"mappings apply, {1000 * SECONDS_A_CALL:.0f} ms a call", figures=figures, curves=curves)


def apply(throttled: float) -> Applied:
    """Maps everybody to a Studio that has nobody."""
    emr = SlowEmr(seconds_a_call=SECONDS_A_CALL, throttled=throttled)
    start = perf_counter()
    plan = make_plan(_PEOPLE, mappings_of(Reader(emr.aws), "es-1"), managed=frozenset(IdentityType), prune=False)
    outcome = carry_out(plan, partial(write, emr.aws.client("emr"), "es-1"), stop=Event(), on_progress=lambda: None)
    return Applied(perf_counter() - start, emr.calls.total(), len(outcome.failed))
