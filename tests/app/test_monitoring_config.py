"""Monitoring in a config: what it makes, by default and with every key, and mistakes."""

import inspect
import json
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, get_args

import pytest
from aws_cdk.assertions import Annotations, Match, Template
from aws_cdk.aws_logs import RetentionDays
from bad_files import Bad
from conftest import Json, new_app
from constructs import Construct

from emr_studio_constructs.app.build import monitoring as build
from emr_studio_constructs.app.config.monitoring import Retention
from emr_studio_constructs.app.errors import ConfigError
from emr_studio_constructs.app.load import load_config
from emr_studio_constructs.app.main import define_stacks
from emr_studio_constructs.app.stack import EmrStudioStack
from emr_studio_constructs.cfn import Resolver, resources, the_only
from emr_studio_constructs.monitoring import StudioMonitoring

HERE = {"account": "111122223333", "region": "eu-west-1"}
TOPIC = "arn:aws:sns:eu-west-1:111122223333:platform-alarms"
IAM: Json = {**HERE}
IDENTITY_CENTER: Json = {**HERE, "auth": {"mode": "IDENTITY_CENTER"}}
BY_CLI: Json = {**HERE, "auth": {"mode": "IDENTITY_CENTER", "mapped_by": "CLI"}}
ALARM, DASHBOARD, LOG_GROUP = "AWS::CloudWatch::Alarm", "AWS::CloudWatch::Dashboard", "AWS::Logs::LogGroup"
RULE, TRAIL, STREAM = "AWS::Events::Rule", "AWS::CloudTrail::Trail", "AWS::KinesisFirehose::DeliveryStream"
POLICY = "AWS::IAM::ManagedPolicy"


@cache
def stack_of(config: str) -> EmrStudioStack:
    with TemporaryDirectory() as directory:
        file = Path(directory) / "file.yaml"
        file.write_text(json.dumps({"studios": {"Analytics": json.loads(config)}}), encoding="utf-8")
        [stack] = define_stacks(new_app(), *load_config(str(file)))
    return stack


def stack(studio: Json, **monitoring: object) -> EmrStudioStack:
    """The stack of a Studio that is watched."""
    return stack_of(json.dumps({**studio, "monitoring": monitoring}))


def template(studio: Json, **monitoring: object) -> Json:
    return dict(Template.from_stack(stack(studio, **monitoring)).to_json())


def alarms(found: Json) -> set[str]:
    """The labels of the alarms."""
    prefix = "MonitoringAlarms"
    return {name.removeprefix(prefix)[:-8] for name in resources(found, ALARM)}


def refusal(studio: Json, **monitoring: object) -> str:
    with pytest.raises(ConfigError) as error:
        stack(studio, **monitoring)
    (line,) = error.value.lines
    return line.partition("studios.Analytics.")[2]


def test_a_studio_is_not_watched_unless_it_says_so() -> None:
    found = dict(Template.from_stack(stack_of(json.dumps(IAM))).to_json())
    assert not resources(found, RULE) | resources(found, ALARM) | resources(found, DASHBOARD)
    assert "DashboardName" not in found["Outputs"]


@pytest.mark.parametrize(
    ("studio", "labels"),
    [
        (IAM, {"RefusedCalls"}),
        (IDENTITY_CENTER, {"RefusedCalls", "MappedByHand"}),
        # The command line maps by hand.
        (BY_CLI, {"RefusedCalls"}),
    ],
    ids=["IAM", "Identity Center", "mapped by the command line"],
)
def test_the_usual_alarms_ring_for_what_should_not_happen(studio: Json, labels: set[str]) -> None:
    assert alarms(template(studio)) == labels


def test_what_is_watched_by_default_has_a_dashboard_that_an_output_names_and_nothing_more() -> None:
    found = template(IDENTITY_CENTER)
    assert found["Outputs"]["DashboardName"]["Value"] == {"Ref": the_only(found, DASHBOARD)[0]}
    assert not resources(found, TRAIL) | resources(found, STREAM)
    assert not [name for name in resources(found, LOG_GROUP) if name.startswith("AuditLog")]
    assert {len(rule["Properties"].get("Targets", [])) for rule in resources(found, RULE).values()} == {0}


def test_there_are_no_alarms_where_none_are_wanted_and_no_dashboard_where_none_is() -> None:
    found = template(IAM, alarms={}, dashboard=False)
    assert not resources(found, ALARM) | resources(found, DASHBOARD)
    assert "DashboardName" not in found["Outputs"]


def test_alarms_of_the_config_take_the_place_of_the_usual_ones_with_all_they_say() -> None:
    many = {"metric": "SIGN_INS", "threshold": 20, "period_minutes": 60, "evaluation_periods": 3}
    found = template(BY_CLI, alarms={"Many": many, "ByHand": {"metric": "MAPPED_BY_HAND", "threshold": 1}})
    assert alarms(found) == {"Many", "ByHand"}
    [alarm] = [alarm for name, alarm in resources(found, ALARM).items() if "Many" in name]
    properties = Resolver(found).resolve(alarm["Properties"])
    assert (properties["Threshold"], properties["EvaluationPeriods"]) == (20, 3)
    assert "3600" in json.dumps(properties)


def test_all_alarms_and_the_chosen_events_go_to_the_topic() -> None:
    found = template(IDENTITY_CENTER, alarm_topic_arn=TOPIC, notify_on=["MAPPED_BY_HAND"])
    assert {tuple(alarm["Properties"]["AlarmActions"]) for alarm in resources(found, ALARM).values()} == {(TOPIC,)}
    targets = {name: rule["Properties"].get("Targets", []) for name, rule in resources(found, RULE).items()}
    [(rule, [target])] = [(name, found) for name, found in targets.items() if found]
    assert "MappedByHand" in rule
    assert target["Arn"] == TOPIC


def test_what_the_topics_policy_must_allow_is_said_once() -> None:
    watched = stack(IDENTITY_CENTER, alarm_topic_arn=TOPIC, notify_on=["MAPPED_BY_HAND"])
    said = Annotations.from_stack(watched).find_info("*", Match.string_like_regexp("cloudwatch.*events.*publish"))
    assert len(said) == 1


def test_logs_are_kept_for_as_long_as_the_cdk_lets_them_be_kept() -> None:
    assert list(get_args(Retention)) == [days.name for days in RetentionDays]


def test_events_are_kept_in_a_log_group_that_outlives_the_stack_for_as_long_as_the_config_says() -> None:
    found = template(IAM, audit_log_retention="THREE_MONTHS")
    [log] = [group for name, group in resources(found, LOG_GROUP).items() if name.startswith("AuditLog")]
    assert log["Properties"]["RetentionInDays"] == 90
    assert (log["DeletionPolicy"], log["UpdateReplacePolicy"]) == ("RetainExceptOnCreate", "Retain")
    assert {len(rule["Properties"]["Targets"]) for rule in resources(found, RULE).values()} == {1}


def test_events_are_kept_in_a_bucket_that_is_there() -> None:
    found = template(IAM, audit_bucket_name="example-audit")
    stream = Resolver(found).properties(the_only(found, STREAM)[0])
    assert stream["ExtendedS3DestinationConfiguration"]["BucketARN"] == "arn:aws:s3:::example-audit"


def test_roles_for_the_audit_have_the_paths_of_the_config() -> None:
    found = template({**IAM, "roles": {"role_path": "/r/", "policy_path": "/p/"}}, audit_bucket_name="example-audit")
    for kind, path in (("AWS::IAM::Role", "/r/"), (POLICY, "/p/")):
        audit = [each for name, each in resources(found, kind).items() if name.startswith("MonitoringAudit")]
        assert [each["Properties"]["Path"] for each in audit] == [path, path]


def test_events_are_encrypted_with_the_key_of_the_bucket() -> None:
    key = "arn:aws:kms:eu-west-1:111122223333:key/5f607182-93a4-b5c6-d7e8-f90a1b2c3d4e"
    policies = resources(template(IAM, audit_bucket_name="example-audit", audit_bucket_key_arn=key), POLICY)
    assert [name for name, policy in policies.items() if key in json.dumps(policy)] != []


def test_a_trail_has_a_bucket_of_its_own_or_the_one_that_is_named() -> None:
    own = template(IAM, trail=True)
    bucket = the_only(own, TRAIL)[1]["Properties"]["S3BucketName"]["Ref"]
    assert own["Resources"][bucket]["Type"] == "AWS::S3::Bucket"
    named = template(IAM, trail=True, trail_bucket_name="example-trails")
    assert the_only(named, TRAIL)[1]["Properties"]["S3BucketName"] == "example-trails"


def test_workspace_actions_are_watched_where_the_config_says_so() -> None:
    watched = template(IAM, workspace_actions=True, alarms={"Work": {"metric": "WORKSPACE_ACTIONS", "threshold": 1}})
    assert resources(watched, RULE).keys() - resources(template(IAM), RULE).keys()
    assert alarms(watched) == {"Work"}


def test_the_dashboard_has_the_name_of_the_config() -> None:
    found = template(IAM, dashboard_name="analytics-studio")
    assert the_only(found, DASHBOARD)[1]["Properties"]["DashboardName"] == "analytics-studio"


def test_every_option_of_the_monitoring_is_reachable_from_a_config(monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[dict[str, Any]] = []

    def recording(scope: Construct, construct_id: str, **options: Any) -> StudioMonitoring:  # noqa: ANN401  # any option
        calls.append(options)
        return StudioMonitoring(scope, construct_id, **options)

    monkeypatch.setattr(build, "StudioMonitoring", recording)
    define_stacks(new_app(), *load_config("config/everything.yaml"))
    options = {
        name: parameter.default
        for name, parameter in inspect.signature(StudioMonitoring.__init__).parameters.items()
        if parameter.kind is inspect.Parameter.KEYWORD_ONLY
    }
    assert {
        name for name, default in options.items() if all(call.get(name, default) == default for call in calls)
    } == set()


BAD: tuple[Bad, ...] = (
    Bad(
        "events for a topic that is not named",
        """
studios:
  Analytics:
    monitoring:
      notify_on: [STUDIO_DELETED]
""",
        (
            ":4: studios.Analytics.monitoring.notify_on: goes with alarm_topic_arn: add alarm_topic_arn, or remove "
            "notify_on"
        ),
    ),
    Bad(
        "a bucket for a trail that is not made, a name for a dashboard that is not",
        """
studios:
  Analytics:
    monitoring:
      trail_bucket_name: example-trails
      dashboard: false
      dashboard_name: analytics
""",
        (
            ":4: studios.Analytics.monitoring.trail_bucket_name: goes with trail: set trail to true, or remove "
            "trail_bucket_name"
        ),
        (
            ":6: studios.Analytics.monitoring.dashboard_name: goes with dashboard: set dashboard to true, or remove "
            "dashboard_name"
        ),
    ),
    Bad(
        "an event that is told twice",
        """
studios:
  Analytics:
    monitoring:
      alarm_topic_arn: arn:aws:sns:eu-west-1:111122223333:platform-alarms
      notify_on: [SIGN_IN, STUDIO_DELETED, SIGN_IN]
""",
        ":5: studios.Analytics.monitoring.notify_on[2]: SIGN_IN is listed twice: keep one entry",
    ),
    Bad(
        "an event that there is not",
        """
studios:
  Analytics:
    monitoring:
      alarm_topic_arn: arn:aws:sns:eu-west-1:111122223333:platform-alarms
      notify_on:
        - STUDIO_DELETE
""",
        ":6: studios.Analytics.monitoring.notify_on[0]: 'STUDIO_DELETE' is not known, did you mean 'STUDIO_DELETED'?",
    ),
    Bad(
        "alarms that never rest, on a metric that there is not, at no number",
        """
studios:
  Analytics:
    monitoring:
      alarms:
        Many:
          metric: SIGN_IN
          threshold: 0
        Large:
          metric: BUCKET_SIZE
          threshold: 1 TB
""",
        ":6: studios.Analytics.monitoring.alarms.Many.metric: 'SIGN_IN' is not known, did you mean 'SIGN_INS'?",
        ":7: studios.Analytics.monitoring.alarms.Many.threshold: 0 is too low, it must be more than 0",
        ":10: studios.Analytics.monitoring.alarms.Large.threshold: wants a number, got '1 TB'",
    ),
    Bad(
        "a FIFO topic",
        """
studios:
  Analytics:
    monitoring:
      alarm_topic_arn: arn:aws:sns:eu-west-1:111122223333:alarms.fifo
""",
        (
            ":4: studios.Analytics.monitoring.alarm_topic_arn: 'arn:aws:sns:eu-west-1:111122223333:alarms.fifo' does "
            "not look right, for example 'arn:aws:sns:eu-west-1:111122223333:platform-alarms'"
        ),
    ),
    Bad(
        "a retention that CloudWatch has not",
        """
studios:
  Analytics:
    monitoring:
      audit_log_retention: A_YEAR
""",
        ":4: studios.Analytics.monitoring.audit_log_retention: 'A_YEAR' is not known, did you mean 'ONE_YEAR'?",
    ),
)


@pytest.mark.parametrize("bad", BAD, ids=lambda bad: bad.name)
def test_each_mistake_is_one_line_with_place_rule_and_fix(bad: Bad, tmp_path: Path) -> None:
    file = tmp_path / "file.yaml"
    file.write_text(bad.text, encoding="utf-8")
    with pytest.raises(ConfigError) as error:
        load_config(str(file))
    assert error.value.lines == tuple(f"{file}{line}" for line in bad.lines)


@pytest.mark.parametrize(
    ("monitoring", "said"),
    [
        (
            {"alarm_topic_arn": TOPIC.replace("eu-west-1", "us-east-1")},
            "monitoring.alarm_topic_arn: alarm_topic_arn must be in the stack's Region eu-west-1, got one in us-east-1",
        ),
        (
            {"alarm_topic_arn": TOPIC.replace("111122223333", "444455556666")},
            "monitoring.alarm_topic_arn: alarm_topic_arn must be in the stack's account 111122223333, got one in 44445",
        ),
        (
            {"alarm_topic_arn": TOPIC, "notify_on": ["SIGN_IN", "MAPPED_BY_HAND"]},
            "monitoring.notify_on[1]: MAPPED_BY_HAND is watched only with auth.mode IDENTITY_CENTER: remove it",
        ),
        (
            {"alarm_topic_arn": TOPIC, "notify_on": ["WORKSPACE_ACTION"]},
            (
                "monitoring.notify_on[0]: WORKSPACE_ACTION is watched only with workspace_actions: set "
                "workspace_actions to true, or remove WORKSPACE_ACTION"
            ),
        ),
        (
            {"alarms": {"ByHand": {"metric": "MAPPED_BY_HAND", "threshold": 1}}},
            "monitoring.alarms.ByHand.metric: MAPPED_BY_HAND is watched only with auth.mode IDENTITY_CENTER: remove it",
        ),
        (
            {"alarms": {"Changes": {"metric": "MAPPING_CHANGES", "threshold": 1}}},
            "monitoring.alarms.Changes.metric: MAPPING_CHANGES is watched only with auth.mode IDENTITY_CENTER: remove",
        ),
        (
            {"alarms": {"Work": {"metric": "WORKSPACE_ACTIONS", "threshold": 1}}},
            (
                "monitoring.alarms.Work.metric: WORKSPACE_ACTIONS is watched only with workspace_actions: set "
                "workspace_actions to true, or remove WORKSPACE_ACTIONS"
            ),
        ),
        (
            {"alarms": {"Long": {"metric": "SIGN_INS", "threshold": 1, "period_minutes": 1500}}},
            "monitoring.alarms.Long.period_minutes: 1500 is too high, 1440 is the highest",
        ),
    ],
    ids=lambda value: next(iter(value)) if isinstance(value, dict) else "",
)
def test_what_a_studio_cannot_watch_is_refused_where_the_config_says_it(monitoring: Json, said: str) -> None:
    assert refusal(IAM, **monitoring).startswith(said)
