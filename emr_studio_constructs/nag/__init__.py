"""Every finding of cdk-nag that we accept, and why."""

from .acknowledge import acknowledge_known_findings

__all__ = ["acknowledge_known_findings"]
