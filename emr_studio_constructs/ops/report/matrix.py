"""The access matrix as a page shows it: a column for people who may do the same, and what decides each answer."""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from emr_studio_constructs.evaluation import Decision, Request, Statement
from emr_studio_constructs.review.access import AccessMatrix, Answer
from emr_studio_constructs.review.person import Person, PersonKind

from .words import listed


@dataclass(frozen=True, kw_only=True)
class Column:
    """People for whom statements of the same words decide everything, whatever their policies are called."""

    people: tuple[Person, ...]

    @property
    def name(self) -> str:
        """The tier that all of them have; else the first of them."""
        tiers = {person.tier for person in self.people}
        return (tiers.pop() if len(tiers) == 1 else None) or self.people[0].name

    @property
    def names(self) -> tuple[str, ...]:
        """Those who come in person, but for whoever the column is called by."""
        names = (person.name for person in self.people if person.kind is not PersonKind.TIER)
        return tuple(name for name in names if name != self.name)

    @property
    def whom(self) -> str:
        """Whom the column is about, beside its name."""
        return listed(self.names, 3) or self.people[0].kind

    @property
    def is_tier(self) -> bool:
        """Whether it is about a tier, and nobody in person."""
        return all(person.kind is PersonKind.TIER for person in self.people)

    def __str__(self) -> str:
        """What tells it from other columns."""
        return f"{self.name} ({self.whom})"

    @property
    def unknown(self) -> tuple[str, ...]:
        """What is in no template and may change the answers."""
        return tuple(dict.fromkeys(line for person in self.people for line in person.unknown))


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A request, without what all requests of somebody have, and what was decided on it."""

    action: str
    resource: str
    context: tuple[str, ...]
    why: str


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """An answer: a word with a sign, and what decides it."""

    word: str
    sign: str
    asked: tuple[Asked, ...]
    statements: tuple[tuple[str, str], ...]
    """Where each statement that decides stands, and its JSON."""


@dataclass(frozen=True, kw_only=True)
class Line:
    """A use case with what it is about, and what is said to it."""

    use_case: str
    thing: str
    verdicts: tuple[Verdict, ...]
    """Each once."""
    by_column: tuple[int, ...]
    """The number of the verdict for each column."""

    def columns_of(self, verdict: int) -> tuple[int, ...]:
        """The columns of a verdict."""
        return tuple(column for column, number in enumerate(self.by_column) if number == verdict)


@dataclass(frozen=True, kw_only=True)
class Matrix:
    """Who may do what."""

    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    common: tuple[str, ...]
    """The context that all requests have."""

    def names_of(self, columns: Iterable[int]) -> list[str]:
        """What columns are called."""
        return [str(self.columns[column]) for column in columns]


def matrix_of(access: AccessMatrix) -> Matrix:
    """Gathers the people who are alike."""
    alike: dict[object, list[int]] = {}
    for number in range(len(access.people)):
        key = tuple(_what_decides(row.answers[number]) for row in access.rows)
        alike.setdefault(key, []).append(number)
    common = _common(access)
    lines = []
    for row in access.rows:
        found = [_verdict(row.answers[first], access.people[first], common) for first, *_ in alike.values()]
        verdicts = tuple(dict.fromkeys(found))
        by_column = tuple(verdicts.index(verdict) for verdict in found)
        lines.append(Line(use_case=row.use_case, thing=row.thing.name, verdicts=verdicts, by_column=by_column))
    columns = (Column(people=tuple(access.people[number] for number in numbers)) for numbers in alike.values())
    return Matrix(columns=tuple(columns), lines=tuple(lines), common=tuple(sorted(common)))


def _common(access: AccessMatrix) -> set[str]:
    answers = (answer for row in access.rows for answer in row.answers)
    contexts = [set(_context(request)) for answer in answers for request, _ in _decided(answer)]
    return set.intersection(*contexts)


def _context(request: Request) -> list[str]:
    return [f"{key}={value if isinstance(value, str) else ', '.join(value)}" for key, value in request.context.items()]


def _decided(answer: Answer) -> tuple[tuple[Request, Decision], ...]:
    return (*answer.decisions, *answer.beside)


def _verdict(answer: Answer, person: Person, common: set[str]) -> Verdict:
    decided = _decided(answer)
    left_out = common | {f"{key}={value}" for key, value in person.context.items()}
    word, sign = "No", "\N{EN DASH}"
    if answer.allowed:
        word, sign = "Yes", "\N{CHECK MARK}"
    elif answer.in_part:
        word, sign = "Partly", "\N{CIRCLE WITH LEFT HALF BLACK}"
    statements = {str(each): _text(each) for _, decision in decided for each in decision.statements}
    return Verdict(
        word=word,
        sign=sign,
        asked=tuple(_asked(request, decision, left_out) for request, decision in decided),
        statements=tuple(statements.items()),
    )


def _asked(request: Request, decision: Decision, left_out: set[str]) -> Asked:
    context = tuple(each for each in _context(request) if each not in left_out)
    return Asked(action=request.action, resource=request.resource, context=context, why=decision.why)


def _what_decides(answer: Answer) -> object:
    return tuple((decision.result, *map(_text, decision.statements)) for _, decision in _decided(answer))


def _text(statement: Statement) -> str:
    return json.dumps(statement.body, indent=2, ensure_ascii=False)
