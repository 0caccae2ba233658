"""Studios of all sorts that are watched, and what their dashboards and alarms come to."""

import functools
import json
from collections.abc import Callable

from aws_cdk import Stack
from aws_cdk import aws_iam as iam
from aws_cdk import aws_s3 as s3
from conftest import Argument, Json, imported_vpc, new_stack, new_studio, template_of

from emr_studio_constructs import EmrServerlessApp, EmrStudio, IdentityCenterAuth, IEmrStudio, NewVpc
from emr_studio_constructs.cfn import Resolver, resources, the_only
from emr_studio_constructs.monitoring import StudioMonitoring

DASHBOARD = "AWS::CloudWatch::Dashboard"
ALARM = "AWS::CloudWatch::Alarm"
STUDIO_ID = "es-1234567890ABCDEFGHIJKLMNO"
BUCKET = "notebooks"


def imported(stack: Stack) -> IEmrStudio:
    """A Studio of which all is known that an import can know."""
    roles = [iam.Role.from_role_name(stack, name, name) for name in ("service", "user")]
    return EmrStudio.from_studio_attributes(
        stack,
        "Studio",
        studio_id=STUDIO_ID,
        auth=IdentityCenterAuth(),
        service_role=roles[0],
        user_role=roles[1],
        vpc=imported_vpc(stack),
        bucket=s3.Bucket.from_bucket_name(stack, "Bucket", BUCKET),
    )


STUDIOS: dict[str, Callable[[Stack], IEmrStudio]] = {
    "IAM": lambda stack: EmrStudio(stack, "Studio", vpc=NewVpc(nat_gateways=2)),
    "Identity Center": lambda stack: new_studio(stack, auth=IdentityCenterAuth()),
    "without internet": lambda stack: EmrStudio(stack, "Studio", vpc=NewVpc(nat_gateways=0)),
    "endpoints in a given VPC": lambda stack: new_studio(stack, vpc_endpoints=True),
    "NAT gateway and endpoints": lambda stack: EmrStudio(stack, "Studio", vpc_endpoints=True),
    "imported": imported,
    "imported by its id": lambda stack: EmrStudio.from_studio_id(stack, "Studio", STUDIO_ID),
}


def watch(stack: Stack, studio: IEmrStudio, **arguments: Argument) -> StudioMonitoring:
    return StudioMonitoring(stack, "Watch", studio=studio, **arguments)


@functools.cache
def watched(studio: str, *, workspace_actions: bool = False, application: str | None = None) -> Json:
    """The template of a watched Studio; its application is added `before` it is watched or `after`."""
    stack = new_stack(region=None)
    made = STUDIOS[studio](stack)
    spark = EmrServerlessApp(stack, "Spark") if application else None
    if spark and application == "before":
        made.add_compute(spark)
    watch(stack, made, workspace_actions=workspace_actions)
    if spark and application == "after":
        made.add_compute(spark)
    return template_of(stack)


def alarms(template: Json) -> dict[str, Json]:
    """The resolved properties of each alarm, by what its description begins with."""
    resolver = Resolver(template)
    found = [resolver.properties(name) for name in resources(template, ALARM)]
    return {properties["AlarmDescription"].partition(":")[0]: properties for properties in found}


def body(template: Json) -> Json:
    """The body of the only dashboard, as it is deployed."""
    properties = Resolver(template).properties(the_only(template, DASHBOARD)[0])
    parsed: Json = json.loads(properties["DashboardBody"])
    return parsed
