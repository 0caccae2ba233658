"""Reads the values that conditions compare, where they are not plain text.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
"""

import re
from base64 import b64decode
from datetime import UTC, datetime
from ipaddress import IPv4Network, IPv6Network, ip_network

_YEAR_OR_MONTH = re.compile(r"\d{4}(-\d\d)?")
_EPOCH = re.compile(r"\d+(\.\d+)?")
_FIRST_DAY = "0000-01-01"


def truth(text: str) -> bool:
    """The boolean that a text writes, in any case."""
    if text.lower() not in ("true", "false"):
        raise ValueError(f"{text!r} is neither true nor false")
    return text.lower() == "true"


def moment(text: str) -> datetime:
    """A time of ISO 8601, in UTC unless it says otherwise, or seconds since 1970; four digits are a year."""
    if _YEAR_OR_MONTH.fullmatch(text):
        text += _FIRST_DAY[len(text) :]
    elif _EPOCH.fullmatch(text):
        return datetime.fromtimestamp(float(text), UTC)
    found = datetime.fromisoformat(text)
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def network(text: str) -> IPv4Network | IPv6Network:
    """A range of addresses, or the range of a single one."""
    return ip_network(text, strict=False)


def octets(text: str) -> bytes:
    """The bytes that a text in base 64 stands for."""
    return b64decode(text, validate=True)
