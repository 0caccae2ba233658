"""Every finding of cdk-nag that we accept, and why."""

from typing import TYPE_CHECKING

from emr_studio_constructs._on_demand import on_demand

if TYPE_CHECKING:
    from .acknowledge import acknowledge_known_findings
else:
    # This loads aws_cdk, which starts Node.js.
    __getattr__, __dir__ = on_demand(__name__, {"acknowledge": ["acknowledge_known_findings"]})

__all__ = ["acknowledge_known_findings"]
