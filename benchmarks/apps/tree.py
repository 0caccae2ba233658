"""The construct tree of `many` by bare constructs and `CfnResource` alone: the floor for an app with such paths.

Takes the number of Studios, the template of one and the cloud assembly's `tree.json`.
"""

import json
import sys
from pathlib import Path
from typing import Any

from aws_cdk import App, CfnResource, Stack
from constructs import Construct

from .peak import tell_peak

Json = dict[str, Any]


def define(scope: Construct, node: Json) -> None:
    """Defines what stands below a node of the tree."""
    for name, child in node.get("children", {}).items():
        logical_id = child.get("attributes", {}).get("aws:cdk:cloudformation:logicalId")
        if logical_id in resources:
            resource = resources[logical_id]
            CfnResource(scope, name, type=resource["Type"], properties=resource["Properties"])
        elif child["constructInfo"]["fqn"] not in {"aws-cdk-lib.CfnParameter", "aws-cdk-lib.CfnRule"}:
            define(Construct(scope, name), child)


app = App()
template, tree = (json.loads(Path(name).read_text(encoding="utf-8")) for name in sys.argv[2:])
resources = template["Resources"]
for number in range(int(sys.argv[1])):
    define(Stack(app, f"Analytics{number}"), tree["tree"]["children"]["Analytics0"])
app.synth()
tell_peak()
