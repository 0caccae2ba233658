"""The command line `emr-studio`: for whoever runs Studios, before a deploy and after.

Nothing here defines a construct; what reads or writes AWS does so by boto3.
"""

import sys


def start() -> None:
    """What `emr-studio` runs; says so where the extra is not installed."""
    try:
        from .main import main  # noqa: PLC0415  # to say what is missing, where something is
    except ModuleNotFoundError as error:
        if f"{error.name}.".startswith("emr_studio_constructs."):
            raise
        sys.exit(f"emr-studio needs {error.name}: install the extra, pip install 'emr-studio-constructs[ops]'")
    main()
