"""The app from file to templates: what `app.py` runs."""

import sys
from collections.abc import Iterable

from aws_cdk import App, Validations
from cdk_nag import AwsSolutionsChecks, NIST80053R5Checks
from jsii.errors import JSIIError

from emr_studio_constructs import acknowledge_known_findings
from emr_studio_constructs.app.blame import BuildError, blame, message_of
from emr_studio_constructs.app.config import ConfigFile
from emr_studio_constructs.app.document import Document
from emr_studio_constructs.app.errors import ConfigError
from emr_studio_constructs.app.load import load_config
from emr_studio_constructs.app.stack import EmrStudioStack

_DEFAULT = "config/minimal.yaml"


def main() -> None:
    """Synthesizes the config file that `-c config=FILE` names; ends with 1 and a line for each mistake."""
    app = App(auto_synth=False)
    file = app.node.try_get_context("config") or _DEFAULT
    try:
        config, document = load_config(file)
        stacks = define_stacks(app, config, document)
        if config.nag:
            check_with_nag(app, stacks)
        else:
            sys.stderr.write(f"{file}: nag is false: cdk-nag checks nothing\n")
        app.synth()
    except ConfigError as error:
        sys.exit(str(error))
    except (RuntimeError, JSIIError) as error:
        sys.exit(message_of(error))


def define_stacks(app: App, config: ConfigFile, document: Document) -> list[EmrStudioStack]:
    """Defines a stack for each Studio of a config.

    Raises:
        ConfigError: The constructs or the CDK refuse what the config says; has a line that says where.
    """
    stacks = []
    try:
        for name, studio in config.studios.items():
            with blame("studios", name):
                stacks.append(EmrStudioStack(app, name, config=studio))
    except BuildError as error:
        raise ConfigError(document.say([error.mistake])) from error
    return stacks


def check_with_nag(app: App, stacks: Iterable[EmrStudioStack]) -> None:
    """Lets cdk-nag check the app at synthesis, apart from the findings that are known and have a reason."""
    for stack in stacks:
        acknowledge_known_findings(stack.studio)
        if stack.monitoring:
            acknowledge_known_findings(stack.monitoring)
    Validations.of(app).add_plugins(AwsSolutionsChecks(app), NIST80053R5Checks(app))
