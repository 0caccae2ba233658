"""What each type of resource costs, by its properties, against figures worked out by hand."""

from collections.abc import Mapping

import pytest
from conftest import Argument, Json
from samples import SAMPLES, templates_of

from emr_studio_constructs.ops.cost.item import Item, Kind
from emr_studio_constructs.ops.cost.known_types import BY_USE, FREE, NOT_IN_TEMPLATES
from emr_studio_constructs.ops.cost.pricing import _BY_PROPERTIES, _FLAT, price
from emr_studio_constructs.ops.cost.resources import Resource

ENDPOINT, KEY, ALARM = "AWS::EC2::VPCEndpoint", "AWS::KMS::Key", "AWS::CloudWatch::Alarm"
APPLICATION, LOG_GROUP = "AWS::EMRServerless::Application", "AWS::Logs::LogGroup"
STAT = {"MetricStat": {"Metric": {"MetricName": "Errors"}, "Period": 300, "Stat": "Sum"}}


def items(kind: str, condition: str | None = None, **properties: Argument) -> list[Item]:
    return list(price(Resource(kind, properties, condition)))


def the_item(kind: str, **properties: Argument) -> Item:
    [item] = items(kind, **properties)
    return item


def workers(count: object = 1, disk: str = "20 GB", **configuration: object) -> list[dict[str, object]]:
    worker = {"Cpu": "4 vCPU", "Memory": "16 GB", "Disk": disk, **configuration}
    return [{"Key": "Driver", "Value": {"WorkerCount": count, "WorkerConfiguration": worker}}]


def an_application(capacity: object, *, stops: bool = False, **properties: Argument) -> list[Item]:
    return items(APPLICATION, InitialCapacity=capacity, AutoStopConfiguration={"Enabled": stops}, **properties)


@pytest.mark.parametrize("sample", SAMPLES)
def test_every_type_of_the_samples_is_known(sample: str) -> None:
    known = {*BY_USE, *FREE, *NOT_IN_TEMPLATES, *_FLAT, *_BY_PROPERTIES}
    resources = [found for template in templates_of(sample).values() for found in template["Resources"].values()]  # type: ignore[attr-defined]  # a template is of lists and mappings
    assert resources
    types = {found["Type"] for found in resources}
    assert {kind for kind in types - known if not kind.startswith("Custom::")} == set()


def test_a_type_is_in_one_class_alone() -> None:
    classes: list[Mapping[str, object]] = [BY_USE, FREE, NOT_IN_TEMPLATES, _FLAT, _BY_PROPERTIES]
    assert len({kind for each in classes for kind in each}) == sum(map(len, classes))


@pytest.mark.parametrize(
    ("kind", "monthly"),
    [
        ("AWS::EC2::NatGateway", 32.85),
        ("AWS::EC2::EIP", 3.65),
        ("AWS::EKS::Cluster", 73.00),
        ("AWS::SecretsManager::Secret", 0.40),
        ("AWS::CloudWatch::Dashboard", 3.00),
        ("AWS::CloudWatch::CompositeAlarm", 0.50),
        ("AWS::KMS::ReplicaKey", 1.00),
    ],
)
def test_a_month_of_it_costs(kind: str, monthly: float) -> None:
    found = the_item(kind)
    assert (found.kind, round(found.monthly, 2)) == (Kind.FIXED, monthly)
    assert found.page.startswith("https://aws.amazon.com/")


def test_a_type_that_nobody_here_knows_is_unknown() -> None:
    found = the_item("AWS::QLDB::Ledger")
    assert (found.kind, found.what, found.note) == (Kind.UNKNOWN, "AWS::QLDB::Ledger", "no price is known here")


def test_what_aws_gives_away_is_free_and_says_by_which_page() -> None:
    found = the_item("AWS::EMR::Studio")
    assert (found.kind, found.page) == (Kind.FREE, "https://aws.amazon.com/emr/faqs/")


def test_a_custom_resource_is_paid_for_when_its_function_runs() -> None:
    assert the_item("Custom::Anything").kind is Kind.BY_USE
    assert the_item("AWS::CloudFormation::CustomResource") == the_item("Custom::Anything")


def test_a_regional_nat_gateway_is_unknown_since_it_costs_in_as_many_zones_as_it_is_in() -> None:
    assert the_item("AWS::EC2::NatGateway", AvailabilityMode="regional").kind is Kind.UNKNOWN
    assert the_item("AWS::EC2::NatGateway", AvailabilityMode="zonal") == the_item("AWS::EC2::NatGateway")


def test_an_interface_endpoint_costs_in_each_of_its_zones() -> None:
    found = the_item(ENDPOINT, VpcEndpointType="Interface", SubnetIds=[{"Ref": "One"}, "subnet-2", {"Ref": "Three"}])
    assert (found.kind, found.quantity, round(found.monthly, 2)) == (Kind.FIXED, 3, 21.90)


@pytest.mark.parametrize("properties", [{"VpcEndpointType": "Gateway"}, {}])
def test_a_gateway_endpoint_is_free(properties: Json) -> None:
    assert the_item(ENDPOINT, **properties).kind is Kind.FREE


@pytest.mark.parametrize(
    "properties",
    [
        {"VpcEndpointType": "Interface", "SubnetIds": {"Ref": "ListOfSubnets"}},
        {"VpcEndpointType": "Interface", "SubnetIds": ["subnet-1", {"Fn::If": ["More", "subnet-2", {}]}]},
        {"VpcEndpointType": "Interface"},
        {"VpcEndpointType": "GatewayLoadBalancer", "SubnetIds": ["subnet-1"]},
        {"VpcEndpointType": {"Ref": "Type"}, "SubnetIds": ["subnet-1"]},
    ],
)
def test_an_endpoint_that_cannot_be_counted_is_unknown(properties: Json) -> None:
    assert the_item(ENDPOINT, **properties).kind is Kind.UNKNOWN


def test_rotations_of_a_key_cost_twice_and_no_more() -> None:
    found = the_item(KEY, EnableKeyRotation=True)
    assert (found.monthly, found.note) == (1.0, "2.00 each after one rotation, 3.00 after two and more")
    assert the_item(KEY).note == the_item(KEY, EnableKeyRotation=False).note == ""


@pytest.mark.parametrize(
    ("properties", "monthly"),
    [
        ({"MetricName": "Errors", "Period": 300}, 0.10),
        ({"MetricName": "Errors"}, 0.10),
        ({"MetricName": "Errors", "Period": {"Ref": "Period"}}, 0.10),
        ({"MetricName": "Errors", "Period": 10}, 0.30),
        ({"Metrics": [STAT, STAT, {"Expression": "m1 + m2"}]}, 0.20),
    ],
)
def test_an_alarm_costs_for_each_metric(properties: Json, monthly: float) -> None:
    assert round(sum(item.monthly for item in items(ALARM, **properties)), 2) == monthly


@pytest.mark.parametrize(
    "metrics",
    [
        [STAT, {"Expression": "SELECT MAX(Errors) FROM Things"}],
        [{"Expression": "select max(Errors) from Things"}],
        [{"Expression": "SUM(SEARCH('MetricName=Errors', 'Sum'))"}],
        [STAT, {"Expression": "ANOMALY_DETECTION_BAND(m1, 2)"}],
        [STAT, {"Fn::If": ["More", STAT, {"Ref": "AWS::NoValue"}]}],
        {"Fn::If": ["More", [STAT], [STAT, STAT]]},
    ],
)
def test_an_alarm_with_a_price_of_its_own_is_unknown(metrics: object) -> None:
    assert the_item(ALARM, Metrics=metrics).kind is Kind.UNKNOWN


def test_an_alarm_on_a_query_in_promql_is_unknown() -> None:
    query = {"PromQLCriteria": {"Query": "up == 0"}}
    assert the_item(ALARM, EvaluationCriteria=query).kind is Kind.UNKNOWN


@pytest.mark.parametrize(
    ("properties", "note"),
    [
        ({"RetentionInDays": 365}, "kept 365 days, 0.03 USD a GB and month"),
        ({}, "kept for ever, 0.03 USD a GB and month"),
        ({"RetentionInDays": {"Ref": "Days"}}, "kept as long as the deploy is told, 0.03 USD a GB and month"),
    ],
)
def test_a_log_group_says_how_long_it_keeps_what_costs_by_use(properties: Json, note: str) -> None:
    found = the_item(LOG_GROUP, **properties)
    assert (found.kind, found.note) == (Kind.BY_USE, note)


def test_an_application_costs_by_use_and_for_kernels_while_it_is_started() -> None:
    found = the_item(APPLICATION, InteractiveConfiguration={"StudioEnabled": True})
    # 4 x 0.052624 + 16 x 0.0057785
    assert (found.kind, found.note) == (Kind.BY_USE, "0.30 USD an hour for kernels while it is started")
    assert the_item(APPLICATION).note == ""
    on_arm = the_item(APPLICATION, InteractiveConfiguration={"StudioEnabled": True}, Architecture="ARM64")
    assert on_arm.note == ""


def test_capacity_that_never_stops_costs_all_month() -> None:
    _, found = an_application([*workers(2), *workers(1, disk="120 GB")])
    # Three times 0.302952 an hour, and 100 GB above the 20 that are free at 0.000111.
    assert (found.kind, round(found.monthly, 2)) == (Kind.FIXED, round(730 * (3 * 0.302952 + 0.0111), 2))


@pytest.mark.parametrize("stops", [{}, {"AutoStopConfiguration": {"Enabled": True}}])
def test_capacity_that_stops_when_idle_costs_by_use(stops: Json) -> None:
    _, found = items(APPLICATION, InitialCapacity=workers(2), **stops)
    assert (found.kind, found.monthly) == (Kind.BY_USE, 0)
    assert found.note == "0.61 USD an hour while it is started, 442.31 a month at most"


@pytest.mark.parametrize(
    ("capacity", "properties"),
    [
        (workers({"Ref": "Count"}), {}),
        (workers("{{resolve:ssm:/count}}"), {}),
        (workers(Cpu={"Ref": "Cpu"}), {}),
        (workers(Memory="much"), {}),
        (workers(DiskType="SHUFFLE_OPTIMIZED"), {}),
        ({"Fn::If": ["More", workers(), []]}, {}),
        (workers(), {"Architecture": "ARM64"}),
    ],
)
def test_capacity_that_cannot_be_priced_is_unknown(capacity: object, properties: Json) -> None:
    _, found = an_application(capacity, **properties)
    assert found.kind is Kind.UNKNOWN


def test_a_condition_is_said_and_counted_as_if_it_held() -> None:
    [found] = items("AWS::EC2::NatGateway", "InProduction")
    assert (found.condition, round(found.monthly, 2)) == ("InProduction", 32.85)
