"""The dashboard of a Studio: who comes in, what is refused, what was changed, what is used.

https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch-Dashboard-Body-Structure.html
"""

from collections.abc import Iterable, Sequence

from aws_cdk import Duration
from aws_cdk import aws_cloudwatch as cloudwatch
from constructs import Construct

from emr_studio_constructs._border import check_length, check_pattern
from emr_studio_constructs.compute import ServerlessApplication
from emr_studio_constructs.interfaces import Compute, IEmrStudio

from .call_widgets import call_rows, total_row
from .metrics import StudioMetrics
from .usage import application_rows, bucket_rows, network_rows
from .widgets import Row, title


def define_dashboard(
    scope: Construct,
    construct_id: str,
    *,
    studio: IEmrStudio,
    metrics: StudioMetrics,
    alarms: Sequence[cloudwatch.IAlarm],
    dashboard_name: str | None,
) -> cloudwatch.Dashboard:
    """Defines the dashboard, with a part for whatever there is; compute may still be added to the Studio."""
    check_length("dashboard_name", dashboard_name, 255, shortest=1)
    check_pattern("dashboard_name", dashboard_name, r"[A-Za-z0-9_-]+", "letters, digits, hyphens and underscores only")
    dashboard = cloudwatch.Dashboard(
        scope,
        construct_id,
        dashboard_name=dashboard_name,
        start="-P7D",
        # Numbers a period, such as sign-ins an hour, are what their titles say for any range that is looked at.
        period_override=cloudwatch.PeriodOverride.INHERIT,
    )

    def add(rows: Iterable[Row]) -> None:
        for row in rows:
            dashboard.add_widgets(*row)

    def add_application(compute: Compute) -> None:
        if isinstance(compute, ServerlessApplication):
            add(application_rows(compute))

    hour = Duration.hours(1)
    add([_title(studio), total_row(metrics, alarms)])
    add(call_rows(metrics, hour))
    add(bucket_rows(studio, metrics))
    add(network_rows(studio, hour))
    studio.for_each_compute(add_application)
    return dashboard


def _title(studio: IEmrStudio) -> Row:
    return title(
        f"# EMR Studio {studio.studio_id}\n"
        f"[Open it]({studio.url}). Calls are counted from what CloudTrail records, some minutes after they are made."
    )
