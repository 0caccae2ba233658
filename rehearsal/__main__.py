"""The commands of the rehearsal: `python -m rehearsal run|up|ask`."""

import os
import signal
import sys
import threading
from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from emr_studio_constructs.app.errors import ConfigError

from .environment import without_aws
from .errors import RehearsalError
from .people.ask import UnknownActionError, ask, try_doors
from .people.ask_table import with_reasons
from .people.visitors import cluster_roles_of
from .rehearse import deployed, rehearse
from .running import deployed_studios, leave_running

app = typer.Typer(add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False)
Config = Annotated[Path, typer.Argument(help="the config file to rehearse")]

_DEFAULT = Path("config/minimal.yaml")
# Wide enough for ARNs where nobody says how wide a terminal is.
_WIDTH = 140


@app.command("run")
def run(config: Config = _DEFAULT) -> None:
    """Deploys a config on a local AWS, changes it, destroys it, and says what came of it."""
    rehearse(config, _console())


@app.command("up")
def up(config: Config = _DEFAULT) -> None:
    """Deploys a config on a local AWS and leaves it running until Ctrl-C."""
    console = _console()
    with deployed(config, console) as stage:
        settings = leave_running(stage, config)
        console.print(f"The local AWS answers at {stage.aws.endpoint}. In another shell, point the clients at it:\n")
        console.print(f"  . {settings}", soft_wrap=True)
        console.print(f"  cd {stage.project}\n", soft_wrap=True)
        console.print("and then, for example:\n")
        console.print('  aws emr list-studios --endpoint-url "$AWS_ENDPOINT_URL"', soft_wrap=True)
        console.print(f"  cdk diff -c config={config.resolve()}", soft_wrap=True)
        console.print("  python -m rehearsal ask PERSON [ACTION]\n")
        console.print("Ctrl-C stops it, and leaves nothing.")
        with suppress(KeyboardInterrupt):
            threading.Event().wait()


@app.command("ask")
def ask_for(
    person: Annotated[str, typer.Argument(help="a user of Identity Center, or `role NAME` or `user NAME` of IAM")],
    action: Annotated[str | None, typer.Argument(help="an IAM action, or one in words; by default all")] = None,
    source_identity: Annotated[str | None, typer.Option(help="what an identity provider would set")] = None,
) -> None:
    """Lets a person try to get into the Studios of a rehearsal that runs, and says what came of it."""
    studios = list(deployed_studios())
    if not studios:
        raise RehearsalError("no Studio is deployed in this rehearsal any more")
    for found in studios:
        roles = cluster_roles_of(found.config)
        if action:
            tried = ask(found.aws, found.studio, person, action, cluster_roles=roles, source_identity=source_identity)
        else:
            tried = try_doors(found.aws, found.studio, person, cluster_roles=roles, source_identity=source_identity)
        _console().print(with_reasons(tried))


def _console() -> Console:
    console = Console(highlight=False)
    return console if console.is_terminal else Console(highlight=False, width=_WIDTH)


def main() -> None:
    """Runs a command; a mistake ends with a message, not a traceback."""
    kept = without_aws(os.environ)
    os.environ.clear()
    os.environ.update(kept)
    for number in (signal.SIGTERM, signal.SIGHUP):
        # As on Ctrl-C: what was started is stopped.
        signal.signal(number, lambda *_: sys.exit(1))
    try:
        app()
    except (ConfigError, RehearsalError, UnknownActionError) as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
