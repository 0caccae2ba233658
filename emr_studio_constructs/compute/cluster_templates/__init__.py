"""Cluster templates: what people start EMR clusters on EC2 from, a ready-made one, and the roles of its clusters."""

from .roles import ClusterRoles
from .spark import SparkClusterTemplate
from .templates import ClusterTemplates

__all__ = ["ClusterRoles", "ClusterTemplates", "SparkClusterTemplate"]
