"""Who asks: a session of a role, with the policies that decide about it; and what must come out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from engine import Context, Policy, Question, ask


@dataclass(frozen=True, kw_only=True)
class Person:
    """A session of a role, of a person or of a service."""

    principal: str
    role_arn: str
    user_id: str
    identity_policies: Sequence[Policy]
    session_policy: Policy | None = None

    def asks(self, action: str, resource: str = "*", context: Context | None = None) -> Question:
        return Question(
            principal=self.principal,
            action=action,
            resource=resource,
            context=context or {},
            identity_policies=self.identity_policies,
            session_policy=self.session_policy,
        ).session(user_id=self.user_id, principal_arn=self.role_arn)


def judge(*, allowed: Iterable[Question] = (), refused: Iterable[Question] = ()) -> None:
    """Asks all questions at once, and says which of them are answered otherwise."""
    expected = [*((question, True) for question in allowed), *((question, False) for question in refused)]
    assert expected, "no question was asked"
    answers = ask([question for question, _ in expected])
    wrong = [
        f"{'refused' if wanted else 'allowed'}: {question}"
        for (question, wanted), answer in zip(expected, answers, strict=True)
        if answer.allowed is not wanted
    ]
    assert not wrong, "\n".join(wrong)
