"""CloudFormation: types that ministack has not or has in part, and answers that save the CLI its waits."""

import asyncio
import sys
import time
from collections.abc import Callable
from typing import Any, Protocol

from ministack.services import cloudformation
from ministack.services.cloudformation import engine, provisioners, stacks

from .release import RELEASE

Json = dict[str, Any]
_CALLS_TO_HOLD = ("CreateStack", "DeleteStack", "ExecuteChangeSet", "UpdateStack")
_SECONDS_TO_HOLD = 4


class Handler(Protocol):
    """What CloudFormation calls for the resources of one type."""

    name: str
    create_only: tuple[str, ...]
    tag_property: str | None

    def create(self, properties: Json) -> tuple[str, Json]:
        """Makes one; returns its physical id and attributes."""

    def update(self, physical_id: str, old: Json, new: Json) -> Json:
        """Changes one in place; returns its attributes."""

    def delete(self, physical_id: str, properties: Json) -> None:
        """Removes one."""


def add_resource_type(handler: Handler) -> None:
    """Teaches CloudFormation a type, on threads of its own: handlers call the API of this very server."""
    if handler.name in provisioners._RESOURCE_HANDLERS:
        sys.exit(f"ministack {RELEASE} knows {handler.name} by itself: the rehearsal's own handler would hide it")
    provisioners._RESOURCE_HANDLERS[handler.name] = {
        "create": lambda _logical_id, properties, _stack: handler.create(properties),
        "update": lambda physical_id, old, new, _stack: (physical_id, handler.update(physical_id, old, new)),
        "delete": handler.delete,
    }
    provisioners._REPLACING_PROPERTIES[handler.name] = handler.create_only
    if handler.tag_property:
        provisioners._STACK_TAG_PROPERTY[handler.name] = (handler.tag_property, "list")
    _run_on_a_thread(handler.name)


def complete_resource_type(name: str, complete: Callable[[str, Json], Json]) -> None:
    """Adds what ministack's handler of a type leaves out: called after each create and update, returns attributes."""
    theirs = dict(provisioners._RESOURCE_HANDLERS[name])

    def create(logical_id: str, properties: Json, stack: str) -> tuple[str, Json]:
        physical_id, attributes = theirs["create"](logical_id, properties, stack)
        return physical_id, {**attributes, **complete(physical_id, properties)}

    def update(physical_id: str, old: Json, new: Json, stack: str, *rest: Any) -> tuple[str, Json]:
        physical_id, attributes = theirs["update"](physical_id, old, new, stack, *rest)
        return physical_id, {**attributes, **complete(physical_id, new)}

    provisioners._RESOURCE_HANDLERS[name] = {**theirs, "create": create, "update": update}
    _run_on_a_thread(name)


def _run_on_a_thread(name: str) -> None:
    theirs = stacks._runs_on_worker_thread
    stacks._runs_on_worker_thread = lambda resource_type: resource_type == name or theirs(resource_type)


def make_early(name: str) -> None:
    """Makes resources of a type as soon as what they name is there.

    AWS may, and waits for nothing that it is not told of; ministack goes by logical ids, which hides a missing
    `DependsOn`.
    """
    theirs = stacks._topological_sort

    def sort(resources: Json, conditions: Json) -> list[str]:
        order: list[str] = theirs(resources, conditions)
        early: set[str] = set()
        for each in reversed(order):
            if resources[each]["Type"] == name or each in early:
                early |= {each, *engine._extract_deps(resources[each], set(order))}
        return [each for each in order if each in early] + [each for each in order if each not in early]

    stacks._topological_sort = sort


def answer_when_done() -> None:
    """Holds the answer to a call that works on a stack until the work is done, or for some seconds.

    The CDK CLI looks at once, and then every 5 seconds: a stack that is done at the first look saves it the wait.
    """
    theirs = cloudformation.handle_request

    async def handle(*request: Any) -> Any:
        answer = await theirs(*request)
        deadline = time.monotonic() + _SECONDS_TO_HOLD
        working = _works_on_a_stack(request)
        while working and time.monotonic() < deadline:
            # ministack has no event for it; the first time, this lets the work begin.
            await asyncio.sleep(0.02)
            working = any(_is_worked_on(stack) for stack in cloudformation._stacks.values())
        return answer

    cloudformation.handle_request = handle


def _works_on_a_stack(request: tuple[Any, ...]) -> bool:
    _, _, headers, body, query = request
    sent = f"{headers.get('x-amz-target', '')} {body.decode(errors='replace')} {query.get('Action', '')}"
    return any(call in sent for call in _CALLS_TO_HOLD)


def _is_worked_on(stack: Json) -> bool:
    return str(stack["StackStatus"]).endswith("_IN_PROGRESS") and stack["StackStatus"] != "REVIEW_IN_PROGRESS"
