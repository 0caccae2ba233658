"""The rehearsal of a config: deployed, changed and destroyed, with a look at what there is in between."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from rich.console import Console

from .config import config_in
from .config_change import write_changed
from .progress import Progress
from .server import local_aws
from .show import changes_in_words, show_leftovers, show_people, show_studio
from .stage import RehearsalError, Stage
from .world import settle, world_of


def rehearse(config: Path, console: Console) -> None:
    """Deploys a config, changes it, destroys it, and shows each step and what there is.

    Raises:
        ConfigError: The config is refused.
        RehearsalError: A step went another way than it should.
    """
    progress = Progress(console)
    try:
        with _prepared(config, progress) as stage:
            assembly = _deploy(config, stage, progress)
            _deploy_again(assembly, stage, progress)
            changed = _change(config, assembly, stage, progress)
            _destroy(changed, stage, progress)
    finally:
        console.print(progress.table())


@contextmanager
def deployed(config: Path, console: Console) -> Iterator[Stage]:
    """A config, deployed on a local AWS that runs for the length of a `with` block.

    Raises:
        ConfigError: The config is refused.
        RehearsalError: A step went another way than it should.
    """
    progress = Progress(console)
    with _prepared(config, progress) as stage:
        _deploy(config, stage, progress)
        yield stage


@contextmanager
def _prepared(config: Path, progress: Progress) -> Iterator[Stage]:
    """A local AWS with what the config takes for granted, bootstrapped."""
    world = world_of(config_in(config))
    with ExitStack() as stack:
        with progress.step("start the local AWS"):
            aws = stack.enter_context(local_aws())
        with progress.step("make what the config takes for granted") as step:
            settle(world, aws)
            step.result = str(world)
        stage = Stage(aws)
        with progress.step("cdk bootstrap") as step:
            stage.bootstrap(world.environments, step.say)
            step.result = ", ".join(map(str, world.environments))
        yield stage


def _deploy(config: Path, stage: Stage, progress: Progress) -> Path:
    with progress.step("cdk synth"):
        assembly = stage.synth(config, "assembly")
    with progress.step("cdk deploy") as step:
        stage.deploy(assembly, step.say)
        studios = stage.studios(assembly)
        step.result = ", ".join(studio["StudioId"] for _, studio in studios)
    for stack, studio in studios:
        show_studio(stage.clients_of(stack), stack, studio, progress.console)
        with progress.step("people try to get in"):
            table = show_people(stage, stack, studio, config_in(config).studios[stack.id])
        progress.console.print(table)
    return assembly


def _deploy_again(assembly: Path, stage: Stage, progress: Progress) -> None:
    with progress.step("cdk diff") as step:
        changes = stage.diff(assembly, step.say)
        _expect(not changes, f"the same config differs from what it deployed: {changes_in_words(changes)}")
        step.result = "no differences"


def _change(config: Path, assembly: Path, stage: Stage, progress: Progress) -> Path:
    before = {studio["StudioId"] for _, studio in stage.studios(assembly)}
    file = stage.aws.directory / "changed.yaml"
    words = write_changed(config, file)
    with progress.step("cdk synth, changed") as step:
        changed = stage.synth(file, "changed")
        step.result = "; ".join(words)
    with progress.step("cdk diff") as step:
        changes = stage.diff(changed, step.say)
        _expect(bool(changes), "the changed config does not differ from what is deployed")
        step.result = changes_in_words(changes)
    with progress.step("cdk deploy") as step:
        stage.deploy(changed, step.say)
        after = {studio["StudioId"] for _, studio in stage.studios(changed)}
        _expect(after == before, f"the change made other Studios: {', '.join(sorted(after - before))}")
        step.result = "in place"
    return changed


def _destroy(assembly: Path, stage: Stage, progress: Progress) -> None:
    with progress.step("turn termination protection off"):
        stage.unprotect(assembly)
    with progress.step("cdk destroy") as step:
        left = stage.destroy(assembly, step.say)
        studios = [name for kind, name in left if kind == "AWS::EMR::Studio"]
        _expect(not studios, f"a Studio is still there: {', '.join(studios)}")
    progress.console.print(show_leftovers(left))


def _expect(condition: bool, otherwise: str) -> None:  # noqa: FBT001 - reads as a sentence
    if not condition:
        raise RehearsalError(otherwise)
