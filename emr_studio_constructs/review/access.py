"""Who may do what in a Studio: use cases by people, evaluated from the policies of the templates."""

from dataclasses import dataclass, replace

from emr_studio_constructs.evaluation import Context, Decision, Request, decide

from .judged import faults
from .made_up import values_of
from .names import names_of
from .people import people_of
from .person import Person
from .requests import REQUESTS, Ask
from .resource_policies import ResourcePolicies
from .studio import ReviewedStudio
from .things import Scene, Thing, things_of
from .things.tags import ONESELF
from .use_cases import UseCase

Decided = tuple[Request, Decision]
"""A request, and what the policies say to it."""


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What the policies say to one use case, with the requests that it comes down to."""

    decisions: tuple[Decided, ...]
    """About the thing itself, such as to describe a cluster."""
    beside: tuple[Decided, ...] = ()
    """Needed beside that, such as to attach Workspaces to anything at all."""

    @property
    def allowed(self) -> bool:
        """Whether all of it is allowed."""
        return all(decision.allowed for _, decision in (*self.decisions, *self.beside))

    @property
    def refused(self) -> bool:
        """Whether nothing about the thing itself is allowed."""
        return not any(decision.allowed for _, decision in self.decisions)

    @property
    def in_part(self) -> bool:
        """Whether some of it is allowed, and some refused."""
        return not self.allowed and not self.refused


@dataclass(frozen=True, kw_only=True)
class Row:
    """A use case and what it is about, with the answer for each person, in the order of `AccessMatrix.people`."""

    use_case: UseCase
    thing: Thing
    answers: tuple[Answer, ...]


@dataclass(frozen=True, kw_only=True)
class AccessMatrix:
    """Who may do what in a Studio."""

    people: tuple[Person, ...]
    rows: tuple[Row, ...]


def access_of(studio: ReviewedStudio) -> AccessMatrix:
    """Who may do what in a Studio: everybody, asked about every use case and thing.

    Service control policies, and the policies of resources that are in no template, are not known; where an answer
    rests on what is in no template, `Person.unknown` says so.
    """
    access = Access(studio)
    rows = [
        Row(
            use_case=use_case,
            thing=thing,
            answers=tuple(access.answer(each, use_case, thing) for each in access.people),
        )
        for use_case in UseCase
        for thing in access.things(use_case)
    ]
    return AccessMatrix(people=access.people, rows=tuple(rows))


class Access:
    """What people may do in one Studio, asked one by one."""

    def __init__(self, studio: ReviewedStudio) -> None:
        self.people = people_of(studio)
        self._scene = Scene(
            studio=studio, people=self.people, values=values_of(studio), names=names_of(studio.templates)
        )
        self._resource_policies = ResourcePolicies(studio)
        place = studio.found.environment
        self._everywhere: Context = {
            "aws:RequestedRegion": place.region,
            "aws:ResourceAccount": place.account,
            "aws:SecureTransport": "true",
        }

    def things(self, use_case: UseCase) -> tuple[Thing, ...]:
        """What a use case is asked about."""
        return things_of(use_case, self._scene)

    def answer(self, person: Person, use_case: UseCase, thing: Thing) -> Answer:
        """Whether a person may do something with a thing."""
        asks = REQUESTS[use_case]
        return Answer(
            decisions=tuple(self._decide(person, each, thing, thing.context) for each in asks.about),
            beside=tuple(self._decide(person, each, thing, {}) for each in asks.beside),
        )

    def faults(self, person: Person) -> tuple[str, ...]:
        """Why policies that decide about a person cannot be judged, if so: they are taken to say nothing."""
        return faults((*person.policies.of_principal, *self._resource_policies))

    def _decide(self, person: Person, ask: Ask, thing: Thing, context: Context) -> Decided:
        about = ask.about({**self._scene.values, **thing.values}, context)
        own = {key: person.user_id if value == ONESELF else value for key, value in about.when.items()}
        request = Request(
            principal=person.principal,
            action=about.action,
            resource=about.on,
            context={**self._everywhere, **person.context, **own},
        )
        of_resource = self._resource_policies.of(about.on)
        policies = replace(person.policies, resource=of_resource) if of_resource else person.policies
        return request, decide(request, policies)
