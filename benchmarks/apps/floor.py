"""The resources of `many` by `CfnResource` alone: one call of the CDK for each, the least that an app can do.

Takes the number of Studios and the template of one.
"""

import json
import sys
from pathlib import Path

from aws_cdk import App, CfnResource, Stack

from .peak import tell_peak

app = App()
resources = json.loads(Path(sys.argv[2]).read_text(encoding="utf-8"))["Resources"]
for number in range(int(sys.argv[1])):
    stack = Stack(app, f"Analytics{number}")
    for logical_id, resource in resources.items():
        CfnResource(stack, logical_id, type=resource["Type"], properties=resource["Properties"])
app.synth()
tell_peak()
