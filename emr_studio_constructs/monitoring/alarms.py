"""Alarms on what is measured of a Studio.

https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from aws_cdk import Duration
from aws_cdk import aws_cloudwatch as cloudwatch
from constructs import Construct

from emr_studio_constructs._border import check_kind, check_list, check_pattern, is_known, member
from emr_studio_constructs.auth import Auth, IdentityCenterAuth
from emr_studio_constructs.choices import StudioMetric

from .metrics import WORDS, StudioMetrics, period_minutes

_LABEL = r"[A-Za-z][A-Za-z0-9_-]{0,63}"
_MOST_ACTIONS = 5
_HOUR = 60
_DAY = 24 * _HOUR
_WEEK = 7 * _DAY


@dataclass(frozen=True, kw_only=True)
class StudioAlarm:
    """One alarm: when what is measured reaches a threshold. No data is no alarm.

    CloudWatch asks about 0.10 USD a month for each metric that an alarm looks at, after the first ten: one, but 2 for
    STUDIO_CHANGES, 3 for MAPPING_CHANGES and 6 for BUCKET_SIZE (https://aws.amazon.com/cloudwatch/pricing/).

    Args:
        metric: What is measured.
        threshold: The number from which on it alarms, more than 0: of calls in a period, of bytes, of objects.
        period: How long is measured at a time, 1 minute to 1 day. Default: 5 minutes; 1 day for the bucket's, which
            can have no other.
        evaluation_periods: How many periods in a row must reach the threshold: together at most 1 day, or 7 days where
            a period is an hour or longer. Default: 1.
        actions: What happens then, beside the `alarm_actions` of all: together 5 at most. Default: nothing more.

    Raises:
        ValueError: One of these is not so.
    """

    metric: StudioMetric
    threshold: float
    period: Duration | None = None
    evaluation_periods: int = 1
    actions: Sequence[cloudwatch.IAlarmAction] = ()

    def __post_init__(self) -> None:
        """Checks the numbers."""
        member("metric", self.metric, StudioMetric)
        _check_threshold(self.threshold)
        object.__setattr__(self, "actions", _checked("actions", self.actions))
        minutes = period_minutes(self.metric, self.period)
        most = (_WEEK if minutes >= _HOUR else _DAY) // minutes
        if is_known(self.evaluation_periods) and self.evaluation_periods not in range(1, int(most) + 1):
            message = (
                f"evaluation_periods must be 1 to {most:g} of {minutes:g} minutes, got {self.evaluation_periods!r}: "
                "together they last 1 day at most, or 7 days where a period is an hour or longer"
            )
            raise ValueError(message)


def default_alarms(auth: Auth) -> Mapping[str, StudioAlarm]:
    """What is worth being woken for: somebody tries what is refused, or maps somebody by hand."""
    alarms = {"RefusedCalls": StudioAlarm(metric=StudioMetric.REFUSED_CALLS, threshold=10)}
    if isinstance(auth, IdentityCenterAuth):
        alarms["MappedByHand"] = StudioAlarm(metric=StudioMetric.MAPPED_BY_HAND, threshold=1)
    return alarms


class StudioAlarms(Construct):
    """The alarms of one Studio."""

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        studio_id: str,
        metrics: StudioMetrics,
        alarms: Mapping[str, StudioAlarm],
        actions: Sequence[cloudwatch.IAlarmAction],
    ) -> None:
        """Defines an alarm under each label."""
        actions = _checked("alarm_actions", actions)
        _check_alarms(alarms)
        super().__init__(scope, construct_id)
        self.alarms: Mapping[str, cloudwatch.Alarm] = {
            label: self._define(label, alarm, studio_id, metrics, [*actions, *alarm.actions])
            for label, alarm in alarms.items()
        }

    def _define(
        self,
        label: str,
        alarm: StudioAlarm,
        studio_id: str,
        metrics: StudioMetrics,
        actions: Sequence[cloudwatch.IAlarmAction],
    ) -> cloudwatch.Alarm:
        if len(actions) > _MOST_ACTIONS:
            message = f"actions of {label} must number {_MOST_ACTIONS} at most, with alarm_actions, got {len(actions)}"
            raise ValueError(message)
        defined = cloudwatch.Alarm(
            self,
            label,
            alarm_description=f"{WORDS[alarm.metric]}: EMR Studio {studio_id}",
            metric=metrics.metric(alarm.metric, alarm.period, argument=f"metric of {label}"),
            threshold=alarm.threshold,
            comparison_operator=cloudwatch.ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
            evaluation_periods=alarm.evaluation_periods,
            treat_missing_data=cloudwatch.TreatMissingData.NOT_BREACHING,
        )
        if actions:
            defined.add_alarm_action(*actions)
        return defined


def _check_threshold(threshold: object) -> None:
    # Infinity is no JSON: the CDK cannot be asked about it.
    if isinstance(threshold, int | float) and math.isfinite(threshold) and (threshold > 0 or not is_known(threshold)):
        return
    message = f"threshold must be a number above 0, got {threshold!r}: it alarms at that number and above"
    raise ValueError(message)


def _checked(argument: str, actions: Sequence[cloudwatch.IAlarmAction]) -> tuple[cloudwatch.IAlarmAction, ...]:
    check_list(argument, actions, "alarm actions")
    checked = tuple(actions or ())
    for action in checked:
        check_kind(argument, action, "bind", "alarm actions like SnsAction(topic)", required=True)
    return checked


def _check_alarms(alarms: object) -> None:
    if not isinstance(alarms, Mapping) or not all(isinstance(alarm, StudioAlarm) for alarm in alarms.values()):
        message = f"alarms must map labels to alarms, got {alarms!r}: write them like {{'Crowd': StudioAlarm(...)}}"
        raise ValueError(message)
    for label in alarms:
        if not is_known(label):
            message = "alarms must have labels that are known at synth, got a token: write the label out"
            raise ValueError(message)
        check_pattern("label of alarms", str(label), _LABEL, "1 to 64 letters, digits, - and _, a letter first")
