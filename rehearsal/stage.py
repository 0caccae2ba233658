"""A config at the local AWS, and what one does with it by the CDK CLI."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

from botocore.exceptions import ClientError

from .assembly import Deployable, Environment, stacks_in
from .aws import Credentials, LocalAws
from .cdk import CdkError, cdk, new_project, synth
from .engineer import hire_engineer
from .errors import RehearsalError
from .inventory import Clients, Json, resources_in, studios_in
from .leftovers import Resource, kept_by, precious, still_there

Say = Callable[[str], None]
_BEGINNINGS = ("CREATE_IN_PROGRESS", "UPDATE_IN_PROGRESS")
# What the CLI adds to what the app said.
_NOISE = "Subprocess exited with error"
_NO_DIFFERENCES = "There were no differences"
_CHANGE = re.compile(r"^\[([-+~])] (AWS::\S+|Custom::\S+) .*?( replace)?$", re.MULTILINE)


@dataclass(frozen=True)
class Change:
    """A line of `cdk diff`: what happens to a resource."""

    sign: str
    type: str
    replaces: bool


class Stage:
    """The engineers of the accounts, the CLI, and the stacks it deploys."""

    def __init__(self, aws: LocalAws, environments: Sequence[Environment]) -> None:
        """Makes a directory for the CLI, and an engineer in the account of each environment."""
        self.aws = aws
        self.project = new_project(aws.directory / "project")
        self._environments = environments
        accounts = {environment.account for environment in environments}
        self._engineers: dict[str, Credentials] = {account: hire_engineer(aws, account) for account in accounts}

    def bootstrap(self, say: Say) -> None:
        """Bootstraps all environments."""
        for environment in self._environments:
            self._cdk("bootstrap", str(environment), environment=environment, say=say)

    def synth(self, config: Path, name: str) -> Path:
        """Synthesizes a config into an assembly of this name; look-ups are made in the local AWS.

        Raises:
            RehearsalError: The config is refused.
        """
        assembly = self.project / name
        try:
            synth(config, assembly, environment=self.settings(), directory=self.project)
        except CdkError as error:
            said = [line for line in str(error).splitlines() if _NOISE not in line]
            raise RehearsalError("\n".join(said)) from error
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
            found = [Change(sign, kind, bool(replaced)) for sign, kind, replaced in _CHANGE.findall(said)]
            if not found and _NO_DIFFERENCES not in said:
                raise RehearsalError(said)
            changes += found
        return changes

    def unprotect(self, assembly: Path) -> None:
        """Turns termination protection off, as whoever wants a stack gone must."""
        for stack in stacks_in(assembly):
            client = self.clients_of(stack)("cloudformation")
            client.update_termination_protection(StackName=stack.name, EnableTerminationProtection=False)

    def destroy(self, assembly: Path, say: Say) -> list[Resource]:
        """Destroys all stacks, and returns what of them is still there.

        Raises:
            RehearsalError: CloudFormation kept it and it is gone, or it deleted it and it is there.
        """
        left: list[Resource] = []
        for environment, stacks in _by_environment(assembly):
            had = {stack: (self._id_of(stack), self.precious_in(stack)) for stack in stacks}
            self._cdk("destroy", *_ids(stacks), "--force", "--app", str(assembly), environment=environment, say=say)
            for stack, (stack_id, resources) in had.items():
                kept = precious(kept_by(self.clients_of(stack), stack_id))
                there = list(still_there(self.clients_of(stack), resources | kept))
                if kept != set(there):
                    raise RehearsalError(f"{stack.name}: CloudFormation kept {sorted(kept)}, but there is {there}")
                left += there
        return left

    def precious_in(self, stack: Deployable) -> set[Resource]:
        """What a stack has of the types that hold people's work, or that people know by their id."""
        return precious(resources_in(self.clients_of(stack), stack.name))

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
        """What points command line tools to the first environment, as the engineer of its account."""
        return self.settings_in(self._environments[0])

    def settings_in(self, environment: Environment) -> dict[str, str]:
        """What points command line tools to an environment, as the engineer of its account."""
        return self.aws.environment(self._engineers[environment.account], environment.region)

    def _id_of(self, stack: Deployable) -> str:
        """The id by which CloudFormation knows a stack even when it is gone."""
        client = self.clients_of(stack)("cloudformation")
        return str(client.describe_stacks(StackName=stack.name)["Stacks"][0]["StackId"])

    def _cdk(self, *arguments: str, environment: Environment, say: Say) -> str:
        settings = self.settings_in(environment)
        return cdk(*arguments, environment=settings, directory=self.project, on_line=say)

    def _reasons(self, stack: Deployable) -> Iterator[str]:
        """Why the resources of a stack failed, in the order in which they did."""
        client: Any = self.clients_of(stack)("cloudformation")
        try:
            events = client.describe_stack_events(StackName=stack.name)["StackEvents"]
        except ClientError:
            # It failed before there was a stack.
            return
        for event in reversed(list(_of_the_last_operation(events, stack.name))):
            if event["ResourceStatus"].endswith("_FAILED") and event.get("ResourceStatusReason"):
                what = f"{stack.name}, {event['ResourceType']} {event['LogicalResourceId']}"
                yield f"{what}: {event['ResourceStatusReason']}"


def _of_the_last_operation(events: Iterable[Json], stack: str) -> Iterator[Json]:
    """The events since a stack's last create or update began, the newest first, as CloudFormation gives them."""
    for event in events:
        yield event
        if event["LogicalResourceId"] == stack and event["ResourceStatus"] in _BEGINNINGS:
            return


def _by_environment(assembly: Path) -> Iterator[tuple[Environment, list[Deployable]]]:
    def environment(stack: Deployable) -> Environment:
        return stack.environment

    for found, stacks in groupby(sorted(stacks_in(assembly), key=environment), key=environment):
        yield found, list(stacks)


def _ids(stacks: Iterable[Deployable]) -> list[str]:
    return [stack.id for stack in stacks]
