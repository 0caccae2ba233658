"""Watching a Studio: its events, alarms on them, a dashboard, and an audit trail."""

from .alarms import StudioAlarm, default_alarms
from .events import StudioEvent
from .metrics import StudioMetric
from .monitoring import StudioMonitoring
from .trail import NewTrail

__all__ = ["NewTrail", "StudioAlarm", "StudioEvent", "StudioMetric", "StudioMonitoring", "default_alarms"]
