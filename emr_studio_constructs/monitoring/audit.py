"""The audit trail of a Studio: what its rules see, kept in a log group, or by Firehose in a bucket.

https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html
https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-targets.html
"""

from collections.abc import Iterable, Mapping

import jsii
from aws_cdk import ArnFormat, Names, Stack
from aws_cdk import aws_events as events
from aws_cdk import aws_iam as iam
from aws_cdk import aws_logs as logs
from aws_cdk import aws_s3 as s3
from aws_cdk.interfaces.aws_events import IRuleRef
from constructs import Construct

from emr_studio_constructs._border import check_same_place

from .audit_stream import AuditStream
from .events import StudioEvent

_LONGEST_POLICY_NAME = 255


def audit(
    scope: Construct,
    rules: Mapping[StudioEvent, events.Rule],
    *,
    log_group: logs.ILogGroup | None,
    bucket: s3.IBucket | None,
    role_path: str | None,
    policy_path: str | None,
) -> None:
    """Sends the events of all rules to a log group and to a bucket, each event once.

    A log group may have any name; the EventBridge console shows only those below `/aws/events/`. One that is encrypted
    with a KMS key is encrypted by CloudWatch Logs, so that its key's policy needs nothing more. EventBridge writes by
    a resource policy of CloudWatch Logs, of which an account has 10 at most in a Region.

    In the bucket events are lines of JSON below `emr-studio-events/`, by year, month, day and hour (UTC), some five
    minutes later. A bucket with a KMS key needs one whose policy lets IAM policies of the account decide.

    Args:
        scope: Where what this needs is defined.
        rules: The rules by their events.
        log_group: Where events are logged.
        bucket: Where events are kept as objects.
        role_path: The path of roles that this takes.
        policy_path: The path of their policies.

    Raises:
        ValueError: The log group or the bucket is in another account or Region.
    """
    # What was mapped by hand was mapped: the rules for mappings send it.
    senders = [rule for event, rule in rules.items() if event is not StudioEvent.MAPPED_BY_HAND]
    stack = Stack.of(scope)
    if log_group is not None:
        _check_place("audit_log_group", stack, log_group)
        _send(senders, _Target(_allow_logging(scope, senders, log_group)))
    if bucket is not None:
        _check_place("audit_bucket", stack, bucket)
        stream = AuditStream(scope, "AuditStream", bucket=bucket, role_path=role_path, policy_path=policy_path)
        _send(senders, _Target(stream.stream_arn, stream.sender))


def _check_place(argument: str, stack: Stack, destination: logs.ILogGroup | s3.IBucket) -> None:
    env = destination.env
    check_same_place(argument, stack, env.account, env.region, fix="take one of there, or forward events by add_target")


def _send(rules: Iterable[events.Rule], target: "_Target") -> None:
    for rule in rules:
        rule.add_target(target)


@jsii.implements(events.IRuleTarget)
class _Target:
    """A target as EventBridge takes it, and nothing around.

    The CDK's own for log groups makes a Lambda function for the whole stack and a resource policy for each
    rule, of which an account has ten.
    """

    def __init__(self, arn: str, role: iam.IRole | None = None) -> None:
        self._arn = arn
        self._role = role

    def bind(self, rule: IRuleRef, id: str | None = None) -> events.RuleTargetConfig:  # noqa: A002, ARG002  # the CDK's
        return events.RuleTargetConfig(arn=self._arn, role=self._role)


def _allow_logging(scope: Construct, rules: Iterable[events.Rule], log_group: logs.ILogGroup) -> str:
    """Lets EventBridge write to a log group, and answers its ARN as a target.

    The policy is beside the rules: one beside a log group of another stack would wait for them, as they for it.
    """
    writers = [iam.ServicePrincipal("events.amazonaws.com"), iam.ServicePrincipal("delivery.logs.amazonaws.com")]
    logs.ResourcePolicy(
        scope,
        "AuditLogPolicy",
        # It must have a name; this one has the stack's in it: CloudWatch Logs overwrites a policy of the same name.
        resource_policy_name=Names.unique_resource_name(scope, max_length=_LONGEST_POLICY_NAME),
        policy_statements=[
            iam.PolicyStatement(
                sid="AllowEventBridgeToCreateLogStreams",
                principals=writers,
                actions=["logs:CreateLogStream"],
                resources=[log_group.log_group_arn],
            ),
            iam.PolicyStatement(
                sid="AllowRulesToLog",
                principals=writers,
                actions=["logs:PutLogEvents"],
                resources=[log_group.log_group_arn],
                conditions={"ArnEquals": {"aws:SourceArn": [rule.rule_arn for rule in rules]}},
            ),
        ],
    )
    return Stack.of(scope).format_arn(
        service="logs",
        resource="log-group",
        resource_name=log_group.log_group_name,
        arn_format=ArnFormat.COLON_RESOURCE_NAME,
    )
