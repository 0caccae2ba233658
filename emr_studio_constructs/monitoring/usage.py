"""What a Studio uses, as graphs: its bucket, the network that was defined with it, EMR Serverless.

https://docs.aws.amazon.com/AmazonS3/latest/userguide/metrics-dimensions.html
https://docs.aws.amazon.com/vpc/latest/userguide/vpc-nat-gateway-cloudwatch.html
https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-cloudwatch-metrics.html
https://docs.aws.amazon.com/emr/latest/EMR-Serverless-UserGuide/app-job-metrics.html
"""

from collections.abc import Iterator, Mapping, Sequence

from aws_cdk import Duration
from aws_cdk import aws_cloudwatch as cloudwatch

from emr_studio_constructs.choices import StudioMetric
from emr_studio_constructs.compute import ServerlessApplication
from emr_studio_constructs.interfaces import IEmrStudio

from .metrics import StudioMetrics
from .widgets import Row, graph, heading

# A search finds metrics with exactly these dimensions. From EMR 7.10 on the application's name is one; neither it nor
# the release of an imported application is known here, so both are looked for.
_APPLICATION_SCHEMAS = (
    "AWS/EMRServerless,ApplicationId,ApplicationName,CapacityAllocationType,WorkerType",
    "AWS/EMRServerless,ApplicationId,CapacityAllocationType,WorkerType",
)
_DAY = 24 * 60 * 60
_MINUTE = 60

Dimensions = Mapping[str, str]


def bucket_rows(studio: IEmrStudio, metrics: StudioMetrics) -> Iterator[Row]:
    """The bucket, which S3 measures as a whole; none where it is not known."""
    if studio.bucket is None:
        return
    name = studio.bucket.bucket_name
    sizes = _search(
        "AWS/S3,BucketName,StorageType", f'BucketName="{name}" MetricName="BucketSizeBytes"', "Average", _DAY
    )
    yield heading(f"Notebooks: all of {name}, measured once a day")
    yield (
        graph("Size by storage class, with old versions (bytes)", [sizes], width=12, stacked=True),
        graph("Objects, each old version one of them", [metrics.metric(StudioMetric.BUCKET_OBJECTS)], width=12),
    )


def network_rows(studio: IEmrStudio, period: Duration) -> Iterator[Row]:
    """The NAT gateways and interface endpoints that were defined with the Studio."""
    gateways = {gateway: {"NatGatewayId": gateway} for gateway in studio.nat_gateway_ids}
    if gateways or studio.interface_endpoints:
        yield heading("Network")
    if gateways:
        traffic = {"BytesOutToDestination": "out", "BytesInFromDestination": "in"}
        failures = {"ErrorPortAllocation": "no port left", "PacketsDropCount": "packets dropped"}
        yield (
            graph(
                "NAT gateway traffic (bytes an hour)",
                _sums("AWS/NATGateway", gateways, traffic, period),
                width=12,
                stacked=True,
            ),
            graph("NAT gateway failures (an hour)", _sums("AWS/NATGateway", gateways, failures, period), width=12),
        )
    if studio.interface_endpoints and studio.vpc:
        vpc_id = studio.vpc.vpc_id
        endpoints = {
            service.short_name: {
                "Endpoint Type": "Interface",
                "Service Name": service.name,
                "VPC Endpoint Id": endpoint.vpc_endpoint_id,
                "VPC Id": vpc_id,
            }
            for service, endpoint in studio.interface_endpoints.items()
        }
        namespace = "AWS/PrivateLinkEndpoints"
        yield (
            graph(
                "Endpoint traffic (bytes an hour)",
                _sums(namespace, endpoints, {"BytesProcessed": ""}, period),
                width=12,
                stacked=True,
            ),
            graph(
                "Packets dropped by endpoints (an hour)",
                _sums(namespace, endpoints, {"PacketsDropped": ""}, period),
                width=12,
            ),
        )


def application_rows(application: ServerlessApplication) -> Iterator[Row]:
    """What the workers of an EMR Serverless application have, those of all its users together."""
    application_id = application.application_id
    yield heading(f"EMR Serverless: application {application_id}")
    yield tuple(
        graph(
            words,
            [
                _search(schema, f'ApplicationId="{application_id}" MetricName="{name}"', "Sum", _MINUTE)
                for schema in _APPLICATION_SCHEMAS
            ],
            width=8,
        )
        for words, name in (
            ("Workers running", "RunningWorkerCount"),
            ("vCPU of workers", "CPUAllocated"),
            ("Memory of workers (GB)", "MemoryAllocated"),
        )
    )


def _search(schema: str, term: str, statistic: str, seconds: int) -> cloudwatch.SearchExpression:
    """All metrics that match, each by the name that CloudWatch gives it.

    https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/search-expression-syntax.html
    """
    return cloudwatch.SearchExpression(
        expression=f"SEARCH('{{{schema}}} {term}', '{statistic}', {seconds})",
        label="",
        period=Duration.seconds(seconds),
    )


def _sums(
    namespace: str, things: Mapping[str, Dimensions], names: Mapping[str, str], period: Duration
) -> Sequence[cloudwatch.Metric]:
    """Each of the metrics `names` of each thing, by the label of the thing and the words for the metric."""
    return [
        cloudwatch.Metric(
            namespace=namespace,
            metric_name=name,
            dimensions_map=dimensions,
            statistic="Sum",
            period=period,
            label=f"{label} {words}".strip(),
        )
        for label, dimensions in things.items()
        for name, words in names.items()
    ]
