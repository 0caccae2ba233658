"""How a Studio is watched: alarms and events to a topic, an audit trail, a dashboard."""

from collections.abc import Mapping

from aws_cdk import Acknowledgment, Annotations, Duration, RemovalPolicy, Stack, Validations
from aws_cdk import aws_cloudwatch_actions as actions
from aws_cdk import aws_events_targets as targets
from aws_cdk import aws_logs as logs
from aws_cdk import aws_s3 as s3
from aws_cdk import aws_sns as sns
from constructs import Construct

from emr_studio_constructs import IEmrStudio
from emr_studio_constructs._border import check_same_place
from emr_studio_constructs.app.blame import BuildError, blame
from emr_studio_constructs.app.config import StudioConfig
from emr_studio_constructs.app.config.auth import AuthConfig, IdentityCenterAuthConfig, MappedBy
from emr_studio_constructs.app.config.monitoring import AlarmConfig, Retention, StudioMonitoringConfig
from emr_studio_constructs.app.errors import Mistake, Path
from emr_studio_constructs.monitoring import (
    NewTrail,
    StudioAlarm,
    StudioEvent,
    StudioMetric,
    StudioMonitoring,
    default_alarms,
)

from .imports import key_of

_OF_MAPPINGS = (StudioMetric.MAPPING_CHANGES, StudioMetric.MAPPED_BY_HAND)


def add_monitoring(scope: Construct, studio: IEmrStudio, config: StudioConfig) -> StudioMonitoring | None:
    """Watches a Studio, if it is to be watched."""
    watched = config.monitoring
    if watched is None:
        return None
    topic = _topic(scope, watched.alarm_topic_arn)
    monitoring = StudioMonitoring(
        scope,
        "Monitoring",
        studio=studio,
        alarms=_alarms(studio, watched, config.auth),
        alarm_actions=[actions.SnsAction(topic)] if topic else (),
        workspace_actions=watched.workspace_actions,
        audit_log_group=_audit_log(scope, watched.audit_log_retention),
        audit_bucket=_audit_bucket(scope, watched),
        trail=_trail(scope, watched),
        dashboard=watched.dashboard,
        dashboard_name=watched.dashboard_name,
        role_path=config.roles.role_path,
        policy_path=config.roles.policy_path,
    )
    if topic:
        _notify(monitoring, watched, targets.SnsTopic(topic))
    return monitoring


def _topic(scope: Construct, arn: str | None) -> sns.ITopic | None:
    if arn is None:
        return None
    topic = sns.Topic.from_topic_arn(scope, "AlarmTopic", arn)
    with blame("alarm_topic_arn"):
        place = topic.env
        fix = "name a topic of that account and Region"
        check_same_place("alarm_topic_arn", Stack.of(scope), place.account, place.region, fix=fix)
    Annotations.of(topic).add_info_v2(
        "emr-studio-constructs:TopicPolicy",
        "alarms and events reach a topic whose policy, and that of its KMS key, lets cloudwatch.amazonaws.com and "
        "events.amazonaws.com publish: check that it does, nobody is told where not",
    )
    return topic


def _alarms(studio: IEmrStudio, config: StudioMonitoringConfig, auth: AuthConfig) -> Mapping[str, StudioAlarm] | None:
    """The alarms of the config; by default the construct's own, but what the command line maps is mapped by hand."""
    if config.alarms is not None:
        _check_metrics(config.alarms, config, auth)
        return {label: _alarm(label, alarm) for label, alarm in config.alarms.items()}
    if isinstance(auth, IdentityCenterAuthConfig) and auth.mapped_by is MappedBy.CLI:
        usual = default_alarms(studio.auth).items()
        return {label: alarm for label, alarm in usual if alarm.metric is not StudioMetric.MAPPED_BY_HAND}
    return None


def _check_metrics(alarms: Mapping[str, AlarmConfig], config: StudioMonitoringConfig, auth: AuthConfig) -> None:
    for label, alarm in alarms.items():
        of_workspaces = alarm.metric is StudioMetric.WORKSPACE_ACTIONS and not config.workspace_actions
        of_mappings = alarm.metric in _OF_MAPPINGS and not isinstance(auth, IdentityCenterAuthConfig)
        if of_workspaces or of_mappings:
            raise _not_watched(("alarms", label, "metric"), alarm.metric, of_workspaces=of_workspaces)


def _alarm(label: str, config: AlarmConfig) -> StudioAlarm:
    with blame("alarms", label):
        return StudioAlarm(
            metric=config.metric,
            threshold=config.threshold,
            period=Duration.minutes(config.period_minutes) if config.period_minutes else None,
            evaluation_periods=config.evaluation_periods,
        )


def _audit_log(scope: Construct, retention: Retention | None) -> logs.ILogGroup | None:
    if retention is None:
        return None
    kept = RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE
    log_group = logs.LogGroup(scope, "AuditLog", retention=logs.RetentionDays[retention], removal_policy=kept)
    reason = "CloudWatch Logs encrypts the log with a key of its own; it holds who called what, no notebooks."
    finding = "NIST.800.53.R5::NIST.800.53.R5-CloudWatchLogGroupEncrypted"
    Validations.of(log_group).acknowledge(Acknowledgment(id=finding, reason=reason))
    return log_group


def _audit_bucket(scope: Construct, config: StudioMonitoringConfig) -> s3.IBucket | None:
    if config.audit_bucket_name is None:
        return None
    key = key_of(scope, config.audit_bucket_key_arn, "AuditBucketKey")
    return s3.Bucket.from_bucket_attributes(
        scope, "AuditBucket", bucket_name=config.audit_bucket_name, encryption_key=key
    )


def _trail(scope: Construct, config: StudioMonitoringConfig) -> NewTrail | None:
    if not config.trail:
        return None
    name = config.trail_bucket_name
    return NewTrail(bucket=s3.Bucket.from_bucket_name(scope, "TrailBucket", name) if name else None)


def _notify(monitoring: StudioMonitoring, config: StudioMonitoringConfig, target: targets.SnsTopic) -> None:
    for position, event in enumerate(config.notify_on):
        if event not in monitoring.rules:
            of_workspaces = event is StudioEvent.WORKSPACE_ACTION
            raise _not_watched(("notify_on", position), event, of_workspaces=of_workspaces)
        monitoring.rules[event].add_target(target)


def _not_watched(path: Path, what: str, *, of_workspaces: bool) -> BuildError:
    needs = "auth.mode IDENTITY_CENTER: remove it"
    if of_workspaces:
        needs = f"workspace_actions: set workspace_actions to true, or remove {what}"
    return BuildError(Mistake(path, f"{what} is watched only with {needs}"))
