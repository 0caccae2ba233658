"""Synthesizes a stack that a template is included in, in a process in which the CDK checks templates.

`synthesize_template.py DIRECTORY TEMPLATE`
"""

import json
import sys
from pathlib import Path

from aws_cdk import App, Stack
from aws_cdk.cloudformation_include import CfnInclude

FLAGS = json.loads((Path(__file__).parents[2] / "cdk.json").read_text(encoding="utf-8"))["context"]

if __name__ == "__main__":
    directory, template = sys.argv[1:]
    app = App(context=FLAGS, outdir=directory)
    CfnInclude(Stack(app, "Stack"), "Template", template_file=template)
    app.synth()
