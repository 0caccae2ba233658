"""The rows of `policies` as tables: which tier may do what, by which row, on what, when and why."""

from collections.abc import Iterable
from importlib import import_module

from emr_studio_constructs.policies.capabilities import CAPABILITIES, MANDATORY, Capability
from emr_studio_constructs.policies.row import Allow, Condition
from emr_studio_constructs.policies.tables import OF_COMPUTE, TABLES
from emr_studio_constructs.policies.tiers import MATRIX, ON_REQUEST, Tier
from emr_studio_constructs.policies.trust import Trust

from .reasons import reasons, said_of


def capability_matrix() -> str:
    """All capabilities by tier."""
    order = list(Tier)
    lines = [f"| Capability | What people can do | {' | '.join(order)} |", "|" + " --- |" * (2 + len(order))]
    for lowest, capability in MATRIX:
        cells = [_has(capability) if order.index(tier) >= order.index(lowest) else "no" for tier in order]
        name = f"[`{capability}`](permissions.md#{capability.lower()})"
        lines.append(f"| {name} | {said_of(f'capabilities.Capability.{capability}')} | {' | '.join(cells)} |")
    return "\n".join(lines)


def tier_rows(tier: str) -> str:
    """The capabilities that begin with a tier, each with its rows."""
    return "\n\n".join(
        f"### {capability} {{ #{capability.lower()} }}\n\n{said_of(f'capabilities.Capability.{capability}')}\n\n"
        + _table(CAPABILITIES[capability] or OF_COMPUTE[capability])
        for lowest, capability in MATRIX
        if lowest == Tier(tier)
    )


def rows_of_everybody() -> str:
    """The rows that every policy for people has."""
    return _table(MANDATORY)


def rows_of(table: str) -> str:
    """The rows of one policy, by its name in `policies.tables`."""
    return _table(TABLES[table])


def trusts_of(name: str) -> str:
    """Who may assume a role, by the name of its trust in `policies`, such as `trust.USER_ROLE_TRUST`."""
    module, _, attribute = name.partition(".")
    trust: Trust = getattr(import_module(f"emr_studio_constructs.policies.{module}"), attribute)
    actions = _lines(["sts:AssumeRole", *trust.also])
    table = [
        "| Who | Actions | When |",
        "| --- | --- | --- |",
        f"| `{trust.service}` | {actions} | {_conditions(trust.when)} |",
    ]
    return f"{said_of(name)}\n\n" + "\n".join(table)


def _has(capability: Capability) -> str:
    if capability in ON_REQUEST:
        return "on request"
    return "yes" if CAPABILITIES[capability] else "with compute"


def _table(rows: Iterable[Allow]) -> str:
    lines = ["| Row | Actions | On what, and when |", "| --- | --- | --- |", *map(_line, rows)]
    return "\n".join(['<div class="rows" markdown>', "", *lines, "", "</div>"])


def _line(row: Allow) -> str:
    reason = reasons().get(row.sid)
    name = f"`{row.sid}`" + (f"<br>{reason}" if reason else "")
    when = f"<br>when {_conditions(row.when)}" if row.when else ""
    return f"| {name} | {_lines(row.actions)} | {_lines(row.on)}{when} |"


def _conditions(when: Iterable[Condition]) -> str:
    return "<br>and ".join(
        f"`{condition.key}` {condition.operator} {' or '.join(f'`{value}`' for value in condition.values)}"
        for condition in when
    )


def _lines(texts: Iterable[str]) -> str:
    return "<br>".join(f"`{text}`" for text in texts)
