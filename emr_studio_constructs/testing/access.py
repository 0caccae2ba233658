"""Asserts who may do what in a Studio, by evaluating the policies of its template.

https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-studio-user-permissions.html
"""

from emr_studio_constructs.review.use_cases import UseCase

from .question import Question, stacks_of
from .template import TemplatesLike


def assert_allows(
    template: TemplatesLike,
    *,
    person: str,
    use_case: UseCase | str,
    on: str | None = None,
    studio: str | None = None,
    account: str | None = None,
    region: str | None = None,
) -> None:
    """Asserts that somebody may do something in a Studio.

    ```python
    def test_alice_creates_clusters():
        assert_allows(Template.from_stack(stack), person="alice@example.com", use_case=UseCase.CREATE_CLUSTERS)
    ```

    What the template does not hold is not known, such as service control policies.

    Args:
        template: The template with the Studio and its people, or the path of a file with it, or what
            `Template.from_stack` gives; of several stacks that have them together, a dict of these by name.
        person: A user, group or role by name or logical id; where two are called alike, with what tells them apart
            before it: `user alice`, or `STACK/LOGICAL_ID`. A tier for whoever has it, or `EMR Studio` for the Studio's
            service role.
        use_case: What they want to do; in its own words, too: `"create clusters"`.
        on: What it is about, of several things: its name, ARN or logical id, or a part of its name such as
            `team=data`. Default: all that the template or its policies name.
        studio: The name or logical id of the Studio, or `STACK/LOGICAL_ID`. Default: the only one.
        account: The account. Default: one is made up.
        region: The Region. Default: one is made up.

    Raises:
        AssertionError: They may not, or a part of it only: which request is refused, and why.
        ValueError: There is no such Studio, person, use case or thing, or only the deploy knows; or a policy that
            decides about them cannot be judged, because IAM would refuse it or a macro makes it.
    """
    question = Question(stacks_of(template, account, region), studio, person=person, use_case=use_case)
    for thing in question.things(on):
        answer = question.answer(thing)
        if not answer.allowed and (on or not thing.is_other):
            raise AssertionError(question.message(thing, (*answer.decisions, *answer.beside), wanted=True))


def assert_refuses(
    template: TemplatesLike,
    *,
    person: str,
    use_case: UseCase | str,
    on: str | None = None,
    studio: str | None = None,
    account: str | None = None,
    region: str | None = None,
) -> None:
    """Asserts that somebody may not do something in a Studio, nor any part of it.

    ```python
    def test_analysts_create_no_clusters():
        assert_refuses(Template.from_stack(stack), person="analysts", use_case=UseCase.CREATE_CLUSTERS)
    ```

    What is in no template may allow it still, such as another managed policy of an imported role.

    Args:
        template: As of `assert_allows`.
        person: Likewise.
        use_case: Likewise.
        on: Likewise. Default: everything, what the template does not name too.
        studio: As of `assert_allows`.
        account: Likewise.
        region: Likewise.

    Raises:
        AssertionError: They may, or a part of it: which request is allowed, and by which statement.
        ValueError: As of `assert_allows`.
    """
    question = Question(stacks_of(template, account, region), studio, person=person, use_case=use_case)
    for thing in question.things(on):
        answer = question.answer(thing)
        if not answer.refused:
            raise AssertionError(question.message(thing, answer.decisions, wanted=False))
