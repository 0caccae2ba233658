"""EMR on EKS: an endpoint that Workspaces attach to, and the role that its notebooks run as."""

from .base import EksEndpoint
from .endpoint import EmrOnEksEndpoint

__all__ = ["EksEndpoint", "EmrOnEksEndpoint"]
