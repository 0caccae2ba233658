"""A thing that a use case is about, and what is looked at to find it."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from emr_studio_constructs.evaluation import Context
from emr_studio_constructs.review.mentions import Mention, mentions
from emr_studio_constructs.review.person import Person
from emr_studio_constructs.review.policy_documents import reaches
from emr_studio_constructs.review.studio import ReviewedStudio


@dataclass(frozen=True, kw_only=True)
class Thing:
    """What a use case is about.

    Args:
        name: As a reviewer would say it, such as `clusters tagged team=data`. Default: there is nothing to tell.
        values: What names in angle brackets stand for in the requests about it.
        context: What requests about it carry, such as its tags; `${aws:userid}` stands for the user id of who asks.
        is_other: Whether it is what no template names: any other cluster, somebody else's Workspace.
    """

    name: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    context: Context = field(default_factory=dict)
    is_other: bool = False


@dataclass(frozen=True, kw_only=True)
class Scene:
    """A Studio, its people, and what is known of the things around it."""

    studio: ReviewedStudio
    people: Sequence[Person]
    values: Mapping[str, str]
    """What names in angle brackets stand for, as long as no thing says otherwise."""
    names: Mapping[str, str]
    """How to call what templates define, by ARN."""

    def mentions(self, *actions: str, keys: Sequence[str] = ()) -> list[Mention]:
        """What policies allow or deny any of some actions on, as `mentions` finds it."""
        found = [each for action in actions for each in mentions(self.people, action, *keys)]
        return [each for place, each in enumerate(found) if each not in found[:place]]

    def concrete(self, pattern: str, name: str) -> str:
        """An ARN that a resource of a policy stands for: where it may, the one that is made up for a name."""
        if reaches({"Resource": pattern}, self.values[name]):
            return self.values[name]
        return pattern.replace("*", "x").replace("?", "x")

    def called(self, arn: str) -> str:
        """How to call a thing: as a template does, else by the end of its ARN."""
        return self.names.get(arn, arn.rpartition("/")[2])

    def with_any_other(self, things: Sequence[Thing], noun: str, *names: str) -> tuple[Thing, ...]:
        """Things, each once, and behind them one that no template names.

        Args:
            things: The things.
            noun: What they are, in the singular.
            names: The names in angle brackets by which requests are about them.
        """
        other = Thing(values={name: self.values[name] for name in names})
        found = told_apart(each for each in things if (each.values, each.context) != (other.values, other.context))
        return (*found, replace(other, name=f"any {'other ' if found else ''}{noun}", is_other=bool(found)))


def told_apart(things: Iterable[Thing]) -> tuple[Thing, ...]:
    """Things, each once; those that are called alike, such as applications of two stacks, with their ARNs."""
    found: list[Thing] = []
    for each in things:
        if each not in found:
            found.append(each)
    times = Counter(each.name for each in found)
    return tuple(
        replace(each, name=f"{each.name} ({', '.join(_arns(each))})") if times[each.name] > 1 else each
        for each in found
    )


def _arns(thing: Thing) -> list[str]:
    return [value for value in thing.values.values() if value.startswith("arn:")]
