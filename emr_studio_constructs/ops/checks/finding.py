"""What a check says."""

from dataclasses import dataclass
from enum import StrEnum

GUIDE = "https://docs.aws.amazon.com/emr/latest/ManagementGuide"
"""The EMR Management Guide, which causes cite."""


class Mark(StrEnum):
    """How it looks."""

    GOOD = "good"
    WARNING = "warning"
    """It works, and will hurt."""
    PROBLEM = "problem"
    """A deploy or a delete fails, or people cannot work."""
    UNKNOWN = "unknown"
    """AWS did not answer."""


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One line of an answer."""

    check: str = ""
    """Which question was asked: `vpc-dns`. Whoever runs the check fills it in."""
    mark: Mark
    about: str
    """Which resource: its id or name."""
    text: str
    """What was found, in a line."""
    cause: str = ""
    """Why that matters, with AWS's page where there is one."""
    fix: str = ""
    """What to do, in words."""
    command: str = ""
    """What does it, or the first step of it, to be pasted."""


def good(about: str, text: str) -> Finding:
    """All is well."""
    return Finding(mark=Mark.GOOD, about=about, text=text)


def warning(about: str, text: str, *, cause: str, fix: str = "", command: str = "") -> Finding:
    """It works, and will hurt; what to do is said in words, or by a command, or by both."""
    return Finding(mark=Mark.WARNING, about=about, text=text, cause=cause, fix=fix, command=command)


def problem(about: str, text: str, *, cause: str, fix: str = "", command: str = "") -> Finding:
    """A deploy or a delete fails, or people cannot work; what to do is said as in a warning."""
    return Finding(mark=Mark.PROBLEM, about=about, text=text, cause=cause, fix=fix, command=command)


def unknown(about: str, text: str, *, fix: str) -> Finding:
    """AWS did not answer."""
    return Finding(mark=Mark.UNKNOWN, about=about, text=text, fix=fix)
