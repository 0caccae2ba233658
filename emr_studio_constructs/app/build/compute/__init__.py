"""The compute that a config names: each kind in a file."""

from typing import assert_never

from constructs import Construct

from emr_studio_constructs import Compute, IEmrStudio
from emr_studio_constructs.app.config.compute import ComputeConfig
from emr_studio_constructs.app.config.compute.cluster_templates import ClusterTemplatesConfig
from emr_studio_constructs.app.config.compute.emr_on_ec2 import EmrOnEc2Config
from emr_studio_constructs.app.config.compute.emr_on_eks import ExistingEmrOnEksConfig, NewEmrOnEksConfig
from emr_studio_constructs.app.config.compute.emr_serverless import ExistingEmrServerlessConfig, NewEmrServerlessConfig
from emr_studio_constructs.app.config.roles import RolesConfig

from .cluster_templates import cluster_templates_of
from .emr_on_ec2 import emr_on_ec2_of
from .emr_on_eks import emr_on_eks_of
from .emr_serverless import emr_serverless_of


def compute_of(scope: Construct, config: ComputeConfig, *, studio: IEmrStudio, roles: RolesConfig) -> Compute:
    """The compute that a config describes: `studio` has the network for it, `roles` says how roles are made."""
    match config:
        case EmrOnEc2Config():
            return emr_on_ec2_of(scope, config)
        case ClusterTemplatesConfig():
            return cluster_templates_of(scope, config, roles=roles)
        case NewEmrOnEksConfig() | ExistingEmrOnEksConfig():
            return emr_on_eks_of(scope, config, roles=roles)
        case NewEmrServerlessConfig() | ExistingEmrServerlessConfig():
            return emr_serverless_of(scope, config, studio=studio, roles=roles)
        case _:
            assert_never(config)
