"""The rehearsal of a config: deployed, changed and destroyed, with a look at what there is in between."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from rich.console import Console

from emr_studio_constructs.app.config import StudioConfig
from emr_studio_constructs.app.config.auth import IdentityCenterAuthConfig, MappedBy

from .assembly import Deployable, stacks_in
from .config import config_in
from .config_change import DESCRIPTION, write_changed
from .emr_studio import emr_studio
from .errors import RehearsalError
from .inventory import Json
from .leftovers import Resource
from .people.ask import Attempt, try_doors
from .people.judge import surprises
from .people.visitors import Visitor, cluster_roles_of, visitors_of
from .progress import Progress
from .server import local_aws
from .show import changes_in_words, show_leftovers, show_people, show_studio
from .stage import Stage
from .world import settle, world_of

# What a description and somebody's tier reach: a tier's policy comes or goes with the first or last of its people.
_CHANGING = {
    "AWS::EMR::Studio",
    "AWS::EMR::StudioSessionMapping",
    "AWS::IAM::Group",
    "AWS::IAM::ManagedPolicy",
    "AWS::IAM::Policy",
    "AWS::IAM::Role",
    "AWS::IAM::User",
    # Access to cluster templates, likewise.
    "AWS::ServiceCatalog::PortfolioPrincipalAssociation",
    "Custom::EmrStudioSessionMapping",
}


def rehearse(config: Path, console: Console) -> None:
    """Deploys a config, changes it, destroys it, and shows each step and what there is.

    Raises:
        ConfigError: The config is refused.
        RehearsalError: A step went another way than it should.
    """
    progress = Progress(console)
    try:
        with prepared(config, progress) as (stage, assembly):
            _deploy(config, assembly, stage, progress)
            _deploy_again(assembly, stage, progress)
            changed = _change(config, assembly, stage, progress)
            _destroy(changed, stage, progress)
    finally:
        if progress.steps:
            console.print(progress.table())


@contextmanager
def deployed(config: Path, console: Console) -> Iterator[Stage]:
    """A config, deployed on a local AWS that runs for the length of a `with` block.

    Raises:
        ConfigError: The config is refused.
        RehearsalError: A step went another way than it should.
    """
    progress = Progress(console)
    with prepared(config, progress) as (stage, assembly):
        _deploy(config, assembly, stage, progress)
        yield stage


@contextmanager
def prepared(config: Path, progress: Progress) -> Iterator[tuple[Stage, Path]]:
    """A local AWS with what the config takes for granted, bootstrapped, and the config's cloud assembly."""
    world = world_of(config_in(config))
    with ExitStack() as stack:
        with progress.step("start the local AWS"):
            aws = stack.enter_context(local_aws())
        with progress.step("make what the config takes for granted") as step:
            settle(world, aws)
            step.result = str(world)
        stage = Stage(aws, world.environments)
        # First of all the config: most of its mistakes show here.
        with progress.step("cdk synth"):
            assembly = stage.synth(config, "assembly")
        with progress.step("cdk bootstrap") as step:
            stage.bootstrap(step.say)
            step.result = ", ".join(map(str, world.environments))
        yield stage, assembly


def _deploy(config: Path, assembly: Path, stage: Stage, progress: Progress) -> None:
    with progress.step("cdk deploy") as step:
        stage.deploy(assembly, step.say)
        studios = stage.studios(assembly)
        step.result = ", ".join(studio["StudioId"] for _, studio in studios)
    _map_people(config, assembly, stage, progress)
    for stack, studio in studios:
        show_studio(stage.clients_of(stack), stack, studio, progress.console)
        with progress.step(f"people try to get into {stack.name}"):
            studio_config = config_in(config).studios[stack.id]
            tried = _let_people_try(stage, stack, studio, studio_config)
            show_people(stack, tried, progress.console)
            # A tier with rows of its own may go further than ours do.
            if not any(tier.rows for tier in studio_config.custom_tiers.values()):
                _expect(not (found := surprises(tried)), "\n".join(found))


def _map_people(config: Path, assembly: Path, stage: Stage, progress: Progress) -> None:
    """Lets people in where the stacks do not."""
    for stack in stacks_in(assembly):
        auth = config_in(config).studios[stack.id].auth
        if isinstance(auth, IdentityCenterAuthConfig) and auth.mapped_by is MappedBy.CLI:
            with progress.step(f"emr-studio mappings apply, {stack.name}") as step:
                options = (str(config.resolve()), "--studio", stack.id)
                settings = stage.settings_in(stack.environment)
                said = emr_studio("mappings", "apply", *options, environment=settings)
                step.result = said.strip().splitlines()[-1]
                # Ends with a failure where somebody is mapped in another way.
                emr_studio("mappings", "drift", *options, environment=settings)


def _let_people_try(
    stage: Stage, stack: Deployable, studio: Json, config: StudioConfig
) -> dict[Visitor, list[Attempt]]:
    clusters = cluster_roles_of(config)
    return {
        visitor: try_doors(
            stage.aws, studio, visitor.person, cluster_roles=clusters, source_identity=visitor.source_identity
        )
        for visitor in visitors_of(stage.aws, stage.clients_of(stack), stack, config)
    }


def _deploy_again(assembly: Path, stage: Stage, progress: Progress) -> None:
    with progress.step("cdk diff") as step:
        changes = stage.diff(assembly, step.say)
        _expect(not changes, f"the same config differs from what it deployed: {changes_in_words(changes)}")
        step.result = "no differences"


def _change(config: Path, assembly: Path, stage: Stage, progress: Progress) -> Path:
    before, had = _studios_by_id(assembly, stage), _precious_in(assembly, stage)
    file = stage.aws.directory / "changed.yaml"
    words = write_changed(config, file)
    with progress.step("cdk synth, changed") as step:
        changed = stage.synth(file, "changed")
        step.result = "; ".join(words)
    with progress.step("cdk diff") as step:
        changes = stage.diff(changed, step.say)
        step.result = changes_in_words(changes)
        _expect(bool(changes), "the changed config does not differ from what is deployed")
        others = {change.type for change in changes} - _CHANGING
        _expect(not others, f"the change reaches what it has nothing to do with: {', '.join(sorted(others))}")
    with progress.step("cdk deploy") as step:
        stage.deploy(changed, step.say)
        expected = {name: {**studio, "Description": DESCRIPTION} for name, studio in before.items()}
        after = _studios_by_id(changed, stage)
        _expect(after == expected, f"the change of a description made {after} of {before}")
        lost = had - _precious_in(changed, stage)
        _expect(not lost, f"the change took out of the stacks: {sorted(lost)}")
        step.result = "in place"
    _map_people(file, changed, stage, progress)
    return changed


def _destroy(assembly: Path, stage: Stage, progress: Progress) -> None:
    with progress.step("turn termination protection off"):
        stage.unprotect(assembly)
    with progress.step("cdk destroy") as step:
        left = stage.destroy(assembly, step.say)
        studios = [name for kind, name in left if kind == "AWS::EMR::Studio"]
        _expect(not studios, f"a Studio is still there: {', '.join(studios)}")
    progress.console.print(show_leftovers(left))


def _studios_by_id(assembly: Path, stage: Stage) -> dict[str, Json]:
    return {studio["StudioId"]: studio for _, studio in stage.studios(assembly)}


def _precious_in(assembly: Path, stage: Stage) -> set[Resource]:
    return {resource for stack in stacks_in(assembly) for resource in stage.precious_in(stack)}


def _expect(condition: bool, otherwise: str) -> None:  # noqa: FBT001 - reads as a sentence
    if not condition:
        raise RehearsalError(otherwise)
