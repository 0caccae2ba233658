"""The alarms of a Studio: what they look at, when they alarm, what happens then."""

import pytest
from aws_cdk import CfnParameter, Duration, Stack
from aws_cdk import aws_cloudwatch as cloudwatch
from aws_cdk import aws_sns as sns
from aws_cdk.aws_cloudwatch_actions import SnsAction
from conftest import ACCOUNT, REGION, Argument, Json, new_stack, template_of
from watched import ALARM, BUCKET, STUDIO_ID, STUDIOS, alarms, watch, watched

from emr_studio_constructs.cfn import Resolver, resources
from emr_studio_constructs.monitoring import StudioAlarm, StudioMetric, StudioMonitoring


def alarm(metric: StudioMetric, *, studio: str = "imported", threshold: float = 3, **arguments: Argument) -> Json:
    """The properties of one alarm on a Studio."""
    stack = new_stack()
    made = {"Crowd": StudioAlarm(metric=metric, threshold=threshold, **arguments)}
    watch(stack, STUDIOS[studio](stack), alarms=made, workspace_actions=True)
    (properties,) = alarms(template_of(stack)).values()
    return properties


def measured(properties: Json) -> list[tuple[str, str, dict[str, str], int, str]]:
    """The metrics of an alarm: namespace, name, dimensions, period, statistic."""
    return [
        (
            stat["Metric"]["Namespace"],
            stat["Metric"]["MetricName"],
            {each["Name"]: each["Value"] for each in stat["Metric"]["Dimensions"]},
            stat["Period"],
            stat["Stat"],
        )
        for stat in (metric["MetricStat"] for metric in properties["Metrics"] if "MetricStat" in metric)
    ]


def topic(stack: Stack, name: str) -> SnsAction:
    return SnsAction(sns.Topic.from_topic_arn(stack, name, f"arn:aws:sns:{REGION}:{ACCOUNT}:{name}"))


def test_refused_calls_ring_at_ten_in_five_minutes_in_every_studio() -> None:
    for studio in STUDIOS:
        refused = alarms(watched(studio))["Refused calls"]
        ((namespace, name, dimensions, period, statistic),) = measured(refused)
        assert (namespace, name, period, statistic) == ("AWS/Events", "TriggeredRules", 300, "Sum")
        assert "Refused" in dimensions["RuleName"]
        assert refused["ComparisonOperator"] == "GreaterThanOrEqualToThreshold"
        assert (refused["Threshold"], refused["EvaluationPeriods"]) == (10, 1)
        assert "AlarmActions" not in refused


def test_a_mapping_by_hand_rings_at_once_where_there_are_mappings() -> None:
    assert list(alarms(watched("IAM"))) == ["Refused calls"]
    by_hand = alarms(watched("Identity Center"))["Mapped by hand"]
    assert (by_hand["Threshold"], by_hand["EvaluationPeriods"]) == (1, 1)
    ((_, _, dimensions, period, _),) = measured(by_hand)
    assert "MappedByHand" in dimensions["RuleName"]
    assert period == 300


@pytest.mark.parametrize("metric", StudioMetric)
def test_no_data_is_no_alarm(metric: StudioMetric) -> None:
    assert alarm(metric)["TreatMissingData"] == "notBreaching"


@pytest.mark.parametrize(
    ("metric", "rules"),
    [
        (StudioMetric.SIGN_INS, ["SignIn"]),
        (StudioMetric.REFUSED_CALLS, ["Refused"]),
        (StudioMetric.MAPPING_CHANGES, ["MappingCreated", "MappingUpdated", "MappingDeleted"]),
        (StudioMetric.MAPPED_BY_HAND, ["MappedByHand"]),
        (StudioMetric.WORKSPACE_ACTIONS, ["WorkspaceAction"]),
        (StudioMetric.STUDIO_CHANGES, ["StudioUpdated", "StudioDeleted"]),
    ],
)
def test_calls_are_counted_by_the_rules_that_match_them(metric: StudioMetric, rules: list[str]) -> None:
    properties = alarm(metric, period=Duration.hours(1))
    found = measured(properties)
    assert [
        dimensions["RuleName"].removeprefix("WatchRules")[: len(rule)]
        for (_, _, dimensions, _, _), rule in zip(found, rules, strict=True)
    ] == rules
    assert {period for _, _, _, period, _ in found} == {3600}
    expressions = [each for each in properties["Metrics"] if "Expression" in each]
    if len(rules) > 1:
        (total,) = expressions
        ids = [each["Id"] for each in properties["Metrics"] if "MetricStat" in each]
        assert total["Expression"] == f"SUM([{', '.join(ids)}])"
        assert [each.get("ReturnData", True) for each in properties["Metrics"] if each is not total] == [False] * len(
            ids
        )
    else:
        assert expressions == []


def test_the_bucket_is_measured_by_the_day_over_the_classes_that_notebooks_are_in() -> None:
    properties = alarm(StudioMetric.BUCKET_SIZE, threshold=1e12)
    found = measured(properties)
    assert {(namespace, name, period, statistic) for namespace, name, _, period, statistic in found} == {
        ("AWS/S3", "BucketSizeBytes", 86400, "Average")
    }
    assert {dimensions["BucketName"] for _, _, dimensions, _, _ in found} == {BUCKET}
    assert {dimensions["StorageType"] for _, _, dimensions, _, _ in found} >= {
        *("StandardStorage", "StandardIAStorage", "IntelligentTieringFAStorage", "GlacierInstantRetrievalStorage")
    }
    assert properties["Threshold"] == 1e12


def test_objects_are_counted_in_all_classes() -> None:
    dimensions = {"BucketName": BUCKET, "StorageType": "AllStorageTypes"}
    day = Duration.days(1)
    found = measured(alarm(StudioMetric.BUCKET_OBJECTS, period=day))
    assert found == [("AWS/S3", "NumberOfObjects", dimensions, 86400, "Average")]


def test_an_alarm_has_the_periods_and_the_words_that_it_is_given() -> None:
    properties = alarm(StudioMetric.SIGN_INS, period=Duration.minutes(10), evaluation_periods=144, threshold=0.5)
    assert (properties["EvaluationPeriods"], properties["Threshold"]) == (144, 0.5)
    assert properties["AlarmDescription"] == f"Sign-ins: EMR Studio {STUDIO_ID}"


def test_an_alarm_of_hours_may_look_at_a_week() -> None:
    assert alarm(StudioMetric.SIGN_INS, period=Duration.hours(1), evaluation_periods=168)["EvaluationPeriods"] == 168


def test_actions_are_those_of_all_and_those_of_the_one() -> None:
    stack = new_stack()
    made = {
        "Crowd": StudioAlarm(metric=StudioMetric.SIGN_INS, threshold=100, actions=[topic(stack, "crowd")]),
        "Refused": StudioAlarm(metric=StudioMetric.REFUSED_CALLS, threshold=1),
    }
    watch(stack, STUDIOS["IAM"](stack), alarms=made, alarm_actions=(topic(stack, "all"),))
    found = alarms(template_of(stack))
    arns = {name: [arn.rpartition(":")[2] for arn in properties["AlarmActions"]] for name, properties in found.items()}
    assert arns == {"Sign-ins": ["all", "crowd"], "Refused calls": ["all"]}


def test_actions_are_those_of_each_alarm_even_if_they_can_be_listed_once() -> None:
    stack = new_stack()
    made = {name: StudioAlarm(metric=StudioMetric.SIGN_INS, threshold=1) for name in ("One", "Two")}
    watch(stack, STUDIOS["IAM"](stack), alarms=made, alarm_actions=iter([topic(stack, "all")]))
    found = resources(template_of(stack), ALARM).values()
    assert [len(each["Properties"]["AlarmActions"]) for each in found] == [1, 1]


def test_none_is_no_action() -> None:
    stack = new_stack()
    made = {"Crowd": StudioAlarm(metric=StudioMetric.SIGN_INS, threshold=1, actions=None)}  # type: ignore[arg-type]
    watch(stack, STUDIOS["IAM"](stack), alarms=made, alarm_actions=None)
    (found,) = resources(template_of(stack), ALARM).values()
    assert "AlarmActions" not in found["Properties"]


def test_labels_are_the_keys_of_the_alarms_and_part_of_their_ids() -> None:
    stack = new_stack()
    same = StudioAlarm(metric=StudioMetric.SIGN_INS, threshold=1)
    monitoring = watch(stack, STUDIOS["IAM"](stack), alarms={"A-1": same, "A_1": same, "Default": same})
    assert list(monitoring.alarms) == ["A-1", "A_1", "Default"]
    assert all(isinstance(each, cloudwatch.Alarm) for each in monitoring.alarms.values())
    assert len(resources(template_of(stack), ALARM)) == 3


def test_a_threshold_may_be_known_at_deploy_alone() -> None:
    stack = new_stack()
    number = CfnParameter(stack, "Number", type="Number").value_as_number
    made = StudioAlarm(metric=StudioMetric.SIGN_INS, threshold=number)
    watch(stack, STUDIOS["IAM"](stack), alarms={"Crowd": made})
    (name,) = resources(template_of(stack), ALARM)
    assert template_of(stack)["Resources"][name]["Properties"]["Threshold"] == {"Ref": "Number"}


def test_metrics_can_be_had_for_alarms_of_ones_own() -> None:
    stack = new_stack()
    monitoring: StudioMonitoring = watch(stack, STUDIOS["IAM"](stack), alarms={})
    metric = monitoring.metric(StudioMetric.SIGN_INS, period=Duration.minutes(1))
    cloudwatch.Alarm(stack, "Quiet", metric=metric, threshold=1, evaluation_periods=1)
    template = template_of(stack)
    (name,) = resources(template, ALARM)
    properties = Resolver(template).properties(name)
    assert [period for _, _, _, period, _ in measured(properties)] == [60]
