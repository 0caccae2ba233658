"""Loads the names of the package that the arguments tell, or all; or, behind `--alone`, modules of the CDK alone.

Prints the milliseconds, and the modules of the CDK that were loaded, in their order.
"""

import json
import sys
from importlib import import_module
from time import perf_counter

arguments = sys.argv[1:]
start = perf_counter()
if arguments[:1] == ["--alone"]:
    for module in arguments[1:]:
        import_module(module)
else:
    package = import_module("emr_studio_constructs")
    for name in arguments or package.__all__:
        getattr(package, name)
milliseconds = 1000 * (perf_counter() - start)
modules = [name for name in sys.modules if name.split(".")[0] in {"aws_cdk", "constructs"}]
sys.stdout.write(json.dumps({"milliseconds": milliseconds, "modules": modules}) + "\n")
