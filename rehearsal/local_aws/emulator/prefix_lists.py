"""Prefix lists in security group rules."""

from collections.abc import Iterator
from typing import Any

from ministack.services import ec2


def keep_prefix_lists() -> None:
    """Lets the calls that make and take rules see prefix lists, which ministack reads past: nobody would be left."""
    theirs = ec2._parse_ip_permissions

    def parse(parameters: Any, prefix: str) -> list[dict[str, Any]]:
        rules: list[dict[str, Any]] = theirs(parameters, prefix)
        for number, rule in enumerate(rules, start=1):
            rule["PrefixListIds"] = list(_prefix_lists(parameters, f"{prefix}.{number}.PrefixListIds"))
        return rules

    ec2._parse_ip_permissions = parse


def _prefix_lists(parameters: Any, prefix: str) -> Iterator[dict[str, str]]:
    number = 1
    while name := ec2._p(parameters, f"{prefix}.{number}.PrefixListId"):
        note = ec2._p(parameters, f"{prefix}.{number}.Description")
        yield {"PrefixListId": name, **({"Description": note} if note else {})}
        number += 1
