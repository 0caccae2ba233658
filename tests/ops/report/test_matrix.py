"""The access matrix as a page shows it: who shares a column, and what an answer is told by."""

from collections.abc import Iterator

from emr_studio_constructs.evaluation import Decision, Policies, Request, Result, Statement
from emr_studio_constructs.ops.report.matrix import Matrix, matrix_of
from emr_studio_constructs.review.access import AccessMatrix, Answer, Row
from emr_studio_constructs.review.person import Person, PersonKind
from emr_studio_constructs.review.things import Thing
from emr_studio_constructs.review.use_cases import UseCase

ALLOW = {"Effect": "Allow", "Action": "elasticmapreduce:CreateEditor", "Resource": "*"}
ALLOW_MORE = {**ALLOW, "Action": "elasticmapreduce:*"}
EVERYWHERE = {"aws:SecureTransport": "true"}


def person(name: str, kind: PersonKind = PersonKind.USER, tier: str | None = "BASIC", *unknown: str) -> Person:
    arn = f"arn:aws:iam::111122223333:user/{name}"
    return Person(
        name=name,
        kind=kind,
        tier=tier,
        policies=Policies(),
        principal=arn,
        principal_arn=arn,
        user_id=f"AIDA{name}",
        unknown=unknown,
    )


def decided(who: Person, body: dict[str, str] | None, **context: str) -> tuple[Request, Decision]:
    """A request of a person's, allowed by a statement of a policy of their own, or by none."""
    request = Request(
        principal=who.principal,
        action="elasticmapreduce:CreateEditor",
        context={**EVERYWHERE, **who.context, **context},
    )
    if body is None:
        return request, Decision(result=Result.IMPLICITLY_DENIED, why="no statement allows it")
    statement = Statement(policy=f"PolicyOf{who.name}", number=1, sid="AllowIt", body=body)
    return request, Decision(result=Result.ALLOWED, statements=(statement,), why=f"allowed by {statement}")


def matrix(*answers: tuple[Person, Answer]) -> Matrix:
    """One use case, answered for some people."""
    row = Row(
        use_case=UseCase.CREATE_WORKSPACES, thing=Thing(name="a thing"), answers=tuple(answer for _, answer in answers)
    )
    return matrix_of(AccessMatrix(people=tuple(who for who, _ in answers), rows=(row,)))


def allowed(who: Person, body: dict[str, str] | None = ALLOW) -> tuple[Person, Answer]:
    return who, Answer(decisions=(decided(who, body),))


def words(found: Matrix) -> Iterator[str]:
    [line] = found.lines
    return (line.verdicts[number].word for number in line.by_column)


def test_people_with_statements_of_the_same_words_share_a_column() -> None:
    found = matrix(allowed(person("alice")), allowed(person("bob")))
    assert [[each.name for each in column.people] for column in found.columns] == [["alice", "bob"]]


def test_people_with_other_statements_have_columns_of_their_own_whatever_the_answer() -> None:
    found = matrix(allowed(person("alice")), allowed(person("bob"), ALLOW_MORE))
    assert [str(column) for column in found.columns] == ["BASIC (alice)", "BASIC (bob)"]
    assert list(words(found)) == ["Yes", "Yes"]


def test_a_column_is_called_by_its_tier_and_lists_three_people() -> None:
    people = [person("BASIC", PersonKind.TIER), *map(person, ("alice", "bob", "carol", "dave", "erin"))]
    [column] = matrix(*map(allowed, people)).columns
    assert str(column) == "BASIC (alice, bob, carol and 2 more)"


def test_a_tier_that_nobody_has_says_that_it_is_one() -> None:
    [column] = matrix(allowed(person("BASIC", PersonKind.TIER))).columns
    assert str(column) == "BASIC (tier)"


def test_people_of_several_tiers_or_none_are_called_by_the_first() -> None:
    [column] = matrix(allowed(person("alice", tier=None)), allowed(person("bob", tier="BASIC"))).columns
    assert str(column) == "alice (bob)"


def test_answers_are_yes_partly_and_no() -> None:
    alice, bob, carol = map(person, ("alice", "bob", "carol"))
    both = Answer(decisions=(decided(bob, ALLOW), decided(bob, None)))
    found = matrix(allowed(alice), (bob, both), allowed(carol, None))
    assert list(words(found)) == ["Yes", "Partly", "No"]


def test_the_same_verdict_is_told_once_for_all_its_columns() -> None:
    alice, bob, carol = map(person, ("alice", "bob", "carol"))
    refused = Answer(decisions=(decided(bob, None),), beside=(decided(bob, ALLOW),))
    found = matrix(allowed(alice, None), (bob, refused), allowed(carol))
    [line] = found.lines
    assert line.by_column == (0, 1, 2)
    found = matrix(allowed(alice, None), allowed(carol), allowed(bob, None))
    [line] = found.lines
    assert line.by_column == (0, 1)
    assert found.names_of(line.columns_of(0)) == ["BASIC (alice and bob)"]


def test_a_request_is_told_without_what_every_request_carries() -> None:
    alice = person("alice")
    asked = Answer(decisions=(decided(alice, ALLOW), decided(alice, ALLOW, team="data")))
    found = matrix((alice, asked))
    assert [each.context for each in found.lines[0].verdicts[0].asked] == [(), ("team=data",)]
    assert "aws:SecureTransport=true" in found.common


def test_what_is_not_known_of_anybody_in_a_column_is_told() -> None:
    alice, bob = person("alice"), person("bob", PersonKind.USER, "BASIC", "group staff is in no template")
    [column] = matrix(allowed(alice), allowed(bob)).columns
    assert column.unknown == ("group staff is in no template",)
