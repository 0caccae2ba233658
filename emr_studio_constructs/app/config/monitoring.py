"""How a Studio is watched."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from emr_studio_constructs.app.errors import Mistake
from emr_studio_constructs.choices import StudioMetric
from emr_studio_constructs.monitoring.events import StudioEvent

from .part import Part, refuse
from .text import AlarmLabel, BucketName, DashboardName, KeyArn, TopicArn

# The members of the CDK's `RetentionDays`, without the CDK: it would start Node.js.
Retention = Literal[
    "ONE_DAY",
    "THREE_DAYS",
    "FIVE_DAYS",
    "ONE_WEEK",
    "TWO_WEEKS",
    "ONE_MONTH",
    "TWO_MONTHS",
    "THREE_MONTHS",
    "FOUR_MONTHS",
    "FIVE_MONTHS",
    "SIX_MONTHS",
    "ONE_YEAR",
    "THIRTEEN_MONTHS",
    "EIGHTEEN_MONTHS",
    "TWO_YEARS",
    "THREE_YEARS",
    "FIVE_YEARS",
    "SIX_YEARS",
    "SEVEN_YEARS",
    "EIGHT_YEARS",
    "NINE_YEARS",
    "TEN_YEARS",
    "INFINITE",
]


class AlarmConfig(Part):
    """An alarm on one of the numbers that tell how a Studio is used."""

    metric: StudioMetric
    """What is counted."""
    threshold: Annotated[float, Field(gt=0)]
    """From which number on it rings."""
    period_minutes: Annotated[int, Field(ge=1, le=1440)] | None = None
    """Over how many minutes is counted. Default: 5; 1440 for BUCKET_SIZE and BUCKET_OBJECTS, which S3 tells daily."""
    evaluation_periods: Annotated[int, Field(ge=1)] = 1
    """Over how many periods in a row it has to be so."""


class StudioMonitoringConfig(Part):
    """What is watched, who is told, what is kept. CloudTrail tells of calls only where a trail records them."""

    alarms: dict[AlarmLabel, AlarmConfig] | None = None
    """Alarms, by labels of your own; {} for none. Default: on refused calls, and where the stack maps people, on
    mappings made by hand."""
    alarm_topic_arn: TopicArn | None = None
    """An existing SNS topic of the account and Region, to which all alarms go; its policy must let
    cloudwatch.amazonaws.com publish. Default: nobody is told."""
    notify_on: tuple[StudioEvent, ...] = ()
    """Events that go to the same topic one by one; its policy must let events.amazonaws.com publish. Default: none."""
    workspace_actions: bool = False
    """Whether what people do with Workspaces is watched too; AWS does not tell in which Studio."""
    audit_log_retention: Retention | None = None
    """For how long all events are kept in a log group, such as ONE_YEAR; it stays when the stack is deleted. Default:
    there is none."""
    audit_bucket_name: BucketName | None = None
    """An existing bucket where all events are kept. Default: none."""
    audit_bucket_key_arn: KeyArn | None = None
    """The KMS key that it is encrypted with. Default: none."""
    trail: bool = False
    """Whether a CloudTrail trail is made. Default: it is not, the account has one that records management events."""
    trail_bucket_name: BucketName | None = None
    """An existing bucket for the trail, whose policy lets CloudTrail write to it. Default: a new one."""
    dashboard: bool = True
    """Whether a CloudWatch dashboard is made."""
    dashboard_name: DashboardName | None = None
    """The dashboard's name. Default: made from the stack's name."""

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        needs = {
            "notify_on": "alarm_topic_arn",
            "audit_bucket_key_arn": "audit_bucket_name",
            "trail_bucket_name": "trail",
            "dashboard_name": "dashboard",
        }
        refuse(
            [
                *(
                    Mistake((key,), f"goes with {needed}: {_fix(needed, value)}, or remove {key}")
                    for key, needed in needs.items()
                    if getattr(self, key) and not (value := getattr(self, needed))
                ),
                *(
                    Mistake(("notify_on", position), f"{event} is listed twice: keep one entry")
                    for position, event in enumerate(self.notify_on)
                    if event in self.notify_on[:position]
                ),
            ]
        )
        return self


def _fix(key: str, value: object) -> str:
    return f"set {key} to true" if value is False else f"add {key}"
