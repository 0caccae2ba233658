"""Compute that people of a Studio attach Workspaces to: each kind in a file, each added by `add_compute`."""

from .cluster_templates import ClusterRoles, ClusterTemplates, SparkClusterTemplate
from .emr_on_ec2 import EmrOnEc2
from .emr_on_eks import EksEndpoint, EmrOnEksEndpoint
from .emr_serverless import Architecture, EmrServerlessApp, ServerlessApplication

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
