"""Synthesizes apps as the command line does, in a process in which the CDK checks templates.

`synthesize.py DIRECTORY samples` takes every sample config, `synthesize.py DIRECTORY mistake` a Studio with a bad VPC.
"""

import json
import sys
from pathlib import Path

from aws_cdk import App, Stack
from aws_cdk.aws_emr import CfnStudio

from emr_studio_constructs.app.load import load_config
from emr_studio_constructs.app.main import define_stacks

ROOT = Path(__file__).parents[2]
FLAGS = json.loads((ROOT / "cdk.json").read_text(encoding="utf-8"))["context"]


def samples(directory: Path) -> None:
    for file in sorted((ROOT / "config").glob("*.yaml")):
        app = App(context=FLAGS, outdir=str(directory / file.stem))
        define_stacks(app, *load_config(str(file)))
        app.synth()


def mistake(directory: Path) -> None:
    app = App(context=FLAGS, outdir=str(directory / "mistake"))
    CfnStudio(
        Stack(app, "Stack"),
        "Studio",
        auth_mode="IAM",
        default_s3_location="s3://bucket/prefix",
        engine_security_group_id="sg-0123456789abcdef0",
        name="studio",
        service_role="arn:aws:iam::111122223333:role/service",
        subnet_ids=["subnet-0123456789abcdef0"],
        vpc_id="not a VPC",
        workspace_security_group_id="sg-0123456789abcdef1",
    )
    app.synth()


if __name__ == "__main__":
    {"samples": samples, "mistake": mistake}[sys.argv[2]](Path(sys.argv[1]))
