"""Who of a Studio's people may open it, who reads its notebooks, and of whom not all is known: a sentence each."""

from collections.abc import Iterable, Iterator

from emr_studio_constructs.review.access import AccessMatrix, Row
from emr_studio_constructs.review.person import Person, PersonKind
from emr_studio_constructs.review.studio import ReviewedStudio
from emr_studio_constructs.review.use_cases import UseCase

from .words import count, listed, sentence

_SHOWN = 5


def who_opens_it(studio: ReviewedStudio, access: AccessMatrix) -> str:
    """Who may open the Studio, by tier, and who has permissions that concern it without that."""
    people = [each for each in access.people if each.kind not in (PersonKind.TIER, PersonKind.SERVICE_ROLE)]
    opens = _openers(studio, access)
    inside = [each for each in people if id(each) in opens]
    outside = [each.name for each in people if id(each) not in opens]
    also = f"{listed(outside, _SHOWN)} may not, but {'has' if len(outside) == 1 else 'have'} permissions in it"
    if not inside:
        others = f"; {also}" if outside else ""
        return sentence(f"these templates let nobody in: people are mapped or given access elsewhere{others}")
    counted = listed([count(sum(each.kind is kind for each in inside), kind) for kind in _kinds(inside)])
    by_tier = [
        f"{listed([each.name for each in inside if each.tier == tier], _SHOWN)} with {tier or 'policies of their own'}"
        for tier in dict.fromkeys(each.tier for each in inside)
    ]
    return sentence(f"{counted} may open it: {'; '.join(by_tier)}{f'. {also}' if outside else ''}")


def who_reads_notebooks(access: AccessMatrix) -> str:
    """Who reads notebooks where they are saved, and who opens Workspaces that others made."""
    reads = _allowed(access, UseCase.READ_NOTEBOOKS)
    opens = _allowed(access, UseCase.USE_WORKSPACES, of_others=True)
    return sentence(
        f"notebooks in the bucket are read by {listed(reads, _SHOWN) or 'nobody in these templates'}; "
        f"Workspaces that others made are opened by {listed(opens, _SHOWN) or 'nobody in these templates'}"
    )


def who_is_not_known(access: AccessMatrix) -> Iterator[str]:
    """That policies in no template may change answers, where there are any."""
    names = _called(each for each in access.people if each.unknown)
    if names:
        yield f"What is in no template may change what {listed(names, _SHOWN)} may do: the matrix says what it is."


def _kinds(people: list[Person]) -> list[PersonKind]:
    return [kind for kind in PersonKind if any(each.kind is kind for each in people)]


def _openers(studio: ReviewedStudio, access: AccessMatrix) -> set[int]:
    """The ids of those whom policies let in, and with IAM Identity Center of those who are mapped."""
    rows = (
        row
        for row in access.rows
        if row.use_case is UseCase.OPEN_STUDIO and row.thing.values.get("studio") == studio.arn
    )
    user_role = studio.properties.get("UserRole") if studio.in_identity_center else None
    mapped = (each for each in access.people if each.principal_arn == user_role)
    return {id(each) for each in (*mapped, *(each for row in rows for each in _allowed_in(access, row)))}


def _allowed(access: AccessMatrix, use_case: UseCase, *, of_others: bool = False) -> list[str]:
    """Who may do something."""
    rows = (row for row in access.rows if row.use_case is use_case and row.thing.is_other == of_others)
    return _called({id(each): each for row in rows for each in _allowed_in(access, row)}.values())


def _called(people: Iterable[Person]) -> list[str]:
    """The names of people, and of a tier that none of them has in person."""
    found = list(people)
    held = {each.tier for each in found if each.kind is not PersonKind.TIER}
    return [
        f"whoever has {each.name}" if each.kind is PersonKind.TIER else each.name
        for each in found
        if each.kind is not PersonKind.TIER or each.tier not in held
    ]


def _allowed_in(access: AccessMatrix, row: Row) -> Iterator[Person]:
    for person, answer in zip(access.people, row.answers, strict=True):
        if answer.allowed:
            yield person
