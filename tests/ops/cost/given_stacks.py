"""Cloud assemblies of Studios, as the CDK writes them."""

from collections.abc import Callable
from pathlib import Path

from aws_cdk import App, Environment, Stack
from conftest import ACCOUNT, FLAGS, REGION

from emr_studio_constructs.ops.assembly import stacks_of
from emr_studio_constructs.ops.cost.summary import Summary, summarize

ZONES = ["eu-west-1a", "eu-west-1b", "eu-west-1c"]

Define = Callable[[Stack], object]


def an_assembly(directory: Path, **stacks: Define) -> Path:
    """The assembly of an app with these stacks."""
    app = App(context=dict(FLAGS), outdir=str(directory))
    for name, define in stacks.items():
        define(Stack(app, name, env=Environment(account=ACCOUNT, region=REGION)))
    app.synth()
    return directory


def summary_of(directory: Path, define: Define) -> Summary:
    """What a stack costs."""
    [stack] = stacks_of(an_assembly(directory, Stack=define))
    return summarize(stack)
