"""Watching a Studio: its events, alarms on them, a dashboard, and an audit trail."""

from typing import TYPE_CHECKING

from emr_studio_constructs._on_demand import on_demand
from emr_studio_constructs.choices import StudioMetric

from .events import StudioEvent

if TYPE_CHECKING:
    from .alarms import StudioAlarm, default_alarms
    from .monitoring import StudioMonitoring
    from .trail import NewTrail
else:
    # These load aws_cdk, which starts Node.js.
    __getattr__, __dir__ = on_demand(
        __name__,
        {
            "alarms": ["StudioAlarm", "default_alarms"],
            "monitoring": ["StudioMonitoring"],
            "trail": ["NewTrail"],
        },
    )

__all__ = ["NewTrail", "StudioAlarm", "StudioEvent", "StudioMetric", "StudioMonitoring", "default_alarms"]
