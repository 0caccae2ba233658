"""A config at the local AWS, and what one does with it by the CDK CLI."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

from .assembly import Deployable, Environment, stacks_in
from .cdk import CdkError, cdk, new_project, synth
from .engineer import hire_engineer
from .inventory import Clients, Json, resources_in, studios_in
from .leftovers import still_there
from .server import Credentials, LocalAws

Say = Callable[[str], None]
_NO_DIFFERENCES = "There were no differences"
_CHANGE = re.compile(r"^\[([-+~])] (AWS::\S+|Custom::\S+) (\S+)(?: \S+)?(?: (replace))?", re.MULTILINE)


class RehearsalError(Exception):
    """Something went another way than it should; the message says which."""


@dataclass(frozen=True)
class Change:
    """A line of `cdk diff`: what happens to a resource."""

    sign: str
    type: str
    path: str
    replaces: bool


class Stage:
    """The engineers of the accounts, the CLI, and the stacks it deploys."""

    def __init__(self, aws: LocalAws) -> None:
        """Makes a directory for the CLI."""
        self.aws = aws
        self._project = new_project(aws.directory / "project")
        self._engineers: dict[str, Credentials] = {}

    def bootstrap(self, environments: Iterable[Environment], say: Say) -> None:
        """Bootstraps environments, each by an engineer of its account."""
        for environment in environments:
            if environment.account not in self._engineers:
                self._engineers[environment.account] = hire_engineer(self.aws, environment.account)
            self._cdk("bootstrap", str(environment), environment=environment, say=say)

    def synth(self, config: Path, name: str) -> Path:
        """Synthesizes a config into an assembly of this name; look-ups are made in the local AWS.

        Raises:
            RehearsalError: The config is refused.
        """
        assembly = self._project / name
        try:
            synth(config, assembly, environment=self.settings(), directory=self._project)
        except CdkError as error:
            raise RehearsalError(str(error)) from error
        return assembly

    def deploy(self, assembly: Path, say: Say) -> None:
        """Deploys all stacks.

        Raises:
            RehearsalError: A stack failed; the message has the reasons of its resources.
        """
        for environment, stacks in _by_environment(assembly):
            options = ("--require-approval", "never", "--concurrency", str(len(stacks)), "--app", str(assembly))
            try:
                self._cdk("deploy", *_ids(stacks), *options, environment=environment, say=say)
            except CdkError as error:
                reasons = [reason for stack in stacks for reason in self._reasons(stack)]
                raise RehearsalError("\n".join(reasons) or str(error)) from error

    def diff(self, assembly: Path, say: Say) -> list[Change]:
        """What `cdk diff` says would change, by read-only change sets.

        Raises:
            RehearsalError: It names neither a change nor that there is none.
        """
        changes: list[Change] = []
        for environment, stacks in _by_environment(assembly):
            said = self._cdk("diff", *_ids(stacks), "--app", str(assembly), environment=environment, say=say)
            found = [Change(sign, kind, path, bool(replaced)) for sign, kind, path, replaced in _CHANGE.findall(said)]
            if not found and _NO_DIFFERENCES not in said:
                raise RehearsalError(said)
            changes += found
        return changes

    def unprotect(self, assembly: Path) -> None:
        """Turns termination protection off, as whoever wants a stack gone must."""
        for stack in stacks_in(assembly):
            client = self.clients_of(stack)("cloudformation")
            client.update_termination_protection(StackName=stack.name, EnableTerminationProtection=False)

    def destroy(self, assembly: Path, say: Say) -> list[tuple[str, str]]:
        """Destroys all stacks, and returns the types and names of what of them is still there."""
        left: list[tuple[str, str]] = []
        for environment, stacks in _by_environment(assembly):
            had = {stack: resources_in(self.clients_of(stack), stack.name) for stack in stacks}
            self._cdk("destroy", *_ids(stacks), "--force", "--app", str(assembly), environment=environment, say=say)
            for stack, resources in had.items():
                left += still_there(self.clients_of(stack), resources)
        return left

    def studios(self, assembly: Path) -> list[tuple[Deployable, Json]]:
        """The Studios of all stacks, each with its stack."""
        return [
            (stack, studio)
            for stack in stacks_in(assembly)
            for studio in studios_in(self.clients_of(stack), stack.name)
        ]

    def clients_of(self, stack: Deployable) -> Clients:
        """The engineer's clients where a stack is."""
        credentials, region = self._engineers[stack.environment.account], stack.environment.region
        return lambda service: self.aws.client(service, credentials=credentials, region=region)

    def settings(self) -> dict[str, str]:
        """What points command line tools to the first account, as its engineer."""
        return self.environment_of(Environment(account=next(iter(self._engineers))))

    def environment_of(self, environment: Environment) -> dict[str, str]:
        """What points command line tools to an account, as its engineer."""
        return self.aws.environment(self._engineers[environment.account], environment.region)

    def _cdk(self, *arguments: str, environment: Environment, say: Say) -> str:
        settings = self.environment_of(environment)
        return cdk(*arguments, environment=settings, directory=self._project, on_line=say)

    def _reasons(self, stack: Deployable) -> Iterator[str]:
        """Why the resources of a stack failed, in the order in which they did."""
        client: Any = self.clients_of(stack)("cloudformation")
        events = client.describe_stack_events(StackName=stack.name)["StackEvents"]
        for event in reversed(events):
            if event["ResourceStatus"].endswith("_FAILED") and event.get("ResourceStatusReason"):
                what = f"{stack.name}, {event['ResourceType']} {event['LogicalResourceId']}"
                yield f"{what}: {event['ResourceStatusReason']}"


def _by_environment(assembly: Path) -> Iterator[tuple[Environment, list[Deployable]]]:
    def environment(stack: Deployable) -> Environment:
        return stack.environment

    for found, stacks in groupby(sorted(stacks_in(assembly), key=environment), key=environment):
        yield found, list(stacks)


def _ids(stacks: Iterable[Deployable]) -> list[str]:
    return [stack.id for stack in stacks]
