"""Mistakes in watching a Studio."""

from collections.abc import Callable

from aws_cdk import App, Aws, CfnParameter, Duration, Environment, Stack
from aws_cdk import aws_s3 as s3
from aws_cdk import aws_sns as sns
from aws_cdk.aws_cloudwatch_actions import SnsAction
from bad_inputs import Bad, alias, bad, sso
from conftest import ACCOUNT, Argument, new_studio

from emr_studio_constructs import EmrStudio
from emr_studio_constructs.monitoring import NewTrail, StudioAlarm, StudioMetric, StudioMonitoring

STUDIO_ID = "es-1234567890ABCDEFGHIJKLMNO"


def watch(stack: Stack, **arguments: Argument) -> StudioMonitoring:
    """Watches a Studio in IAM mode of which the id alone is known."""
    studio = EmrStudio.from_studio_id(stack, "Studio", STUDIO_ID)
    return StudioMonitoring(stack, "Watch", studio=studio, **arguments)


def watching(name: str, arguments: dict[str, Argument], *words: str) -> Bad:
    return bad(name, lambda stack: watch(stack, **arguments), *words)


def alarm(name: str, arguments: dict[str, Argument], *words: str) -> Bad:
    given = {"metric": StudioMetric.SIGN_INS, "threshold": 1, **arguments}
    return bad(name, lambda _: StudioAlarm(**given), *words)


def on(metric: StudioMetric) -> dict[str, Argument]:
    return {"alarms": {"Watched": StudioAlarm(metric=metric, threshold=1)}}


def from_elsewhere(part: str, **place: str) -> Bad:
    def watch_from_there(stack: Stack) -> None:
        there = Stack(App(), "There", env=Environment(**{"account": ACCOUNT, "region": "eu-west-1", **place}))
        StudioMonitoring(there, "Watch", studio=sso(stack))

    return bad(f"monitoring from another {part}", watch_from_there, "studio", part, *place.values())


def with_too_many_actions(stack: Stack) -> None:
    actions = [SnsAction(sns.Topic(stack, f"Topic{number}")) for number in range(6)]
    loud = StudioAlarm(metric=StudioMetric.SIGN_INS, threshold=1, actions=actions[:1])
    watch(stack, alarms={"Loud": loud}, alarm_actions=actions[1:])


def in_the_studios_bucket(argument: str, keep: Callable[[s3.IBucket], dict[str, Argument]]) -> Bad:
    def watch_there(stack: Stack) -> None:
        studio = new_studio(stack)
        StudioMonitoring(stack, "Watch", studio=studio, **keep(studio.bucket))

    words = (f"{argument} must not be the Studio's own bucket", "Stack/Studio/Storage/Bucket", "take another bucket")
    return bad(f"{argument} of the Studio's notebooks", watch_there, *words)


def with_a_period_of_the_deploy(stack: Stack) -> None:
    minutes = CfnParameter(stack, "Minutes", type="Number").value_as_number
    StudioAlarm(metric=StudioMetric.SIGN_INS, threshold=1, period=Duration.minutes(minutes))


BAD_MONITORING = [
    from_elsewhere("account", account="999988887777"),
    from_elsewhere("Region", region="us-east-1"),
    watching(
        "an alarm on mappings in IAM mode",
        on(StudioMetric.MAPPED_BY_HAND),
        *("metric of Watched must not be MAPPED_BY_HAND with auth=IamAuth(...)", "has no mappings", "leave it out"),
    ),
    watching(
        "an alarm on all mapping changes in IAM mode",
        on(StudioMetric.MAPPING_CHANGES),
        *("metric of Watched must not be MAPPING_CHANGES with auth=IamAuth(...)", "leave it out"),
    ),
    watching(
        "an alarm on Workspace actions that are not watched",
        on(StudioMetric.WORKSPACE_ACTIONS),
        *("metric of Watched must not be WORKSPACE_ACTIONS", "without workspace_actions=True", "pass it"),
    ),
    watching(
        "an alarm on a bucket that is not known",
        on(StudioMetric.BUCKET_SIZE),
        *("metric of Watched must not be BUCKET_SIZE", "without its bucket", "from_studio_attributes(..., bucket=...)"),
    ),
    bad(
        "a metric that is none",
        lambda stack: watch(stack).metric("LOGINS"),  # type: ignore[arg-type]  # the mistake
        *("metric must be one of SIGN_INS", "got 'LOGINS'"),
    ),
    bad(
        "monitoring a text",
        lambda stack: StudioMonitoring(stack, "Watch", studio=STUDIO_ID),  # type: ignore[arg-type]  # the mistake
        *("studio must be a Studio like EmrStudio.from_studio_id(...)", f"got the text '{STUDIO_ID}'"),
    ),
    bad(
        "monitoring nothing",
        lambda stack: StudioMonitoring(stack, "Watch", studio=None),  # type: ignore[arg-type]  # the mistake
        *("studio must be a Studio like EmrStudio.from_studio_id(...)", "got None"),
    ),
    watching(
        "a dot in the path of a watch's roles",
        {"role_path": "/a.b/"},
        "role_path must be an IAM path without dots",
        "'/a.b/'",
    ),
    watching(
        "a dot in the path of a watch's policies",
        {"policy_path": "/a.b/"},
        *("policy_path must be an IAM path without dots", "got '/a.b/'"),
    ),
    watching("a trail that is true", {"trail": True}, "trail must be a trail to define like NewTrail()", "got bool"),
    bad(
        "a trail to a text",
        lambda _: NewTrail(bucket="logs"),  # type: ignore[arg-type]  # the mistake
        *("bucket must be a bucket like Bucket.from_bucket_name(...)", "got the text 'logs'"),
    ),
    watching(
        "a log group that is a text", {"audit_log_group": "/audit"}, "audit_log_group must be a log group", "text"
    ),
    watching("a bucket that is a text", {"audit_bucket": "audit"}, "audit_bucket must be a bucket", "the text 'audit'"),
    bad(
        "a bucket that is a text, beside the Studio's own",
        lambda stack: StudioMonitoring(stack, "Watch", studio=new_studio(stack), audit_bucket="audit"),  # type: ignore[arg-type]  # the mistake
        *("audit_bucket must be a bucket", "got the text 'audit'"),
    ),
    bad(
        "a bucket with an alias for a key",
        lambda stack: watch(stack, audit_bucket=s3.Bucket(stack, "Audit", encryption_key=alias(stack))),
        *("encryption_key of audit_bucket must be a key, got the alias Stack/Alias", "pass the key"),
    ),
    in_the_studios_bucket("audit_bucket", lambda bucket: {"audit_bucket": bucket}),
    in_the_studios_bucket("bucket of trail", lambda bucket: {"trail": NewTrail(bucket=bucket)}),
    bad(
        "a topic for an action",
        lambda stack: watch(stack, alarm_actions=[sns.Topic(stack, "Topic")]),
        *("alarm_actions must be alarm actions like SnsAction(topic)", "got Topic"),
    ),
    watching(
        "an alarm with a label of the deploy",
        {"alarms": {Aws.REGION: StudioAlarm(metric=StudioMetric.SIGN_INS, threshold=1)}},
        *("alarms must have labels that are known at synth, got a token", "write the label out"),
    ),
    watching(
        "an alarm with a number for a label",
        {"alarms": {1: StudioAlarm(metric=StudioMetric.SIGN_INS, threshold=1)}},
        *("label of alarms must be 1 to 64 letters", "got '1'"),
    ),
    watching("a list of alarms", {"alarms": []}, "alarms must map labels to alarms", "got []", "StudioAlarm(...)"),
    watching("an alarm that is a number", {"alarms": {"Refused": 10}}, "alarms must map labels to alarms", "10"),
    watching(
        "an alarm with a label that is no id",
        {"alarms": {"Too many/refused": StudioAlarm(metric=StudioMetric.REFUSED_CALLS, threshold=1)}},
        *("label of alarms must be 1 to 64 letters, digits", "got 'Too many/refused'"),
    ),
    bad("an alarm with six actions", with_too_many_actions, "actions of Loud must number 5 at most", "got 6"),
    watching("no action in a list", {"alarm_actions": [None]}, "alarm_actions must be alarm actions like", "got None"),
    watching("a text for actions", {"alarm_actions": "topic"}, "alarm_actions", "alarm actions", "brackets"),
    watching("a dashboard with a blank", {"dashboard_name": "My Studio"}, "dashboard_name", "letters", "'My Studio'"),
    watching("a dashboard without a letter", {"dashboard_name": ""}, "dashboard_name", "1 to 255 characters, got 0"),
    watching("a dashboard of 256 letters", {"dashboard_name": "a" * 256}, "dashboard_name", "1 to 255 characters"),
    watching(
        "the name of no dashboard",
        {"dashboard": False, "dashboard_name": "Studio"},
        *("dashboard_name", "with dashboard=False", "got 'Studio'", "leave one out"),
    ),
    alarm("an alarm on a metric that is none", {"metric": "LOGINS"}, "metric must be one of", "got 'LOGINS'"),
    alarm("an alarm at nothing", {"threshold": 0}, "threshold must be a number above 0, got 0", "and above"),
    alarm("an alarm at infinity", {"threshold": float("inf")}, "threshold must be a number above 0", "got inf"),
    alarm("an alarm at a text", {"threshold": "5"}, "threshold must be a number above 0", "got '5'"),
    alarm("an ARN for an action", {"actions": ["arn:aws:sns"]}, "actions must be alarm actions like", "'arn:aws:sns'"),
    alarm("a text for the actions of one alarm", {"actions": "topic"}, "actions", "list of alarm actions", "brackets"),
    alarm("an alarm of seconds", {"period": Duration.seconds(30)}, "period must be 1 to 1440 whole minutes, got 0.5"),
    alarm("an alarm of two days", {"period": Duration.days(2)}, "period must be 1 to 1440 whole minutes, got 2880"),
    alarm("an alarm of a number", {"period": 5}, "period must be 1 to 1440 whole minutes, got 5"),
    bad("an alarm of a time known at deploy", with_a_period_of_the_deploy, "period must be known at synth", "token"),
    alarm(
        "an alarm on a bucket by the hour",
        {"metric": StudioMetric.BUCKET_OBJECTS, "period": Duration.hours(1)},
        *("period must be 1 day for BUCKET_OBJECTS", "got 60 minutes"),
    ),
    alarm("an alarm of no periods", {"evaluation_periods": 0}, "evaluation_periods must be 1 to 288", "got 0"),
    alarm("an alarm of half a period", {"evaluation_periods": 1.5}, "evaluation_periods must be", "got 1.5"),
    alarm(
        "an alarm of more than a day",
        {"evaluation_periods": 289},
        *("evaluation_periods must be 1 to 288 of 5 minutes", "got 289", "1 day at most"),
    ),
    alarm(
        "an alarm of more than a week",
        {"period": Duration.hours(1), "evaluation_periods": 169},
        *("evaluation_periods must be 1 to 168 of 60 minutes", "got 169", "7 days"),
    ),
]
