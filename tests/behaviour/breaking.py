"""Ways to break the library for one test."""

import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any, TypeVar

import pytest
from aws_cdk import aws_iam as iam

from behaviour.settings import BARE, Setting
from behaviour.studios import Studio
from emr_studio_constructs import Allow, Capability
from emr_studio_constructs.managed_policy import RowPolicy
from emr_studio_constructs.policies.capabilities import CAPABILITIES
from emr_studio_constructs.policies.trust import Trust

Rows = tuple[Allow, ...]
Guarded = TypeVar("Guarded", Allow, Trust)
Break = Callable[[pytest.MonkeyPatch], None]


@dataclass(frozen=True, kw_only=True)
class Mutant:
    """A variant that `breaks` makes of the library, and the `test` that fails with it, for a Studio of `setting`."""

    name: str
    breaks: Break
    test: Callable[[Studio], None]
    setting: Setting = BARE


def swap(old: object, new: object) -> Break:
    """Puts something else in the place of a table or function, in whichever modules of the library know it."""

    def breaks(patch: pytest.MonkeyPatch) -> None:
        modules = [module for name, module in sys.modules.items() if name.startswith("emr_studio_constructs")]
        places = [(module, name) for module in modules for name, value in vars(module).items() if value is old]
        assert places
        for module, name in places:
            patch.setattr(module, name, new)

    return breaks


def capability(name: Capability, change: Callable[[Rows], Rows]) -> Break:
    """Changes the rows of a capability."""
    return lambda patch: patch.setitem(CAPABILITIES, name, change(CAPABILITIES[name]))


def calls(owner: object, name: str, instead: Callable[..., Any]) -> Break:
    """Calls `instead`, with the original before the arguments, in the place of a function or class of the CDK."""
    original = getattr(owner, name)
    return lambda patch: patch.setattr(owner, name, lambda *given, **named: instead(original, *given, **named))


def without(rows: Iterable[Guarded], key: str) -> tuple[Guarded, ...]:
    """The rows without any condition on a key, of which there must have been one."""
    before = tuple(rows)
    after = tuple(replace(row, when=tuple(c for c in row.when if c.key != key)) for row in before)
    assert after != before
    return after


def on_resources(rows: Rows, sid: str, *resources: str) -> Rows:
    """The rows with other resources for one of them."""
    assert any(row.sid == sid for row in rows)
    return tuple(replace(row, on=resources) if row.sid == sid else row for row in rows)


def every_session_policy_stays_off_the_user_role(patch: pytest.MonkeyPatch) -> None:
    original = RowPolicy.give_to

    def give(policy: RowPolicy, role: iam.IRole) -> None:
        if "Tiers" not in policy.node.path:
            original(policy, role)

    patch.setattr(RowPolicy, "give_to", give)
