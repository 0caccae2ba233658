"""Finds the person, the use case and the things that a test means, asks, and says what is wrong with the answer."""

from collections import Counter
from collections.abc import Sequence
from typing import TypeVar

from emr_studio_constructs.cfn import SynthesizedStack
from emr_studio_constructs.cfn.resource_types import STUDIO
from emr_studio_constructs.review.access import Access, Answer, Decided
from emr_studio_constructs.review.person import Person, PersonKind
from emr_studio_constructs.review.studio import ReviewedStudio, studios_of
from emr_studio_constructs.review.things import Thing
from emr_studio_constructs.review.use_cases import UseCase
from emr_studio_constructs.suggest import did_you_mean

from .template import TemplatesLike, templates_of

T = TypeVar("T")


def stacks_of(templates: TemplatesLike, account: str | None, region: str | None) -> list[SynthesizedStack]:
    """The stacks of templates, in one place."""
    return [
        SynthesizedStack(name=name, template=each, account=account, region=region)
        for name, each in templates_of(templates).items()
    ]


class Question:
    """About one person and one use case."""

    def __init__(
        self, stacks: Sequence[SynthesizedStack], studio: str | None, *, person: str, use_case: UseCase | str
    ) -> None:
        """Finds what is meant.

        Raises:
            ValueError: It is not there, or cannot be told.
        """
        self._use_case = _use_case(use_case)
        self._studio = _studio(studios_of(stacks), studio)
        self._access = Access(self._studio)
        self._person = _person(self._access.people, person)
        if faults := self._access.faults(self._person):
            raise ValueError(f"template must have policies that can be judged, got {'; '.join(faults)}")

    def things(self, on: str | None) -> Sequence[Thing]:
        """The things that are meant.

        Raises:
            ValueError: There is no such thing.
        """
        every = self._access.things(self._use_case)
        if on is None:
            return every
        found = self._studio.found
        arn = found.physical(on).arn() if on in found.template["Resources"] else on
        meant = [each for each in every if each.name == on or arn in each.values.values()]
        meant = meant or [each for each in every if on.casefold() in each.name.casefold()]
        if not meant:
            known = did_you_mean(on, (each.name for each in every if each.name))
            raise ValueError(f"on must be what {str(self._use_case)!r} is about, got {on!r}{known}")
        return meant

    def answer(self, thing: Thing) -> Answer:
        """Whether they may do it with a thing."""
        return self._access.answer(self._person, self._use_case, thing)

    def message(self, thing: Thing, decisions: Sequence[Decided], *, wanted: bool) -> str:
        """What is wrong, why, and whether anybody is as they should be."""
        wrong = [each for each in decisions if each[1].allowed is not wanted]
        people = [each for each in self._access.people if each.kind is not PersonKind.SERVICE_ROLE]
        right = [each.name for each in people if self._is(each, thing, allowed=wanted)]
        may, others = ("may not", "may") if wanted else ("may", "may not")
        about = f" ({thing.name})" if thing.name else ""
        return "\n".join(
            [
                f"{self._person.name} {may} {self._use_case}{about}: {len(wrong)} of {len(decisions)} requests",
                *(f"  {request.action} on {request.resource}: {decision.why}" for request, decision in wrong),
                *(f"  not known: {each}" for each in self._person.unknown),
                f"give them what others have who {others}: {', '.join(right)}" if right else f"nobody {others}",
            ]
        )

    def _is(self, person: Person, thing: Thing, *, allowed: bool) -> bool:
        answer = self._access.answer(person, self._use_case, thing)
        return answer.allowed if allowed else answer.refused


def _studio(studios: Sequence[ReviewedStudio], name: str | None) -> ReviewedStudio:
    if not studios:
        raise ValueError(f"template must have an {STUDIO}, got none: give that of the stack with the Studio")
    known = [(each, _spellings(each.stack, each.logical_id, each.name)) for each in studios]
    return studios[0] if name is None and len(studios) == 1 else _chosen("studio", name, known)


def _person(people: Sequence[Person], name: str) -> Person:
    known = [(each, _spellings(each.stack, each.logical_id, each.name, f"{each.kind} {each.name}")) for each in people]
    return _chosen("person", name, known)


def _spellings(stack: str, logical_id: str | None, *names: str) -> tuple[str, ...]:
    """How something may be named, the plainest first."""
    return (*names, logical_id, f"{stack}/{logical_id}") if logical_id else names


def _chosen(argument: str, name: str | None, known: Sequence[tuple[T, Sequence[str]]]) -> T:
    """What a test names; `known` has with each thing how it may be named."""
    found = [(each, spellings) for each, spellings in known if name is None or name in spellings]
    if len(found) == 1:
        return found[0][0]
    if not found:
        hint = did_you_mean(name, (spellings[0] for _, spellings in known))
        raise ValueError(f"{argument} must be one of the template's, got {name!r}{hint}")
    times = Counter(one for _, spellings in known for one in set(spellings))
    exact = (next((one for one in spellings if times[one] == 1), spellings[-1]) for _, spellings in found)
    raise ValueError(f"{argument} must be one alone, got {name!r}: choose {' or '.join(map(repr, exact))}")


def _use_case(name: UseCase | str) -> UseCase:
    if name not in set(UseCase):
        raise ValueError(f"use_case must be a UseCase, got {name!r}{did_you_mean(name, UseCase)}")
    return UseCase(name)
