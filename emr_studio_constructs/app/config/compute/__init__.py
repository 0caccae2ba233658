"""Compute that a Studio's people may use: each kind in a file, told apart by `kind`."""

from .emr_on_ec2 import EmrOnEc2Config

ComputeConfig = EmrOnEc2Config
