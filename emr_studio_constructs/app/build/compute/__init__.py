"""The compute that a config names: each kind in a file."""

from constructs import Construct

from emr_studio_constructs import Compute
from emr_studio_constructs.app.config.compute import ComputeConfig

from .emr_on_ec2 import emr_on_ec2_of


def compute_of(scope: Construct, config: ComputeConfig) -> Compute:
    """The compute that a config describes."""
    return emr_on_ec2_of(scope, config)
