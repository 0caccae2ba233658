"""The command line `emr-studio`."""

import sys
from collections.abc import Sequence

import typer
from botocore.exceptions import BotoCoreError, ClientError, NoCredentialsError

from emr_studio_constructs.app.errors import ConfigError

from .aws import message_of
from .checks.commands import doctor, preflight, teardown_check
from .cost.commands import cost
from .errors import DifferencesFoundError, OpsError
from .guard.commands import guard
from .mappings.commands import mappings
from .options import ExitCode
from .report.commands import report

_NAME = "emr-studio"
_BEFORE, _AFTERWARDS, _AT_THE_END = "Before a deploy", "Afterwards", "At the end"

app = typer.Typer(
    name=_NAME,
    help="For whoever runs EMR Studios: what a deploy loses and costs, what is wrong, who is in, what a delete leaves.",
    epilog="Ends with 0: nothing to do, or all done. 1: an error. 2: differences or problems were found, "
    "or something could not be looked at.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.command("preflight", rich_help_panel=_BEFORE)(preflight)
app.command("guard", rich_help_panel=_BEFORE)(guard)
app.command("cost", rich_help_panel=_BEFORE)(cost)
app.command("report", rich_help_panel=_BEFORE)(report)
app.command("doctor", rich_help_panel=_AFTERWARDS)(doctor)
app.add_typer(mappings, name="mappings", rich_help_panel=_AFTERWARDS)
app.command("teardown-check", rich_help_panel=_AT_THE_END)(teardown_check)


def main() -> None:
    """What `emr-studio` runs."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """Runs a command and returns its exit code; a mistake is a message on standard error, not a traceback."""
    try:
        app(args=list(arguments), prog_name=_NAME)
    except SystemExit as ended:
        # Typer's own 2 is a mistake in the arguments; here 2 says that differences were found.
        return ExitCode.FAILED if ended.code else ExitCode.DONE
    except DifferencesFoundError:
        return ExitCode.DIFFERENT
    except (ConfigError, OpsError) as error:
        sys.stderr.write(f"{error}\n")
    except NoCredentialsError:
        sys.stderr.write("no AWS credentials are found: sign in, or name a profile by --profile\n")
    except (BotoCoreError, ClientError) as error:
        sys.stderr.write(f"{message_of(error)}\n")
    return ExitCode.FAILED


if __name__ == "__main__":
    main()
