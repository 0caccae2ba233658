"""The dashboard of a Studio is valid, shows what there is, and nothing that there is not."""

import pytest
from aws_cdk import aws_ec2 as ec2
from conftest import REGION, Json, new_stack, new_studio, template_of
from dashboard_body import BODY, cells, expressions, graphs, metrics
from jsonschema import Draft202012Validator
from watched import ALARM, BUCKET, DASHBOARD, STUDIO_ID, STUDIOS, body, watch, watched

from emr_studio_constructs import EmrOnEc2, EmrServerlessApp, EmrStudio, NewVpc
from emr_studio_constructs.cfn import Resolver, resources, the_only

CALLS = ["Sign-ins (an hour)", "Refused calls (an hour)"]
WORKSPACES = "Workspace actions in all Studios here (an hour)"
MAPPINGS = ["Mapping changes (an hour)", "Mapped by hand (an hour)"]
CHANGES = "Studio changes (an hour)"
STORAGE = ["Size by storage class, with old versions (bytes)", "Objects, each old version one of them"]
NAT = ["NAT gateway traffic (bytes an hour)", "NAT gateway failures (an hour)"]
ENDPOINTS = ["Endpoint traffic (bytes an hour)", "Packets dropped by endpoints (an hour)"]
SERVERLESS = ["Workers running", "vCPU of workers", "Memory of workers (GB)"]


@pytest.fixture(params=[*STUDIOS, "with all"])
def template(request: pytest.FixtureRequest) -> Json:
    if request.param == "with all":
        return watched("Identity Center", workspace_actions=True, application="before")
    return watched(request.param)


def dimensions(title: str, template: Json) -> list[tuple[str, str, dict[str, str]]]:
    return [(namespace, name, given) for namespace, name, given, _ in metrics(graphs(body(template))[title])]


def test_the_body_is_what_cloudwatch_documents(template: Json) -> None:
    errors = [error.message for error in Draft202012Validator(BODY).iter_errors(body(template))]
    assert errors == []


def test_widgets_fill_rows_without_touching_each_other(template: Json) -> None:
    widgets = body(template)["widgets"]
    covered = [cell for widget in widgets for cell in cells(widget)]
    assert len(covered) == len(set(covered)) == 24 * max(y + 1 for _, y in covered)


def test_each_call_that_is_counted_is_counted_by_a_rule_of_the_monitoring(template: Json) -> None:
    resolver = Resolver(template)
    rules = {resolver.ref(name) for name in resources(template, "AWS::Events::Rule")}
    counted = {
        given["RuleName"]
        for properties in graphs(body(template)).values()
        for namespace, name, given, _ in metrics(properties)
        if (namespace, name) == ("AWS/Events", "TriggeredRules")
    }
    assert counted == rules


def test_an_hour_is_an_hour_whatever_range_is_looked_at(template: Json) -> None:
    found = body(template)
    assert found["periodOverride"] == "inherit"
    for title, properties in graphs(found).items():
        periods = {options.get("period") for _, _, _, options in metrics(properties)}
        assert not title.endswith("hour)") or periods == {3600}, title


@pytest.mark.parametrize(
    ("studio", "titles"),
    [
        ("IAM", [*CALLS, CHANGES, *STORAGE, *NAT]),
        ("Identity Center", [*CALLS, *MAPPINGS, CHANGES, *STORAGE]),
        ("without internet", [*CALLS, CHANGES, *STORAGE, *ENDPOINTS]),
        ("endpoints in a given VPC", [*CALLS, CHANGES, *STORAGE, *ENDPOINTS]),
        ("NAT gateway and endpoints", [*CALLS, CHANGES, *STORAGE, *NAT, *ENDPOINTS]),
        ("imported", [*CALLS, *MAPPINGS, CHANGES, *STORAGE]),
        ("imported by its id", [*CALLS, CHANGES]),
    ],
)
def test_there_are_graphs_of_what_there_is(studio: str, titles: list[str]) -> None:
    assert list(graphs(body(watched(studio)))) == ["In the time shown", *titles]


def test_workspace_actions_are_shown_where_they_are_watched() -> None:
    assert WORKSPACES in graphs(body(watched("IAM", workspace_actions=True)))


def test_the_top_names_and_opens_the_studio() -> None:
    markdown = body(watched("imported"))["widgets"][0]["properties"]["markdown"]
    assert f"# EMR Studio {STUDIO_ID}\n" in markdown
    assert f"](https://{STUDIO_ID}.emrstudio-prod.{REGION}.amazonaws.com)" in markdown


def test_the_totals_are_of_the_range_that_is_looked_at() -> None:
    totals = graphs(body(watched("Identity Center", workspace_actions=True)))["In the time shown"]
    assert totals["setPeriodToTimeRange"] is True
    labels = [entry[-1]["label"] for entry in totals["metrics"] if entry[-1].get("visible", True)]
    assert sorted(labels) == [
        *("Mapped by hand", "Mapping changes", "Refused calls", "Sign-ins", "Studio changes", "Workspace actions")
    ]


def test_what_is_not_counted_is_shown_as_zero() -> None:
    shown = graphs(body(watched("Identity Center")))["Mapping changes (an hour)"]
    assert expressions(shown) == [f"FILL(mapping_{done}, 0)" for done in ("created", "updated", "deleted")]
    assert [options["visible"] for _, _, _, options in metrics(shown)] == [False] * 3


def test_all_alarms_are_shown() -> None:
    template = watched("Identity Center")
    (widget,) = (widget for widget in body(template)["widgets"] if widget["type"] == "alarm")
    resolver = Resolver(template)
    arns = [resolver.physical(name).arn() for name in resources(template, ALARM)]
    assert sorted(widget["properties"]["alarms"]) == sorted(arns)


def test_without_alarms_the_totals_take_their_place() -> None:
    stack = new_stack()
    watch(stack, EmrStudio.from_studio_id(stack, "Studio", STUDIO_ID), alarms={})
    assert [widget["type"] for widget in body(template_of(stack))["widgets"]][:2] == ["text", "metric"]


def test_the_bucket_is_measured_by_the_day_in_whatever_classes_there_are() -> None:
    template = watched("imported")
    (search,) = expressions(graphs(body(template))[STORAGE[0]])
    schema, term = "{AWS/S3,BucketName,StorageType}", f'BucketName="{BUCKET}" MetricName="BucketSizeBytes"'
    assert search == f"SEARCH('{schema} {term}', 'Average', 86400)"
    ((_, _, _, options),) = metrics(graphs(body(template))[STORAGE[1]])
    assert options["period"] == 86400
    (objects,) = dimensions(STORAGE[1], template)
    assert objects == ("AWS/S3", "NumberOfObjects", {"BucketName": BUCKET, "StorageType": "AllStorageTypes"})


def test_each_nat_gateway_that_was_defined_is_shown() -> None:
    template = watched("IAM")
    gateways = {Resolver(template).ref(name) for name in resources(template, "AWS::EC2::NatGateway")}
    assert len(gateways) == 2
    assert dimensions(NAT[0], template) == [
        ("AWS/NATGateway", name, {"NatGatewayId": gateway})
        for gateway in sorted(
            gateways, key=[given["NatGatewayId"] for _, _, given in dimensions(NAT[0], template)].index
        )
        for name in ("BytesOutToDestination", "BytesInFromDestination")
    ]


@pytest.mark.parametrize("studio", ["without internet", "endpoints in a given VPC"])
def test_each_interface_endpoint_is_shown_by_all_its_dimensions(studio: str) -> None:
    template = watched(studio)
    resolver = Resolver(template)
    endpoints = [
        resolver.properties(name) | {"Id": resolver.ref(name)} for name in resources(template, "AWS::EC2::VPCEndpoint")
    ]
    expected = [
        {
            "Endpoint Type": "Interface",
            "Service Name": endpoint["ServiceName"],
            "VPC Endpoint Id": endpoint["Id"],
            "VPC Id": endpoint["VpcId"],
        }
        for endpoint in endpoints
        if endpoint["VpcEndpointType"] == "Interface"
    ]
    shown = dimensions(ENDPOINTS[0], template)
    assert len(shown) == 7
    assert sorted((given for _, _, given in shown), key=str) == sorted(expected, key=str)
    assert {(namespace, name) for namespace, name, _ in shown} == {("AWS/PrivateLinkEndpoints", "BytesProcessed")}


def test_an_application_is_shown_whenever_it_was_added() -> None:
    before, after = (watched("Identity Center", application=when) for when in ("before", "after"))
    assert body(before) == body(after)
    assert [title for title in SERVERLESS if title not in graphs(body(after))] == []


def test_an_application_is_found_by_its_dimensions_of_all_releases() -> None:
    template = watched("Identity Center", application="after")
    application = Resolver(template).ref(the_only(template, "AWS::EMRServerless::Application")[0])
    term = f'ApplicationId="{application}" MetricName="CPUAllocated"'
    assert expressions(graphs(body(template))["vCPU of workers"]) == [
        f"SEARCH('{{AWS/EMRServerless,{dimensions}}} {term}', 'Sum', 60)"
        for dimensions in (
            "ApplicationId,ApplicationName,CapacityAllocationType,WorkerType",
            "ApplicationId,CapacityAllocationType,WorkerType",
        )
    ]


def test_applications_have_rows_of_their_own_and_other_compute_has_none() -> None:
    stack = new_stack()
    studio = new_studio(stack)
    watch(stack, studio)
    studio.add_compute(EmrOnEc2(cluster_tags={"team": "data"}))
    studio.add_compute(EmrServerlessApp(stack, "One"))
    arn = f"arn:aws:emr-serverless:{REGION}:111122223333:/applications/00abc"
    roles = [EmrServerlessApp(stack, "Two").runtime_role]
    studio.add_compute(EmrServerlessApp.from_application_arn(stack, "Given", arn, runtime_roles=roles))
    widgets = body(template_of(stack))["widgets"]
    headings = [widget["properties"]["markdown"] for widget in widgets if widget["type"] == "text"]
    found = [words for words in headings if "Serverless" in words]
    assert len(found) == 2
    assert found[1] == "## EMR Serverless: application 00abc"


def test_cloudformation_names_a_dashboard_without_a_name() -> None:
    properties = watched("IAM")["Resources"]
    (name,) = resources(watched("IAM"), DASHBOARD)
    assert "DashboardName" not in properties[name]["Properties"]


def test_a_dashboard_may_have_a_name() -> None:
    stack = new_stack()
    watch(stack, EmrStudio.from_studio_id(stack, "Studio", STUDIO_ID), dashboard_name="Analytics_1-a")
    template = template_of(stack)
    (name,) = resources(template, DASHBOARD)
    assert template["Resources"][name]["Properties"]["DashboardName"] == "Analytics_1-a"


def test_there_is_no_dashboard_where_none_is_wanted() -> None:
    stack = new_stack()
    monitoring = watch(stack, EmrStudio.from_studio_id(stack, "Studio", STUDIO_ID), dashboard=False)
    assert monitoring.dashboard is None
    assert resources(template_of(stack), DASHBOARD) == {}


def test_a_vpc_of_a_studio_of_the_same_template_is_as_without_monitoring() -> None:
    stack = new_stack(region=None)
    EmrStudio(stack, "Studio", vpc=NewVpc(nat_gateways=2))
    alone = template_of(stack)
    watching = watched("IAM")
    assert {name: watching["Resources"][name] for name in alone["Resources"]} == alone["Resources"]
    assert ec2.CfnNatGateway.CFN_RESOURCE_TYPE_NAME in {each["Type"] for each in alone["Resources"].values()}
