"""The sample configs, each synthesized once in a process."""

from functools import cache
from pathlib import Path

from aws_cdk import App
from conftest import FLAGS

from emr_studio_constructs.app.load import load_config
from emr_studio_constructs.app.main import define_stacks
from emr_studio_constructs.app.stack import EmrStudioStack

CONFIG = Path(__file__).parent.parent / "config"
SAMPLES = [path.stem for path in sorted(CONFIG.glob("*.yaml"))]


def stacks_of(sample: str, app: App | None = None) -> list[EmrStudioStack]:
    """Defines the stacks of a sample, under the feature flags of `cdk.json`."""
    config, document = load_config(str(CONFIG / f"{sample}.yaml"))
    return define_stacks(app or App(context=FLAGS), config, document)


@cache
def templates_of(sample: str) -> dict[str, dict[str, object]]:
    """The templates of a sample, by stack."""
    app = App(context=FLAGS)
    stacks_of(sample, app)
    return {stack.stack_name: stack.template for stack in app.synth().stacks}
