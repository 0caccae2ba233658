"""An app without a stack."""

from aws_cdk import App

App().synth()
