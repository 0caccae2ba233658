"""Trails, rules, and where events go."""

import json

from rehearsal.aws import REGION
from rehearsals.given import Account, Client, Json, a_name, allow, document

EMR_CALLS = {"source": ["aws.elasticmapreduce"], "detail-type": ["AWS API Call via CloudTrail"]}
EVENTS, SNS = "events.amazonaws.com", "sns.amazonaws.com"


def a_trail(account: Account) -> str:
    """The name of a trail that records."""
    s3, cloudtrail, name = account.client("s3"), account.client("cloudtrail"), a_name(f"trail-{account.id}")
    s3.create_bucket(Bucket=name, CreateBucketConfiguration={"LocationConstraint": REGION})
    cloudtrail.create_trail(Name=name, S3BucketName=name)
    cloudtrail.start_logging(Name=name)
    return name


def a_rule(account: Account, target: str | None = None, pattern: Json = EMR_CALLS) -> str:
    """The name of a rule that sends what it matches to a target."""
    events, name = account.client("events"), a_name("rule")
    events.put_rule(Name=name, EventPattern=json.dumps(pattern))
    if target:
        events.put_targets(Rule=name, Targets=[{"Id": "target", "Arn": target}])
    return name


def a_queue(account: Account, *, open_to: str | None = EVENTS) -> str:
    """The ARN of a queue that a service may send to."""
    sqs, name = account.client("sqs"), a_name("queue")
    url, arn = sqs.create_queue(QueueName=name)["QueueUrl"], f"arn:aws:sqs:{REGION}:{account.id}:{name}"
    if open_to:
        policy = document(allow("sqs:SendMessage", arn, Principal={"Service": open_to}))
        sqs.set_queue_attributes(QueueUrl=url, Attributes={"Policy": policy})
    return arn


def received(account: Account, queue: str) -> list[Json]:
    """The events that came to a queue since one last looked."""
    sqs = account.client("sqs")
    url = sqs.get_queue_url(QueueName=queue.rpartition(":")[2])["QueueUrl"]
    events = []
    while found := sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10).get("Messages", []):
        for message in found:
            events.append(json.loads(message["Body"]))
            sqs.delete_message(QueueUrl=url, ReceiptHandle=message["ReceiptHandle"])
    return events


def logged(logs: Client, group: str) -> list[Json]:
    """The events in a log group."""
    found = logs.filter_log_events(logGroupName=group)["events"]
    return [json.loads(event["message"]) for event in found]
