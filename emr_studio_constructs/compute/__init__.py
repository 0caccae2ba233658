"""Compute that people of a Studio attach Workspaces to: each kind in a file, each added by `add_compute`."""

from .emr_on_ec2 import EmrOnEc2

__all__ = ["EmrOnEc2"]
