"""Decides what is written, from what is declared and what is mapped; nothing else decides it."""

from collections.abc import Collection, Iterable
from dataclasses import replace

from emr_studio_constructs.mappings import IdentityType
from emr_studio_constructs.ops.errors import OpsError

from .model import Change, Declared, Deploy, Identity, Mapping, Plan


def make_plan(
    declared: Iterable[Declared],
    actual: Iterable[Mapping],
    *,
    managed: Collection[IdentityType],
    prune: bool = False,
) -> Plan:
    """The plan by which what is mapped becomes what is declared.

    Args:
        declared: Who is to be mapped.
        actual: Who is mapped.
        managed: The types of identities about which `declared` says all.
        prune: Whether to delete what is mapped and not declared, of the managed types.

    Raises:
        OpsError: Two declared identities are one.
    """
    known, declared_once = _Known(actual), _Once()
    creates, updates, unchanged = list[Mapping](), list[Change](), list[Mapping]()
    waiting, conflicts = list[Mapping](), list[Change]()
    for wanted in declared:
        found = known.take(wanted.identity)
        identity = _merged(wanted.identity, found.identity) if found else wanted.identity
        declared_once.check(identity)
        after = replace(wanted, identity=identity)
        match found, wanted.deploy:
            case None, Deploy.NOTHING:
                creates.append(after)
            case None, _:
                waiting.append(after)
            case Mapping(session_policy_arn=arn), Deploy.NOTHING | Deploy.ADOPTS if arn == after.session_policy_arn:
                unchanged.append(after)
            case Mapping(), Deploy.NOTHING:
                updates.append(Change(before=found, after=after))
            case Mapping(), _:
                conflicts.append(Change(before=found, after=after))
    strays = tuple(mapping for mapping in known.left if mapping.identity.type in managed)
    return Plan(
        creates=tuple(creates),
        updates=tuple(updates),
        deletes=strays if prune else (),
        unchanged=tuple(unchanged),
        strays=() if prune else strays,
        unmanaged=tuple(mapping for mapping in known.left if mapping.identity.type not in managed),
        waiting=tuple(waiting),
        conflicts=tuple(conflicts),
    )


class _Known:
    """What is mapped, to be found by id, or by name where one side has no id."""

    def __init__(self, actual: Iterable[Mapping]) -> None:
        self.left = list(actual)
        """What nobody took."""
        self._by_id = {(found.identity.type, found.identity.id): found for found in self.left if found.identity.id}
        self._by_name = {
            (found.identity.type, found.identity.name): found for found in self.left if found.identity.name
        }

    def take(self, wanted: Identity) -> Mapping | None:
        found = self._find(wanted)
        if found in self.left:
            self.left.remove(found)
        return found

    def _find(self, wanted: Identity) -> Mapping | None:
        if wanted.id and (found := self._by_id.get((wanted.type, wanted.id))):
            return found
        found = self._by_name.get((wanted.type, wanted.name)) if wanted.name else None
        return None if found and wanted.id and found.identity.id else found


class _Once:
    """Refuses an identity that was there already, by its id or by its name."""

    def __init__(self) -> None:
        self._seen: dict[tuple[str, str | None], Identity] = {}

    def check(self, identity: Identity) -> None:
        for key in ((f"{identity.type} name", identity.name), (f"{identity.type} id", identity.id)):
            if key[1] and (other := self._seen.setdefault(key, identity)) is not identity:
                raise OpsError(f"{identity.type} {other} and {identity} are declared, and are one identity: keep one")


def _merged(wanted: Identity, found: Identity) -> Identity:
    """All that both sides know of an identity."""
    return replace(wanted, name=wanted.name or found.name, id=wanted.id or found.id)
