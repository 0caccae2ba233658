"""Follows each difference to what it does: to its resource, and to whatever refers to one that becomes another.

https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-updating-stacks-update-behaviors.html
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from emr_studio_constructs.cfn.resource_types import STUDIO

from .differences import at, changed_properties, differs
from .effects import Effect, Verdict
from .exceptions import exception_of
from .functions import Value
from .identifiers import ADOPTED, identifier_of
from .model import Action
from .references import references
from .resources import Resource
from .schemas import update_behavior
from .subnets import subnets_taken_away

_WORST_LAST = (Action.UPDATE, Action.MAY_REPLACE, Action.REPLACE, Action.FAIL)
_BECOMES = {
    Action.UPDATE: "which changes",
    Action.MAY_REPLACE: "which may be replaced",
    Action.REPLACE: "which is replaced",
    Action.MOVE: "which moves",
}


class Consequences:
    """What happens to the resources that two templates have in common."""

    effects: dict[str, Effect]
    """What happens to those that differ, or refer to what becomes another, by logical id."""

    def __init__(
        self,
        before: Mapping[str, Resource],
        after: Mapping[str, Resource],
        moved: Mapping[str, str],
    ) -> None:
        """Follows all differences.

        Args:
            before: The resources that are deployed.
            after: Those that are wanted.
            moved: The new logical ids of those that have moved, by the old ones.
        """
        self.effects = {}
        self._moved = set(moved.values())
        self._resources = {*before, *after}

        referrers = defaultdict(set)
        for name, resource in after.items():
            for reference in references(resource.properties):
                referrers[reference.logical_id].add(name)
        waiting = [name for name in before if name in after]
        while waiting:
            name = waiting.pop()
            effect = self._effect(before[name], after[name])
            if effect is not None and effect != self.effects.get(name):
                self.effects[name] = effect
                waiting.extend(each for each in referrers[name] if each in before)

    def exists_already(self, before: Resource, after: Resource) -> str | None:
        """Why another of its kind cannot be made while the old one is there; none where it can."""
        paths = identifier_of(after.type, after.properties, update_behavior(after.type))
        if after.type in ADOPTED or not paths:
            return None
        if any(differs(before, after, path) or self._others(at(after.properties, path)) for path in paths):
            return None
        names = ", ".join(path[0] for path in paths if path[0] in after.properties)
        return f"there cannot be two with the same {names}, and the new one is made before the old one goes"

    def _effect(self, before: Resource, after: Resource) -> Effect | None:
        if before.type != after.type:
            cause = f"it was {before.type}: CloudFormation refuses another type under the same logical id"
            return Effect(Action.FAIL, (), (cause,))
        found = list(self._verdicts(before, after))
        if after.type == STUDIO and Action.REPLACE not in (verdict.action for verdict in found):
            found += self._subnets(before, after)
        if not found:
            return None
        worst = max((verdict.action for verdict in found), key=_WORST_LAST.index)
        causes = [f"{name} {why}" for action, name, why, _ in found if why and action is worst]
        if worst is Action.REPLACE and (taken := self.exists_already(before, after)):
            worst, causes = Action.FAIL, [*causes, taken]
        return Effect(
            worst,
            tuple(dict.fromkeys(verdict.name for verdict in found)),
            tuple(causes),
            may_lose_subnets=any(verdict.may_lose_subnets for verdict in found),
        )

    def _verdicts(self, before: Resource, after: Resource) -> Iterator[Verdict]:
        behavior = update_behavior(after.type)
        changed = changed_properties(before, after)
        for name in dict.fromkeys([*before.properties, *after.properties]):
            value = after.properties.get(name)
            if exception := exception_of(after.type, name):
                action, why = exception
                found = [self._verdict(name, value, name in changed, action, why)]
            elif behavior is None:
                why = "differs, and whether it can change in place is not known here"
                found = [self._verdict(name, value, name in changed, Action.MAY_REPLACE, why)]
            else:
                found = [
                    self._verdict(".".join(path), at(after.properties, path), differs(before, after, path), action, why)
                    for action, why, paths in (
                        (Action.REPLACE, "cannot change in place", behavior.create_only),
                        (Action.MAY_REPLACE, "cannot always change in place", behavior.conditional),
                    )
                    for path in paths
                    if path[0] == name
                ]
                if not any(found):
                    found = [self._verdict(name, value, name in changed, Action.UPDATE, "")]
            yield from filter(None, found)

    def _verdict(self, name: str, value: Value, differs: bool, action: Action, why: str) -> Verdict | None:  # noqa: FBT001  # private
        """What a property does, if it differs or refers to what becomes another."""
        others = self._others(value)
        if not differs and not others:
            return None
        if not differs and set(others.values()) == {Action.MAY_REPLACE} and action is not Action.UPDATE:
            action = Action.MAY_REPLACE
        referred = [f"refers to {other}, {_BECOMES[becomes]}" for other, becomes in others.items()]
        return Verdict(action, name, ", and ".join(filter(None, (*referred, why))))

    def _others(self, value: Value) -> dict[str, Action]:
        """What a value refers to that becomes another, though it is called the same."""
        found = {}
        for logical_id, attribute in references(value):
            effect = self.effects.get(logical_id)
            if logical_id in self._moved:
                found[logical_id] = Action.MOVE
            elif effect and effect.action in (Action.REPLACE, Action.MAY_REPLACE):
                found[logical_id] = effect.action
            elif effect and effect.action is Action.UPDATE and attribute in effect.properties:
                found[logical_id] = Action.UPDATE
        return found

    def _subnets(self, before: Resource, after: Resource) -> Iterator[Verdict]:
        old, new = (each.properties.get("SubnetIds") for each in (before, after))
        taken = subnets_taken_away(
            old,
            new,
            is_another=lambda value: bool(self._others(value)),
            is_unknown=lambda value: (
                not isinstance(value, str) and all(each.logical_id not in self._resources for each in references(value))
            ),
        )
        if taken:
            action, why = taken
            yield Verdict(action, "SubnetIds", why, may_lose_subnets=action is Action.UPDATE)
