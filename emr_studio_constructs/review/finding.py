"""What a reviewer should read of a Studio: one thing each."""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much it matters; the worst first."""

    HIGH = "HIGH"
    """Somebody gets at what is not theirs, or notebooks are lost."""
    MEDIUM = "MEDIUM"
    """Wider than it need be, or not what AWS's pages ask for."""
    LOW = "LOW"
    """Worth a look."""
    ACCEPTED = "ACCEPTED"
    """Known, and left so for a reason."""


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One thing."""

    severity: Severity
    where: str
    """The path of the construct, such as `Analytics/Studio/Storage/Bucket/Resource`; else the logical id."""
    what: str
    """What was found, in a line."""
    why: str
    """Why it matters, with AWS's page where there is one; of what is accepted, the reason."""
    fix: str = ""
    """What to do; empty where it is accepted."""
    rule: str = ""
    """The rule of a tool, such as `AwsSolutions-S1`, or the id of an annotation; empty of what is found here."""
