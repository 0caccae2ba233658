"""A Studio is watched in one line, wherever it is and however it was made."""

from collections import Counter
from collections.abc import Callable, Mapping

import pytest
from aws_cdk import Duration, Environment, NestedStack, Stack, Stage
from aws_cdk import aws_logs as logs
from aws_cdk import aws_s3 as s3
from aws_cdk import aws_sns as sns
from aws_cdk.assertions import Annotations, Match, Template
from aws_cdk.aws_cloudwatch_actions import SnsAction
from aws_cdk.aws_events_targets import SnsTopic
from conftest import ACCOUNT, FLAGS, REGION, Argument, Json, new_app, new_stack, new_studio, template_of
from jsii._kernel.providers import process
from watched import ALARM, DASHBOARD, STUDIO_ID, STUDIOS, watch

from emr_studio_constructs import EmrServerlessApp, EmrStudio, IdentityCenterAuth
from emr_studio_constructs.cfn import resources
from emr_studio_constructs.monitoring import NewTrail, StudioAlarm, StudioEvent, StudioMetric, StudioMonitoring

RULE = "AWS::Events::Rule"
TRAIL = "AWS::CloudTrail::Trail"
NEEDS_TRAIL = "emr-studio-constructs:MonitoringNeedsTrail"


def kinds(template: Json) -> Mapping[str, int]:
    """How many there are of what monitoring makes."""
    return {kind: len(resources(template, kind)) for kind in (RULE, ALARM, DASHBOARD, TRAIL)}


@pytest.mark.parametrize("studio", STUDIOS)
def test_one_line_watches_any_studio(studio: str) -> None:
    stack = new_stack(region=None)
    monitoring = StudioMonitoring(stack, "Watch", studio=STUDIOS[studio](stack))
    identity_center = studio in {"Identity Center", "imported"}
    assert kinds(template_of(stack)) == {
        RULE: 9 if identity_center else 5,
        ALARM: 1 + identity_center,
        DASHBOARD: 1,
        TRAIL: 0,
    }
    assert (StudioEvent.MAPPED_BY_HAND in monitoring.rules) is identity_center


def test_five_lines_ring_for_refused_calls_and_keep_an_audit_trail() -> None:
    stack = new_stack()
    topic = sns.Topic(stack, "Topic")
    group = logs.LogGroup(stack, "Audit")
    studio = new_studio(stack, auth=IdentityCenterAuth())
    monitoring = StudioMonitoring(
        stack, "Watch", studio=studio, alarm_actions=[SnsAction(topic)], audit_log_group=group, trail=NewTrail()
    )
    monitoring.rules[StudioEvent.SIGN_IN].add_target(SnsTopic(topic))
    template = Template.from_stack(stack)
    template.resource_properties_count_is(ALARM, {"AlarmActions": [stack.resolve(topic.topic_arn)]}, 2)
    sign_in = stack.resolve(monitoring.rules[StudioEvent.SIGN_IN].rule_name)["Ref"]
    targets = template.to_json()["Resources"][sign_in]["Properties"]["Targets"]
    assert len(targets) == 2
    assert len(resources(template.to_json(), TRAIL)) == 1
    assert monitoring.trail is not None


def in_stack(flags: Mapping[str, object]) -> Stack:
    return new_stack(new_app(flags))


def in_nested_stack(flags: Mapping[str, object]) -> Stack:
    return NestedStack(new_stack(new_app(flags)), "Nested")


def in_stage(flags: Mapping[str, object]) -> Stack:
    return Stack(Stage(new_app(flags), "Prod", env=Environment(account=ACCOUNT, region=REGION)), "Stack")


@pytest.mark.parametrize("flags", [FLAGS, {}], ids=["flags", "no flags"])
@pytest.mark.parametrize("place", [in_stack, in_nested_stack, in_stage])
def test_monitoring_may_be_in_any_place(
    place: Callable[[Mapping[str, object]], Stack], flags: Mapping[str, object]
) -> None:
    stack = place(flags)
    watch(stack, new_studio(stack, auth=IdentityCenterAuth()), workspace_actions=True, trail=NewTrail())
    assert kinds(template_of(stack)) == {RULE: 10, ALARM: 2, DASHBOARD: 1, TRAIL: 1}


def test_two_studios_of_a_stack_are_each_watched_twice() -> None:
    stack = new_stack()
    for name in ("One", "Two"):
        studio = new_studio(stack, name)
        for watcher in ("Watch", "WatchToo"):
            StudioMonitoring(studio, watcher, studio=studio)
        studio.add_compute(EmrServerlessApp(stack, f"{name}Spark"))
    assert kinds(template_of(stack)) == {RULE: 4 * 5, ALARM: 4, DASHBOARD: 4, TRAIL: 0}


def test_a_studio_of_another_stack_is_watched_with_compute_that_comes_later() -> None:
    app = new_app()
    base, watching = new_stack(app, "Base"), new_stack(app, "Watching")
    studio = EmrStudio(base, "Studio")
    watch(watching, studio)
    studio.add_compute(EmrServerlessApp(base, "Spark"))
    app.synth()
    assert kinds(template_of(watching)) == {RULE: 5, ALARM: 1, DASHBOARD: 1, TRAIL: 0}
    assert kinds(template_of(base)) == {RULE: 0, ALARM: 0, DASHBOARD: 0, TRAIL: 0}


@pytest.mark.parametrize("region", ["cn-north-1", "us-gov-west-1", "eusc-de-east-1"])
def test_a_studio_of_any_partition_is_watched(region: str) -> None:
    stack = new_stack(region=region)
    bucket = s3.Bucket(stack, "Audit")
    watch(stack, new_studio(stack), audit_bucket=bucket, trail=NewTrail())
    assert "arn:aws:" not in str(template_of(stack))


def test_records_are_kept_in_the_studios_bucket_beside_its_prefix_alone() -> None:
    stack = new_stack()
    notebooks = s3.Bucket.from_bucket_name(stack, "Bucket", "notebooks")
    studio = new_studio(stack, bucket=notebooks, prefix="studio")
    watch(stack, studio, audit_bucket=notebooks, trail=NewTrail(bucket=notebooks))
    assert kinds(template_of(stack))[TRAIL] == 1


def test_rules_without_a_trail_of_their_own_say_that_they_need_one() -> None:
    for trail, expected in ((None, 1), (NewTrail(), 0)):
        stack = new_stack()
        watch(stack, EmrStudio.from_studio_id(stack, "Studio", STUDIO_ID), trail=trail)
        found = Annotations.from_stack(stack).find_info("*", Match.string_like_regexp(NEEDS_TRAIL))
        assert len(found) == expected


def test_alarms_of_ones_own_take_the_place_of_the_default_ones() -> None:
    stack = new_stack()
    crowd = StudioAlarm(metric=StudioMetric.SIGN_INS, threshold=100, period=Duration.hours(1))
    monitoring = watch(stack, EmrStudio.from_studio_id(stack, "Studio", STUDIO_ID), alarms={"Crowd": crowd})
    assert list(monitoring.alarms) == ["Crowd"]
    assert len(resources(template_of(stack), ALARM)) == 1


def test_monitoring_asks_the_cdk_little(monkeypatch: pytest.MonkeyPatch) -> None:
    stack = new_stack()
    studio = new_studio(stack, auth=IdentityCenterAuth(), vpc_endpoints=True)
    asked = Counter[str]()
    send = process._NodeProcess.send

    def counting(*request: Argument) -> Argument:
        asked["times"] += 1
        return send(*request)

    monkeypatch.setattr(process._NodeProcess, "send", counting)
    watch(stack, studio)
    assert 50 < asked["times"] < 180
