"""Compute as a config names it, and stacks that made some."""

import json
from typing import Any

import pytest
from pydantic import TypeAdapter
from rehearsals.given import Account, a_caller, allow

from emr_studio_constructs.app.config.compute import ComputeConfig
from emr_studio_constructs.ops.checks import stack_reading
from emr_studio_constructs.ops.checks.ask import Check, ask
from emr_studio_constructs.ops.checks.subject import Subject
from ops.checks.asking import reader_of

_READER: TypeAdapter[Any] = TypeAdapter(ComputeConfig)


def compute(**keys: object) -> Any:  # noqa: ANN401  # any kind of compute
    """The config of a piece of compute."""
    return _READER.validate_json(json.dumps(keys))


def of_stack(monkeypatch: pytest.MonkeyPatch, check: Check, **resources: str) -> None:
    """Lets the Studio's stack have made resources: their ids by the ends of their types."""

    def physical_ids(_read: object, _subject: object, resource_type: str) -> list[str]:
        return [name for kind, name in resources.items() if resource_type.endswith(f"::{kind}")]

    monkeypatch.setattr(f"{check.__module__}.{stack_reading.physical_ids_of.__name__}", physical_ids)


def refused(account: Account, check: Check, **known: Any) -> list[str]:  # noqa: ANN401  # as a Subject has them
    """The marks of what a check says to someone who may not look."""
    blind = reader_of(account, a_caller(account, allow("iam:GetRole")))
    return [found.mark for found in ask([check], blind, Subject(identity_center=False, **known))]
