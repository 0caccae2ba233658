"""EventBridge: events of AWS's own, and what ministack leaves out of delivering them."""

import base64
import json
import uuid
from collections.abc import Callable, Mapping
from typing import Any

from ministack.services import cloudtrail, cloudwatch, cloudwatch_logs, eventbridge, firehose, sns, sqs

from .iam import Role, lets
from .request import account

Json = dict[str, Any]
_EVENTS = "events.amazonaws.com"


def send_event(source: str, detail_type: str, detail: Json) -> None:
    """Puts an event of an AWS service on the default bus of the account and Region."""
    entry = {"Source": source, "DetailType": detail_type, "Detail": json.dumps(detail)}
    eventbridge._put_events({"Entries": [entry]}, allow_aws_source=True)


def is_recorded() -> bool:
    """Whether a trail of the account records what happens in the Region."""
    return any(trail["IsLogging"] for _, _, trail in cloudtrail._visible_trail_items())


def count_triggered_rules() -> None:
    """Counts each event that a rule matches, whether the rule has targets or not.

    https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-monitoring.html
    """
    theirs = eventbridge._matches_pattern_view

    def matches(pattern: str, view: Any, owner: str = "rule") -> bool:
        found = bool(theirs(pattern, view, owner))
        kind, _, key = owner.partition(" ")
        if found and kind == "rule":
            dimensions = {"RuleName": eventbridge._rules[key]["Name"]}
            cloudwatch.record_metric("AWS/Events", "TriggeredRules", 1, "Count", dimensions)
        return found

    eventbridge._matches_pattern_view = matches


def deliver_as_aws_does() -> None:
    """Delivers to log groups and Firehose too, and asks the policies of queues, topics, log groups and of target roles.

    https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html
    """
    theirs = eventbridge._invoke_target

    def invoke(target: Json, event: Json, rule: Json, view: Any = None) -> None:
        service = target["Arn"].split(":")[2]
        if not _may_deliver(service, target, rule["Arn"]):
            return
        if service not in _MISSING:
            theirs(target, event, rule, view)
            return
        seen = view or eventbridge._pattern_event_view(event)
        _MISSING[service](target["Arn"], json.dumps(seen.event_with_detail()))

    eventbridge._invoke_target = invoke


def _may_deliver(service: str, target: Json, rule: str) -> bool:
    arn = target["Arn"]
    context = {"aws:SourceArn": rule, "aws:SourceAccount": account()}

    def may(action: str, on: str, policy: Json | str) -> bool:
        return lets(policy, _EVENTS, action, on, context)

    match service:
        case "sqs":
            return may("sqs:SendMessage", arn, _policy_of(sqs._queue_by_arn(arn)))
        case "sns":
            return may("sns:Publish", arn, _policy_of(sns._topics.get(arn)))
        case "logs":
            stream = f"{arn.removesuffix(':*')}:log-stream:events"
            return all(
                may(f"logs:{action}", stream, _policy_of_logs()) for action in ("CreateLogStream", "PutLogEvents")
            )
        case "firehose":
            role = Role(arn=target["RoleArn"], session="events")
            return role.trusts(_EVENTS, context) and role.may("firehose:PutRecord", arn, {})
        case _:
            return True


def _policy_of(queue_or_topic: Json | None) -> str:
    found: Json = (queue_or_topic or {}).get("attributes", {})
    return str(found.get("Policy") or "{}")


def _policy_of_logs() -> Json:
    """What the policies of the Region say, and those of single log groups."""
    policies = [*cloudwatch_logs._resource_policies.values(), *cloudwatch_logs._log_group_policies.values()]
    return {"Statement": [each for policy in policies for each in json.loads(policy["policyDocument"])["Statement"]]}


def _log(log_group: str, message: str) -> None:
    """Writes a message to a stream of its own."""
    where = {
        "logGroupName": log_group.partition(":log-group:")[2].removesuffix(":*"),
        "logStreamName": str(uuid.uuid4()),
    }
    cloudwatch_logs._create_log_stream(where)
    cloudwatch_logs._put_log_events({**where, "logEvents": [{"message": message}]})


def _put_into_stream(stream: str, record: str) -> None:
    data = base64.b64encode(record.encode()).decode()
    firehose._put_record({"DeliveryStreamName": stream.rpartition("/")[2], "Record": {"Data": data}})


# Where ministack's EventBridge does not deliver.
_MISSING: Mapping[str, Callable[[str, str], None]] = {"logs": _log, "firehose": _put_into_stream}
