"""Compute that people of a Studio attach Workspaces to: each kind in a file, each added by `add_compute`."""

from typing import TYPE_CHECKING

from emr_studio_constructs._on_demand import on_demand
from emr_studio_constructs.choices import Architecture

if TYPE_CHECKING:
    from .cluster_templates import ClusterRoles, ClusterTemplates, SparkClusterTemplate
    from .emr_on_ec2 import EmrOnEc2
    from .emr_on_eks import EksEndpoint, EmrOnEksEndpoint
    from .emr_serverless import EmrServerlessApp, ServerlessApplication
else:
    # These load aws_cdk, which starts Node.js.
    __getattr__, __dir__ = on_demand(
        __name__,
        {
            "cluster_templates": ["ClusterRoles", "ClusterTemplates", "SparkClusterTemplate"],
            "emr_on_ec2": ["EmrOnEc2"],
            "emr_on_eks": ["EksEndpoint", "EmrOnEksEndpoint"],
            "emr_serverless": ["EmrServerlessApp", "ServerlessApplication"],
        },
    )

__all__ = [
    "Architecture",
    "ClusterRoles",
    "ClusterTemplates",
    "EksEndpoint",
    "EmrOnEc2",
    "EmrOnEksEndpoint",
    "EmrServerlessApp",
    "ServerlessApplication",
    "SparkClusterTemplate",
]
