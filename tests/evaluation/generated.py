"""Policies and requests by chance, so alike that any detail of a policy may decide."""

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from engine import Policy, Question

ACCOUNT, OTHER = "111122223333", "999988887777"
ROLE = f"arn:aws:iam::{ACCOUNT}:role/users"
SESSION = f"arn:aws:sts::{ACCOUNT}:assumed-role/users/anna"
USER = f"arn:aws:iam::{ACCOUNT}:user/bob"
SERVICE = "elasticmapreduce.amazonaws.com"
ROOT, OTHER_ROOT = f"arn:aws:iam::{ACCOUNT}:root", f"arn:aws:iam::{OTHER}:root"

# An action, and the resource that it is asked of.
ASKED = [
    ("s3:GetObject", "arn:aws:s3:::bucket/team/a:b"),
    ("s3:ListBucket", "arn:aws:s3:::bucket"),
    ("kms:Decrypt", f"arn:aws:kms:eu-west-1:{ACCOUNT}:key/12345678-1234-1234-1234-123456789012"),
    ("sts:AssumeRole", f"arn:aws:iam::{ACCOUNT}:role/other"),
    ("elasticmapreduce:StartEditor", f"arn:aws:elasticmapreduce:eu-west-1:{ACCOUNT}:editor/e-A"),
    ("s3:ListAllMyBuckets", "*"),
]
TAG, USER_ID, TAGS = "aws:PrincipalTag/team", "aws:userid", "aws:TagKeys"
# What the keys of a context hold, where it has them.
CONTEXT: Mapping[str, list[Any]] = {
    TAG: ["team", "Team", "b", "a*", "?"],
    USER_ID: ["AROA:anna", "team", "*"],
    TAGS: [["a"], ["a", "b"], ["b", "c"], ["ab"], ["A"]],
    "aws:PrincipalArn": [ROLE, f"arn:aws:iam::{OTHER}:role/users", "users"],
    "aws:SourceIp": ["10.1.2.3", "192.0.2.1", "2001:db8::1", "here"],
    "aws:SecureTransport": ["true", "false", "True", "maybe"],
    "aws:CurrentTime": ["2026-01-01T00:00:00Z", "2026-01-01", "2025-12-31T23:59:59Z", "2027-05", "x"],
    "aws:MultiFactorAuthAge": ["5", "5.0", "10", "-1", "x"],
}
_TEXTS = ["team", "TEAM", "a*", "b", "?", "te?m", "*", "", "${aws:userid}", "${aws:UserId, 'b'}", "${aws:TagKeys}"]
_OF_TAG = f"arn:aws:iam::*:role/${{{TAG}}}"
_ARNS = [ROLE, "arn:aws:iam::*:role/*", "arn:*:iam::*:*", "arn:aws:iam::*:users", _OF_TAG]
_ORDER = ["Equals", "NotEquals", "LessThan", "LessThanEquals", "GreaterThan", "GreaterThanEquals"]
_IGNORING_CASE = ["StringEqualsIgnoreCase", "StringNotEqualsIgnoreCase"]
_STRINGS = ["StringEquals", "StringNotEquals", "StringLike", "StringNotLike", *_IGNORING_CASE]
_TIMES = ["2026-01-01T00:00:00Z", "2026-01-01T01:00:00+01:00", "2027-05-01"]
# Operators, the keys that they fit, and the values that policies have for these.
_FITTING: list[tuple[list[str], list[str], list[str]]] = [
    (_STRINGS, [TAG, USER_ID, "AWS:principaltag/TEAM"], _TEXTS),
    (["ArnEquals", "ArnLike", "ArnNotEquals", "ArnNotLike"], ["aws:PrincipalArn"], _ARNS),
    (["IpAddress", "NotIpAddress"], ["aws:SourceIp"], ["10.0.0.0/8", "192.0.2.1/32", "10.1.2.3/30", "2001:db8::/32"]),
    (["Bool"], ["aws:SecureTransport"], ["true", "false", "False"]),
    (["BinaryEquals"], [TAG], ["team", "dGVh"]),
    ([f"Numeric{name}" for name in _ORDER], ["aws:MultiFactorAuthAge"], ["5", "10", "7.5", "-1"]),
    ([f"Date{name}" for name in _ORDER], ["aws:CurrentTime"], _TIMES),
]


def generated(count: int, seed: int) -> Iterator[Question]:
    """Questions, the same ones for the same seed, and none of the few that the engines answer differently.

    What these are, test_differences has.
    """
    chance = _Chance(random.Random(seed))  # noqa: S311  # tests, not secrets
    return (chance.question() for _ in range(count))


@dataclass
class _Chance:
    random: random.Random

    def question(self) -> Question:
        action, resource = self._one(ASKED)
        principal = self._one([SESSION, SESSION, USER, SERVICE])
        service = principal == SERVICE
        session = self._policy(action, resource) if principal == SESSION and self._rarely() else None
        # The engines differ where a resource's policy names a session directly, which has a session policy.
        names = [ROLE, USER, ROOT, ACCOUNT, OTHER_ROOT] if session else [ROLE, SESSION, USER, ROOT, OTHER_ROOT, "*"]
        supported = action.startswith(("s3:Get", "s3:ListBucket", "kms:", "sts:"))
        of_resource = supported and (service or action.startswith("sts:") or self._rarely())
        return Question(
            principal=principal,
            action=action,
            resource=resource,
            context={key: self._one(values) for key, values in CONTEXT.items() if not self._rarely()},
            identity_policies=[
                self._policy(action, resource) for _ in range(0 if service else self._one([0, 1, 1, 2]))
            ],
            session_policy=session,
            boundary=self._policy(action, resource) if not service and self._rarely() else None,
            resource_policy=self._policy(action, resource, names) if of_resource else None,
            resource_account=OTHER if self._rarely() else None,
        )

    def _policy(self, action: str, resource: str, names: list[str] | None = None) -> Policy:
        statements = [self._statement(action, resource, names) for _ in range(self._one([1, 1, 2, 3]))]
        return {"Version": "2012-10-17", "Statement": statements}

    def _statement(self, action: str, resource: str, names: list[str] | None) -> dict[str, Any]:
        body: dict[str, Any] = {"Effect": self._one(["Allow"] * 5 + ["Deny"])}
        body[self._one(["Action"] * 6 + ["NotAction"])] = self._some(_actions(action))
        if names:
            everybody = "*" in names
            element = self._one(
                [{"AWS": self._some(names)}] * 3 + [{"Service": SERVICE}, "*" if everybody else {"AWS": ROLE}]
            )
            inverted = everybody and element != "*" and self._rarely()
            body["NotPrincipal" if inverted else "Principal"] = element
        if not (names and action.startswith("sts:")):
            body[self._one(["Resource"] * 6 + ["NotResource"])] = self._some(_resources(resource))
        if conditions := [self._condition() for _ in range(self._one([0, 0, 1, 2]))]:
            body["Condition"] = {operator: block for each in conditions for operator, block in each.items()}
        return body

    def _condition(self) -> dict[str, dict[str, Any]]:
        kind = self._one(["fitting"] * 6 + ["set"] * 2 + ["null"])
        if kind == "null":
            return {"Null": {self._one([*CONTEXT, "aws:username"]): self._some(["true", "false", True])}}
        if kind == "set":
            name = f"{self._one(['ForAllValues', 'ForAnyValue'])}:{self._one(_STRINGS)}"
            return {name: {self._one([TAGS, TAGS, TAG]): self._some(["a", "b", "a*", "B", "team"])}}
        operators, keys, values = self._one(_FITTING)
        return {self._one(operators) + self._one(["", "", "IfExists"]): {self._one(keys): self._some(values)}}

    def _one(self, choices: list[Any]) -> Any:  # noqa: ANN401  # whatever is to choose from
        return self.random.choice(choices)

    def _some(self, choices: list[Any]) -> Any:  # noqa: ANN401  # one of them, or a list
        return self._one(choices) if self._rarely() else self.random.choices(choices, k=self._one([1, 2, 3]))

    def _rarely(self) -> bool:
        return self.random.random() < 0.3  # often enough to meet


def _actions(action: str) -> list[str]:
    service, _, name = action.partition(":")
    same_in_other_case = f"{service.upper()}:?{name[1:].lower()}"
    return [action, action, f"{service}:*", "*", f"{service}:{name[:3]}*", same_in_other_case, f"{action}s", "ec2:*"]


def _resources(resource: str) -> list[str]:
    if resource == "*":
        return ["*", "arn:aws:s3:::*"]
    *parts, last = resource.split(":", 5)
    head, service = ":".join(parts) + ":", ":".join(parts[:3])
    plain = [resource, "*", f"{service}:*", f"{head}*", f"{head}{last[:3]}*", f"{head}{last[:-1]}?"]
    across = [f"{service}:*:*:{last}", f"{service}*", f"{head}*{last[-1]}", f"{service}:::{last}"]
    other = [f"{resource}x", "arn:aws:ec2:*:*:*", f"{head}{last.upper()}"]
    of_team = f"{head}{last.replace('team', f'${{{TAG}}}')}"
    return [
        *plain,
        *across,
        *other,
        of_team,
        f"{head}${{{USER_ID}, 'none'}}",
        f"{head}{last[:-1]}${{{TAG}, '{last[-1]}'}}",
    ]
