"""A statement as a policy has it, which decisions name."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, kw_only=True)
class Statement:
    """A statement, the name of its policy, its number in it, from 1, and its sid where it has one."""

    policy: str
    number: int
    sid: str | None
    body: Mapping[str, Any]

    def __str__(self) -> str:
        """Where it stands, in words."""
        return f"{self.sid or f'statement {self.number}'} of {self.policy}"
