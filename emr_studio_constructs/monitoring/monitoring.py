"""Watching a Studio: events, alarms, a dashboard, an audit trail."""

from collections.abc import Mapping, Sequence

from aws_cdk import Annotations, Duration
from aws_cdk import aws_cloudtrail as cloudtrail
from aws_cdk import aws_cloudwatch as cloudwatch
from aws_cdk import aws_events as events
from aws_cdk import aws_logs as logs
from aws_cdk import aws_s3 as s3
from constructs import Construct

from emr_studio_constructs._border import check_kind, check_path
from emr_studio_constructs.choices import StudioMetric
from emr_studio_constructs.interfaces import IEmrStudio

from .alarms import StudioAlarm, StudioAlarms, default_alarms
from .audit import audit
from .dashboard import define_dashboard
from .events import StudioEvent
from .metrics import StudioMetrics
from .rules import StudioRules
from .trail import NewTrail, StudioTrail


class StudioMonitoring(Construct):
    """Watches a Studio, defined here or imported: `StudioMonitoring(self, "Watch", studio=studio)`.

    A rule on the default event bus for each `StudioEvent`, to which targets can be added; alarms and a dashboard that
    count what the rules match.

    ```python
    watch = StudioMonitoring(self, "Watch", studio=studio, alarm_actions=[SnsAction(topic)])
    watch.rules[StudioEvent.MAPPED_BY_HAND].add_target(SnsTopic(topic))
    ```

    All of that needs a CloudTrail trail in the account and Region that logs write management events, as most accounts
    have one: `trail=NewTrail()` defines another. An event arrives minutes after the call.

    https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-event-cloudtrail.html
    """

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        studio: IEmrStudio,
        alarms: Mapping[str, StudioAlarm] | None = None,
        alarm_actions: Sequence[cloudwatch.IAlarmAction] = (),
        workspace_actions: bool = False,
        audit_log_group: logs.ILogGroup | None = None,
        audit_bucket: s3.IBucket | None = None,
        trail: NewTrail | None = None,
        dashboard: bool = True,
        dashboard_name: str | None = None,
        role_path: str | None = None,
        policy_path: str | None = None,
    ) -> None:
        """Defines rules, alarms and a dashboard, and a trail where asked.

        Args:
            scope: Where they are defined: in the Studio's account and Region, best in its stack.
            construct_id: Their id, unique in `scope`.
            studio: The Studio. Compute may be added to it before or after.
            alarms: Alarms by labels of your own, in the place of the default ones; `{}` for none. A label is part of
                the alarm's id. Default: `RefusedCalls`, at 10 in 5 minutes, and with `IdentityCenterAuth` also
                `MappedByHand`, at 1 in 5 minutes.
            alarm_actions: What happens when any of them alarms, such as `SnsAction(topic)`. Default: nothing, they are
                seen on the dashboard and in CloudWatch.
            workspace_actions: Whether what people do with Workspaces is watched too, in all Studios of the account
                and Region: AWS does not tell them apart. Default: it is not.
            audit_log_group: Where all events go that the rules match. Default: to no log group.
            audit_bucket: The same, in a bucket. Default: to no bucket.
            trail: The CloudTrail trail to define. Default: none; the account must have one.
            dashboard: Whether there is a dashboard: 3 USD a month after the account's first three
                (https://aws.amazon.com/cloudwatch/pricing/). Default: there is.
            dashboard_name: Its name, 1 to 255 letters, digits, hyphens and underscores, unique among those of all
                Regions of the account. Default: CloudFormation names it.
            role_path: The path of the roles that `audit_bucket` takes, without dots. Default: `/`.
            policy_path: The path of their policies, without dots. Default: `/`.

        Raises:
            ValueError: The Studio is in another account or Region, an argument is of another kind, an alarm asks for
                what cannot be measured here, a label, a name or a path has other characters, there are too many
                actions, or a record is to be kept where the Studio's service role may delete it.
        """
        if dashboard_name is not None and not dashboard:
            message = f"dashboard_name must not be given with dashboard=False, got {dashboard_name!r}: leave one out"
            raise ValueError(message)
        check_kind("studio", studio, "for_each_compute", "a Studio like EmrStudio.from_studio_id(...)", required=True)
        check_path("role_path", role_path)
        check_path("policy_path", policy_path)
        check_kind(
            "audit_log_group", audit_log_group, "add_stream", "a log group like LogGroup.from_log_group_name(...)"
        )
        check_kind("audit_bucket", audit_bucket, "arn_for_objects", "a bucket like Bucket.from_bucket_name(...)")
        check_kind("trail", trail, "bucket", "a trail to define like NewTrail()")
        _check_out_of_reach("audit_bucket", studio, audit_bucket)
        _check_out_of_reach("bucket of trail", studio, trail.bucket if trail else None)
        super().__init__(scope, construct_id)
        self.rules: Mapping[StudioEvent, events.Rule] = StudioRules(
            self, "Rules", studio=studio, workspace_actions=workspace_actions
        ).rules
        audit(
            self,
            self.rules,
            log_group=audit_log_group,
            bucket=audit_bucket,
            role_path=role_path,
            policy_path=policy_path,
        )
        self.trail: cloudtrail.Trail | None = StudioTrail(self, "Trail", new_trail=trail).trail if trail else None
        self._metrics = StudioMetrics(studio, self.rules)
        self.alarms: Mapping[str, cloudwatch.Alarm] = StudioAlarms(
            self,
            "Alarms",
            studio_id=studio.studio_id,
            metrics=self._metrics,
            alarms=default_alarms(studio.auth) if alarms is None else alarms,
            actions=alarm_actions,
        ).alarms
        self.dashboard: cloudwatch.Dashboard | None = (
            define_dashboard(
                self,
                "Dashboard",
                studio=studio,
                metrics=self._metrics,
                alarms=list(self.alarms.values()),
                dashboard_name=dashboard_name,
            )
            if dashboard
            else None
        )
        if trail is None:
            Annotations.of(self).add_info_v2(
                "emr-studio-constructs:MonitoringNeedsTrail",
                "events, alarms and counts need a CloudTrail trail that logs write management events in this account "
                "and Region: check that there is one, or pass trail=NewTrail()",
            )

    def metric(self, metric: StudioMetric, *, period: Duration | None = None) -> cloudwatch.IMetric:
        """What is measured of the Studio, for alarms and dashboards of your own.

        Args:
            metric: What is measured.
            period: How long is measured at a time, 1 minute to 1 day. Default: 5 minutes; 1 day for the bucket's,
                which can have no other.

        Raises:
            ValueError: It cannot be measured here: mappings in IAM mode, Workspace actions that are not watched, a
                bucket that is not known; or the period is not as above.
        """
        return self._metrics.metric(metric, period)


def _check_out_of_reach(argument: str, studio: IEmrStudio, bucket: s3.IBucket | None) -> None:
    """What happened in a Studio is not kept where the Studio itself may change all."""
    if bucket and studio.bucket and not studio.prefix and bucket.bucket_name == studio.bucket.bucket_name:
        message = (
            f"{argument} must not be the Studio's own bucket without a prefix, got {bucket.node.path}: the service "
            "role may delete all in it, take another bucket"
        )
        raise ValueError(message)
