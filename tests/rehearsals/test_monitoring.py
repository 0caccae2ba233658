"""A Studio that is watched: what its rules let through of what really happens, and where it arrives."""

import json
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from botocore.exceptions import ClientError

from rehearsal.people.raw_call import call_emr
from rehearsal.stage import Stage
from rehearsals.given import Account, Client, Json, a_caller, allow, document
from rehearsals.given_events import EVENTS, SNS, a_queue, logged, received
from rehearsals.given_studios import a_studio, sso_request
from rehearsals.stories import ACCOUNT, GROUPS, IDENTITY_CENTER, REGION, USERS, Story

ALICE, BOB = USERS
BOBS_ID = "90677bd5e2-77777777-2222-3333-4444-555555555555"
BUCKET = f"events-{ACCOUNT}"
SIGN_IN = "CreateStudioPresignedUrl"


@dataclass(frozen=True)
class Watched:
    """A Studio whose stack maps one person by name, and one by id."""

    story: Story
    account: Account
    queue: str
    studio: Json
    policy: str

    def client(self, service: str) -> Client:
        return self.account.client(service)

    def told(self) -> list[Json]:
        """The calls that the topic was told of since one last looked."""
        return [json.loads(message["Message"])["detail"] for message in received(self.account, self.queue)]

    def map_by_hand(self, studio: str, call: str = "create", **more: str) -> None:
        who = {"StudioId": studio, "IdentityType": "GROUP", "IdentityName": "analysts"}
        getattr(self.client("emr"), f"{call}_studio_session_mapping")(**who, **more)

    def audited(self) -> Counter[str]:
        """The calls in the log group."""
        [group] = self.audit_logs()
        return Counter(event["detail"]["eventName"] for event in logged(self.client("logs"), group))

    def put_away(self) -> Counter[str]:
        """The same, of the bucket."""
        s3 = self.client("s3")
        found = s3.list_objects_v2(Bucket=BUCKET, Prefix="emr-studio-events/")["Contents"]
        files = [s3.get_object(Bucket=BUCKET, Key=each["Key"])["Body"].read().decode() for each in found]
        return Counter(json.loads(line)["detail"]["eventName"] for file in files for line in file.splitlines())

    def audit_logs(self) -> list[str]:
        return [name for name in self.names("AWS::Logs::LogGroup") if "AuditLog" in name]

    def names(self, kind: str) -> list[str]:
        pages = self.client("cloudformation").get_paginator("list_stack_resources").paginate(StackName=self.story.name)
        found = [resource for page in pages for resource in page["StackResourceSummaries"]]
        return [resource["PhysicalResourceId"] for resource in found if resource["ResourceType"] == kind]


@pytest.fixture(scope="module")
def watched(stage: Stage, tmp_path_factory: pytest.TempPathFactory) -> Watched:
    account = Account(stage.aws, ACCOUNT)
    stage.aws.set_people(dict.fromkeys(USERS, ()), GROUPS, ids={f"USER/{BOB}": BOBS_ID})
    account.client("s3").create_bucket(Bucket=BUCKET, CreateBucketConfiguration={"LocationConstraint": REGION})
    sns = account.client("sns")
    topic, queue = sns.create_topic(Name="alarms")["TopicArn"], a_queue(account, open_to=SNS)
    policy = document(allow("sns:Publish", topic, Principal={"Service": EVENTS}))
    sns.set_topic_attributes(TopicArn=topic, AttributeName="Policy", AttributeValue=policy)
    sns.subscribe(TopicArn=topic, Protocol="sqs", Endpoint=queue)
    config = {
        **IDENTITY_CENTER,
        "users": {ALICE: "BASIC", BOB: {"identity_id": BOBS_ID, "tier": "BASIC"}},
        "groups": {},
        "monitoring": {
            "alarm_topic_arn": topic,
            "notify_on": ["MAPPED_BY_HAND", "REFUSED", "SIGN_IN"],
            "audit_log_retention": "ONE_WEEK",
            "audit_bucket_name": BUCKET,
            "trail": True,
        },
    }
    story = Story(stage, tmp_path_factory.mktemp("watched"), "Watched", config)
    story.deploy()
    # The first deploy makes the rules beside the people whom they are not to ring for: once more, with all in place.
    story.deploy(users={ALICE: "ADVANCED", BOB: {"identity_id": BOBS_ID, "tier": "ADVANCED"}})
    mappings = account.emr.list_studio_session_mappings(StudioId=story.studio["StudioId"])["SessionMappings"]
    return Watched(story, account, queue, story.studio, mappings[0]["SessionPolicyArn"])


def test_what_the_stack_maps_by_name_and_by_id_is_kept_and_does_not_ring(watched: Watched) -> None:
    assert watched.told() == []
    assert watched.audited()["UpdateStudioSessionMapping"] >= 2


def test_a_mapping_made_changed_and_deleted_by_hand_rings(watched: Watched) -> None:
    studio = watched.studio["StudioId"]
    watched.map_by_hand(studio, SessionPolicyArn=watched.policy)
    watched.map_by_hand(studio, "update", SessionPolicyArn=watched.policy)
    watched.map_by_hand(studio, "delete")
    told = watched.told()
    assert [detail["eventName"] for detail in told] == [
        f"{verb}StudioSessionMapping" for verb in ("Create", "Update", "Delete")
    ]
    assert {detail["requestParameters"]["studioId"] for detail in told} == {studio}
    assert watched.audited()["DeleteStudioSessionMapping"] == 1


def test_a_mapping_of_another_studio_does_not_ring_and_is_not_kept(watched: Watched) -> None:
    kept = watched.audited()["CreateStudioSessionMapping"]
    watched.map_by_hand(a_studio(watched.account, sso_request(watched.account)), SessionPolicyArn=watched.policy)
    assert watched.told() == []
    assert watched.audited()["CreateStudioSessionMapping"] == kept


def test_a_sign_in_rings_and_one_to_another_studio_does_not(watched: Watched) -> None:
    person = a_caller(watched.account, allow(f"elasticmapreduce:{SIGN_IN}"))
    other = a_studio(watched.account, sso_request(watched.account))
    for studio in (watched.studio["StudioId"], other):
        call_emr(watched.account.aws, person, REGION, SIGN_IN, {"StudioId": studio})
    [detail] = watched.told()
    assert detail["requestParameters"] == {"studioId": watched.studio["StudioId"]}


def test_a_strangers_refused_sign_in_rings_and_one_to_another_studio_does_not(watched: Watched) -> None:
    stranger = a_caller(watched.account)
    other = a_studio(watched.account, sso_request(watched.account))
    for studio in (watched.studio["StudioId"], other):
        with pytest.raises(ClientError, match="AccessDenied"):
            call_emr(watched.account.aws, stranger, REGION, SIGN_IN, {"StudioId": studio})
    [detail] = watched.told()
    assert watched.studio["StudioArn"] in detail["errorMessage"]


def test_the_bucket_has_what_the_log_group_has(watched: Watched) -> None:
    assert watched.put_away() == watched.audited() != Counter()


def test_what_an_alarm_watches_is_counted_under_the_name_that_it_watches(watched: Watched) -> None:
    alarms = watched.client("cloudwatch").describe_alarms(AlarmNames=watched.names("AWS::CloudWatch::Alarm"))
    [alarm] = [each for each in alarms["MetricAlarms"] if "MappedByHand" in each["AlarmName"]]
    [looked_at] = [each["MetricStat"] for each in alarm["Metrics"]]

    def counted() -> float:
        now = datetime.now(UTC)
        statistics = watched.client("cloudwatch").get_metric_statistics(
            **looked_at["Metric"],
            Period=looked_at["Period"],
            StartTime=now - timedelta(hours=1),
            EndTime=now + timedelta(minutes=1),
            Statistics=[looked_at["Stat"]],
        )
        return float(sum(point[looked_at["Stat"]] for point in statistics["Datapoints"]))

    before = counted()
    watched.map_by_hand(watched.studio["StudioId"], SessionPolicyArn=watched.policy)
    assert counted() == before + 1 >= alarm["Threshold"]
    watched.map_by_hand(watched.studio["StudioId"], "delete")
    watched.told()


def test_the_dashboard_shows_rules_that_are_there(watched: Watched) -> None:
    [name] = watched.names("AWS::CloudWatch::Dashboard")
    body = watched.client("cloudwatch").get_dashboard(DashboardName=name)["DashboardBody"]
    assert json.loads(body)["widgets"]
    shown = {rule for rule in watched.names("AWS::Events::Rule") if rule in body}
    assert len(shown) > 3


def test_what_was_kept_outlives_the_stack_and_nothing_else_of_the_monitoring_does(watched: Watched) -> None:
    names = {kind: watched.names(kind) for kind in ("AWS::Events::Rule", "AWS::CloudWatch::Alarm")}
    trail, [group] = watched.names("AWS::CloudTrail::Trail"), watched.audit_logs()
    watched.story.stage.destroy(watched.story.directory / "2.out", lambda _line: None)
    assert logged(watched.client("logs"), group)
    assert not set(names["AWS::Events::Rule"]) & {
        rule["Name"] for rule in watched.client("events").list_rules()["Rules"]
    }
    assert not watched.client("cloudwatch").describe_alarms(AlarmNames=names["AWS::CloudWatch::Alarm"])["MetricAlarms"]
    assert not set(trail) & {each["Name"] for each in watched.client("cloudtrail").list_trails()["Trails"]}
