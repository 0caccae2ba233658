"""Calls of EMR as CloudTrail tells EventBridge of them."""

import json

import pytest
from botocore.exceptions import ClientError

from rehearsal.aws import REGION, root_of
from rehearsal.people.raw_call import call_emr
from rehearsals.given import Account, Json, a_caller, a_name, allow, an_account, document
from rehearsals.given_events import EVENTS, SNS, a_queue, a_rule, a_trail, logged, received
from rehearsals.given_studios import a_bucket, a_studio, studio_request


@pytest.fixture(scope="module")
def queue(account: Account) -> str:
    """A queue to which all recorded calls of EMR come."""
    a_trail(account)
    queue = a_queue(account)
    a_rule(account, queue)
    return queue


def details(account: Account, queue: str) -> list[Json]:
    return [event["detail"] for event in received(account, queue)]


def open_studio(account: Account, studio: str, *statements: Json) -> None:
    caller = a_caller(account, *statements)
    call_emr(account.aws, caller, REGION, "CreateStudioPresignedUrl", {"StudioId": studio})


def test_a_call_comes_with_who_made_it_what_was_asked_and_what_was_answered(account: Account, queue: str) -> None:
    studio = a_studio(account, studio_request(account, Name="recorded"))
    [event] = received(account, queue)
    assert (event["source"], event["detail-type"]) == ("aws.elasticmapreduce", "AWS API Call via CloudTrail")
    detail = event["detail"]
    assert (detail["eventSource"], detail["eventName"]) == ("elasticmapreduce.amazonaws.com", "CreateStudio")
    assert (detail["recipientAccountId"], detail["awsRegion"]) == (account.id, REGION)
    assert detail["requestParameters"]["name"] == "recorded"
    assert detail["responseElements"]["studioId"] == studio
    assert (detail["userIdentity"]["type"], detail["userIdentity"]["accountId"]) == ("Root", account.id)
    assert not {"errorCode", "errorMessage"} & detail.keys()


def test_a_call_that_only_reads_does_not_come(account: Account, queue: str) -> None:
    studio = a_studio(account)
    received(account, queue)
    account.emr.describe_studio(StudioId=studio)
    account.emr.list_studios()
    assert received(account, queue) == []


def test_a_sign_in_comes_with_the_role_of_the_session_and_without_the_url(account: Account, queue: str) -> None:
    studio = a_studio(account)
    received(account, queue)
    open_studio(account, studio, allow("elasticmapreduce:CreateStudioPresignedUrl"))
    [detail] = details(account, queue)
    who = detail["userIdentity"]
    issuer = who["sessionContext"]["sessionIssuer"]
    assert (detail["eventName"], detail["requestParameters"]) == ("CreateStudioPresignedUrl", {"studioId": studio})
    assert (who["type"], issuer["type"]) == ("AssumedRole", "Role")
    assert issuer["arn"] == f"arn:aws:iam::{account.id}:role/{issuer['userName']}"
    assert who["arn"] == f"arn:aws:sts::{account.id}:assumed-role/{issuer['userName']}/caller"
    assert "token=" not in json.dumps(detail)


def test_a_call_that_iam_refuses_comes_with_the_studio_in_its_message_alone(account: Account, queue: str) -> None:
    studio = a_studio(account)
    received(account, queue)
    with pytest.raises(ClientError, match="AccessDenied"):
        open_studio(account, studio)
    [detail] = details(account, queue)
    assert detail["errorCode"].startswith("AccessDenied")
    assert f"on resource: arn:aws:elasticmapreduce:{REGION}:{account.id}:studio/{studio}" in detail["errorMessage"]
    assert (detail["requestParameters"], detail["responseElements"]) == (None, None)


def test_a_call_that_emr_refuses_comes_with_what_was_asked(account: Account, queue: str) -> None:
    with pytest.raises(ClientError):
        account.emr.delete_studio(StudioId="es-NONE")
    [detail] = details(account, queue)
    assert (detail["errorCode"], detail["requestParameters"]) == ("InvalidRequestException", {"studioId": "es-NONE"})


def test_what_is_done_with_a_workspace_comes(account: Account, queue: str) -> None:
    request = studio_request(account)
    workspace = {"Name": "w", "StudioId": a_studio(account, request), "ServiceRole": request["ServiceRole"]}
    received(account, queue)
    editor = call_emr(account.aws, root_of(account.id), REGION, "CreateEditor", workspace)["EditorId"]
    call_emr(account.aws, root_of(account.id), REGION, "DeleteEditor", {"EditorId": editor})
    assert [detail["eventName"] for detail in details(account, queue)] == ["CreateEditor", "DeleteEditor"]


def test_without_a_trail_that_logs_nothing_comes(account: Account) -> None:
    other = an_account(account.aws)
    queue = a_queue(other)
    a_rule(other, queue)
    a_studio(other)
    assert received(other, queue) == []
    trail = a_trail(other)
    a_studio(other)
    assert len(received(other, queue)) == 1
    other.client("cloudtrail").stop_logging(Name=trail)
    a_studio(other)
    assert received(other, queue) == []


@pytest.mark.parametrize("lacking", ["s3:GetBucketAcl", "s3:PutObject"])
def test_a_trail_is_not_made_whose_bucket_does_not_let_cloudtrail_in(account: Account, lacking: str) -> None:
    bucket, cloudformation, stack = a_bucket(account), account.client("cloudformation"), a_name("Trails")
    on = {"s3:GetBucketAcl": f"arn:aws:s3:::{bucket}", "s3:PutObject": f"arn:aws:s3:::{bucket}/AWSLogs/{account.id}/*"}
    cloudtrail = {"Service": "cloudtrail.amazonaws.com"}
    trail = {"Type": "AWS::CloudTrail::Trail", "Properties": {"IsLogging": True, "S3BucketName": bucket}}

    def deploy(name: str, *actions: str) -> str:
        statements = [allow(action, on[action], Principal=cloudtrail) for action in actions]
        account.client("s3").put_bucket_policy(Bucket=bucket, Policy=document(*statements))
        cloudformation.create_stack(StackName=name, TemplateBody=json.dumps({"Resources": {"Trail": trail}}))
        events = cloudformation.describe_stack_events(StackName=name)["StackEvents"]
        return " ".join(event.get("ResourceStatusReason", "") for event in events)

    assert "Incorrect S3 bucket policy is detected" not in deploy(stack, *on)
    assert f"{bucket} ({lacking})" in deploy(f"{stack}-2", *(on.keys() - {lacking}))


def test_each_event_that_a_rule_matches_is_counted_with_and_without_targets(account: Account, queue: str) -> None:
    assert queue
    rule, silent = a_rule(account), a_rule(account, pattern={"source": ["aws.ec2"]})
    a_studio(account)
    a_studio(account)
    metrics = account.client("cloudwatch").list_metrics(Namespace="AWS/Events", MetricName="TriggeredRules")["Metrics"]
    counted = {dimension["Value"] for metric in metrics for dimension in metric["Dimensions"]}
    assert rule in counted
    assert silent not in counted


def test_a_queue_gets_nothing_that_its_policy_does_not_let_in(account: Account, queue: str) -> None:
    closed = a_queue(account, open_to=None)
    a_rule(account, closed)
    a_studio(account)
    assert received(account, closed) == []
    assert received(account, queue)


def test_a_log_group_gets_events_once_a_policy_lets_them_in(account: Account, queue: str) -> None:
    assert queue
    logs, group = account.client("logs"), f"/aws/events/{a_name('group')}"
    arn = f"arn:aws:logs:{REGION}:{account.id}:log-group:{group}"
    logs.create_log_group(logGroupName=group)
    a_rule(account, arn)
    a_studio(account)
    assert logged(logs, group) == []
    writing = allow(["logs:CreateLogStream", "logs:PutLogEvents"], f"{arn}:*", Principal={"Service": EVENTS})
    logs.put_resource_policy(policyName="events", policyDocument=document(writing))
    a_studio(account)
    [event] = logged(logs, group)
    assert event["detail"]["eventName"] == "CreateStudio"


def test_a_topic_gets_nothing_that_its_policy_does_not_let_in(account: Account, queue: str) -> None:
    assert queue
    sns = account.client("sns")
    topic, to = sns.create_topic(Name=a_name("topic"))["TopicArn"], a_queue(account, open_to=SNS)
    sns.subscribe(TopicArn=topic, Protocol="sqs", Endpoint=to)
    a_rule(account, topic)
    a_studio(account)
    assert received(account, to) == []
    policy = document(allow("sns:Publish", topic, Principal={"Service": EVENTS}))
    sns.set_topic_attributes(TopicArn=topic, AttributeName="Policy", AttributeValue=policy)
    a_studio(account)
    assert len(received(account, to)) == 1
