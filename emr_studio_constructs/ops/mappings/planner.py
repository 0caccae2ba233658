"""Decides what is written, from what is declared and what is mapped; nothing else decides it."""

from collections.abc import Collection, Iterable
from dataclasses import replace

from emr_studio_constructs.choices import IdentityType
from emr_studio_constructs.ops.errors import OpsError

from .model import Change, Conflict, Declared, Deploy, Identity, Leaving, Mapping, Plan


def make_plan(
    declared: Iterable[Declared],
    actual: Iterable[Mapping],
    *,
    managed: Collection[IdentityType],
    leaving: Collection[Identity] = (),
    prune: bool = False,
) -> Plan:
    """The plan by which what is mapped becomes what is declared.

    Args:
        declared: Who is to be mapped.
        actual: Who is mapped.
        managed: The types of identities about which `declared` says all.
        leaving: Whose mappings the next deploy deletes, if they are there; each by name or by id.
        prune: Whether to delete what is mapped and not declared, of the managed types.

    Raises:
        OpsError: Two declared identities are one, or one that is declared by name is mapped twice.
    """
    known, declared_once = _Known(actual), _Once()
    creates, updates, unchanged = list[Mapping](), list[Change](), list[Mapping]()
    waiting, conflicts, gone = list[Mapping](), list[Conflict](), list[Leaving]()
    for wanted in declared:
        found = known.take(wanted.identity)
        identity = _merged(wanted.identity, found.identity) if found else wanted.identity
        declared_once.check(identity)
        after = replace(wanted, identity=identity)
        leaves = _is_among(identity, leaving)
        match found, wanted.deploy:
            case _, Deploy.NOTHING if leaves:
                gone.append(_leaving(replace(found or wanted, identity=identity), declared=True))
            case None, Deploy.NOTHING:
                creates.append(after)
            case None, _:
                waiting.append(after)
            case Mapping(), _ if leaves:
                conflicts.append(Conflict(before=found, after=after, of_stack=True))
            case Mapping(session_policy_arn=arn), Deploy.NOTHING | Deploy.ADOPTS if arn == after.session_policy_arn:
                unchanged.append(after)
            case Mapping(), Deploy.NOTHING:
                updates.append(Change(before=found, after=after))
            case Mapping(), _:
                conflicts.append(Conflict(before=found, after=after))
    rest = _plan_for_others(known.left, managed=managed, leaving=leaving, prune=prune)
    return replace(
        rest,
        creates=tuple(creates),
        updates=tuple(updates),
        unchanged=tuple(unchanged),
        waiting=tuple(waiting),
        conflicts=tuple(conflicts),
        leaving=(*gone, *rest.leaving),
    )


def _plan_for_others(
    mapped: Iterable[Mapping], *, managed: Collection[IdentityType], leaving: Collection[Identity], prune: bool
) -> Plan:
    """What becomes of those who are mapped and not declared."""
    deletes, gone, strays, unmanaged = list[Mapping](), list[Leaving](), list[Mapping](), list[Mapping]()
    for mapping in mapped:
        is_managed = mapping.identity.type in managed
        if prune and is_managed:
            deletes.append(mapping)
        elif _is_among(mapping.identity, leaving):
            gone.append(_leaving(mapping, declared=False))
        elif is_managed:
            strays.append(mapping)
        else:
            unmanaged.append(mapping)
    return Plan(deletes=tuple(deletes), leaving=tuple(gone), strays=tuple(strays), unmanaged=tuple(unmanaged))


class _Known:
    """What is mapped, to be found by id, or by name where one side has no id."""

    def __init__(self, actual: Iterable[Mapping]) -> None:
        self.left = list(actual)
        """What nobody took."""
        self._by_id = {(found.identity.type, found.identity.id): found for found in self.left if found.identity.id}
        self._by_name: dict[tuple[IdentityType, str], list[Mapping]] = {}
        for found in self.left:
            if found.identity.name:
                self._by_name.setdefault((found.identity.type, found.identity.name), []).append(found)

    def take(self, wanted: Identity) -> Mapping | None:
        found = self._find(wanted)
        if found in self.left:
            self.left.remove(found)
        return found

    def _find(self, wanted: Identity) -> Mapping | None:
        if wanted.id and (found := self._by_id.get((wanted.type, wanted.id))):
            return found
        named = self._by_name.get((wanted.type, wanted.name), []) if wanted.name else []
        if wanted.id:
            return next((found for found in named if not found.identity.id), None)
        if len(named) > 1:
            ids = " and ".join(str(found.identity.id) for found in named)
            raise OpsError(f"{wanted.type} {wanted} is mapped twice, by ids {ids}: declare one by identity_id")
        return next(iter(named), None)


class _Once:
    """Refuses an identity that was there already, by its id or by its name."""

    def __init__(self) -> None:
        self._seen: dict[tuple[str, str | None], Identity] = {}

    def check(self, identity: Identity) -> None:
        for key in ((f"{identity.type} name", identity.name), (f"{identity.type} id", identity.id)):
            if key[1] and (other := self._seen.setdefault(key, identity)) is not identity:
                raise OpsError(f"{identity.type} {other} and {identity} are declared, and are one identity: keep one")


def _is_among(identity: Identity, others: Collection[Identity]) -> bool:
    """Whether one of the others has the same name or the same id."""
    return any(
        other.type is identity.type
        and ((other.id and other.id == identity.id) or (other.name and other.name == identity.name))
        for other in others
    )


def _leaving(mapping: Mapping, *, declared: bool) -> Leaving:
    return Leaving(
        identity=mapping.identity,
        session_policy_arn=mapping.session_policy_arn,
        created=mapping.created,
        declared=declared,
    )


def _merged(wanted: Identity, found: Identity) -> Identity:
    """All that both sides know of an identity."""
    return replace(wanted, name=wanted.name or found.name, id=wanted.id or found.id)
