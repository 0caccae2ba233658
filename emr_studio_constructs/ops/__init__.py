"""The command line `emr-studio`: for whoever runs Studios after the deploy.

Everything here reads and writes AWS by boto3, and defines no construct.
"""

import sys


def start() -> None:
    """What `emr-studio` runs; says so where the extra is not installed."""
    try:
        from .main import main  # noqa: PLC0415  # to say what is missing, where something is
    except ModuleNotFoundError as error:
        sys.exit(f"emr-studio needs {error.name}: install the extra, pip install 'emr-studio-constructs[ops]'")
    main()
