"""Where the events of a Studio are kept, and who may write there."""

import json
from collections.abc import Callable, Mapping

import pytest
from aws_cdk import Environment, Stack
from aws_cdk import aws_kms as kms
from aws_cdk import aws_logs as logs
from aws_cdk import aws_s3 as s3
from aws_cdk.assertions import Annotations, Match
from conftest import ACCOUNT, FLAGS, REGION, Argument, Json, new_app, new_stack, rights, template_of

from emr_studio_constructs import EmrStudio, IdentityCenterAuth
from emr_studio_constructs.cfn import Resolver, identity_policies, resources, the_only
from emr_studio_constructs.monitoring.audit import audit
from emr_studio_constructs.monitoring.events import StudioEvent
from emr_studio_constructs.monitoring.rules import StudioRules

RULE, POLICY, STREAM = "AWS::Events::Rule", "AWS::Logs::ResourcePolicy", "AWS::KinesisFirehose::DeliveryStream"
LOG_GROUP_ARN = f"arn:aws:logs:{REGION}:{ACCOUNT}:log-group:/audit/studio"
BUCKET_ARN = "arn:aws:s3:::audit"
# https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutResourcePolicy.html
LONGEST_POLICY = 5120
with_and_without_flags = pytest.mark.parametrize("flags", [FLAGS, {}], ids=["flags", "no flags"])


def audited(stack: Stack, construct_id: str = "Rules", **destinations: Argument) -> StudioRules:
    """The rules of an imported Studio in Identity Center mode, with what they send."""
    studio = EmrStudio.from_studio_id(stack, f"{construct_id}Studio", "es-ONE", auth=IdentityCenterAuth())
    rules = StudioRules(stack, construct_id, studio=studio, workspace_actions=True)
    audit(
        rules,
        rules.rules,
        **{"log_group": None, "bucket": None, "role_path": None, "policy_path": None, **destinations},
    )
    return rules


def log_group(stack: Stack) -> logs.ILogGroup:
    return logs.LogGroup.from_log_group_name(stack, "Log", "/audit/studio")


def bucket(stack: Stack) -> s3.IBucket:
    return s3.Bucket.from_bucket_name(stack, "Audit", "audit")


def with_key(stack: Stack) -> s3.IBucket:
    return s3.Bucket.from_bucket_attributes(stack, "Audit", bucket_name="audit", encryption_key=kms.Key(stack, "Key"))


DESTINATIONS: Mapping[str, Callable[[Stack], Argument]] = {"log_group": log_group, "bucket": bucket}


def targets(template: Json) -> dict[str, list[Json]]:
    """The targets of each rule, by what it says."""
    found = Resolver(template)
    rules = [found.properties(name) for name in resources(template, RULE)]
    return {rule["Description"]: rule.get("Targets", []) for rule in rules}


def role_of(role: Json) -> str:
    """The logical id of a role that a property names."""
    return str(role["Fn::GetAtt"][0])


def trust(template: Json, role: str) -> Json:
    """The only statement on who may assume a role."""
    (statement,) = Resolver(template).properties(role)["AssumeRolePolicyDocument"]["Statement"]
    return dict(statement)


def delivered(template: Json) -> Json:
    """Where the stream delivers to, as deployed."""
    return dict(Resolver(template).properties(the_only(template, STREAM)[0])["ExtendedS3DestinationConfiguration"])


def test_without_a_place_for_them_events_are_not_kept() -> None:
    stack = new_stack()
    audited(stack)
    assert not any(targets(template_of(stack)).values())


@pytest.mark.parametrize("destination", ["log_group", "bucket"])
def test_each_event_is_kept_once(destination: str) -> None:
    stack = new_stack()
    audited(stack, **{destination: DESTINATIONS[destination](stack)})
    by_hand = "Mappings of the Studio were changed, but not by CloudFormation"
    counts = {says: len(sent) for says, sent in targets(template_of(stack)).items()}
    assert counts.pop(by_hand) == 0
    assert set(counts.values()) == {1}
    assert len(counts) == len(StudioEvent) - 1


def test_eventbridge_writes_to_the_log_group_alone_and_by_these_rules_alone() -> None:
    stack = new_stack()
    rules = audited(stack, log_group=log_group(stack))
    template = template_of(stack)
    policy = Resolver(template).properties(the_only(template, POLICY)[0])
    create, put = json.loads(policy["PolicyDocument"])["Statement"]
    writers = {"Service": ["events.amazonaws.com", "delivery.logs.amazonaws.com"]}
    assert [each["Principal"] for each in (create, put)] == [writers, writers]
    assert [each["Resource"] for each in (create, put)] == [f"{LOG_GROUP_ARN}:*"] * 2
    assert (create["Action"], put["Action"]) == ("logs:CreateLogStream", "logs:PutLogEvents")
    sources = put["Condition"]["ArnEquals"]["aws:SourceArn"]
    assert len(set(sources)) == len(rules.rules) - 1
    assert all(sent in ([], [{"Arn": LOG_GROUP_ARN, "Id": "Target0"}]) for sent in targets(template).values())


def test_a_log_group_takes_a_policy_and_nothing_else() -> None:
    stack = new_stack()
    audited(stack, log_group=log_group(stack))
    assert {found["Type"] for found in template_of(stack)["Resources"].values()} == {RULE, POLICY}


def test_the_policy_of_a_log_group_fits_with_the_longest_names() -> None:
    longest = f"arn:aws-us-gov:events:us-gov-west-1:{ACCOUNT}:rule/{'r' * 64}"
    stack = new_stack()
    group = logs.LogGroup.from_log_group_name(stack, "Log", "l" * 512)
    rules = audited(stack, log_group=group)
    template = template_of(stack)
    document = Resolver(template).properties(the_only(template, POLICY)[0])["PolicyDocument"]
    assert len(document) + len(rules.rules) * len(longest) <= LONGEST_POLICY


def test_policies_have_names_of_their_own_in_an_account() -> None:
    app = new_app()
    stacks = [new_stack(app, "One"), new_stack(app, "Two")]
    for stack in stacks:
        group = log_group(stack)
        audited(stack, log_group=group)
        audited(stack, "More", log_group=group)
    policies = [found for stack in stacks for found in resources(template_of(stack), POLICY).values()]
    names = [found["Properties"]["PolicyName"] for found in policies]
    assert len(set(names)) == 4
    assert sum("One" in name for name in names) == 2


def test_events_are_lines_in_a_folder_of_the_bucket() -> None:
    stack = new_stack()
    audited(stack, bucket=bucket(stack))
    to = delivered(template_of(stack))
    assert (to["BucketARN"], to["Prefix"]) == (BUCKET_ARN, "emr-studio-events/")
    assert to["ProcessingConfiguration"] == {"Enabled": True, "Processors": [{"Type": "AppendDelimiterToRecord"}]}


def test_the_stream_encrypts_what_it_holds() -> None:
    stack = new_stack()
    audited(stack, bucket=bucket(stack))
    (stream,) = resources(template_of(stack), STREAM).values()
    assert stream["Properties"]["DeliveryStreamEncryptionConfigurationInput"] == {"KeyType": "AWS_OWNED_CMK"}


def test_eventbridge_may_put_events_into_the_stream_and_nothing_else() -> None:
    stack = new_stack()
    audited(stack, bucket=bucket(stack))
    template = template_of(stack)
    stream, _ = the_only(template, STREAM)
    (role,) = {
        role_of(target["RoleArn"])
        for rule in resources(template, RULE).values()
        for target in rule["Properties"].get("Targets", [])
    }
    found = rights(identity_policies(template, role))
    assert set(found) == {"firehose:PutRecord", "firehose:PutRecordBatch"}
    assert {right.on for right in found.values()} == {(Resolver(template).get_att(stream, "Arn"),)}
    assert trust(template, role) == {
        "Action": "sts:AssumeRole",
        "Effect": "Allow",
        "Principal": {"Service": "events.amazonaws.com"},
        "Condition": {
            "ArnLike": {"aws:SourceArn": f"arn:aws:events:{REGION}:{ACCOUNT}:rule/*"},
            "StringEquals": {"aws:SourceAccount": ACCOUNT},
        },
    }


def test_firehose_may_write_in_its_folder_and_delete_nothing() -> None:
    stack = new_stack()
    audited(stack, bucket=bucket(stack))
    template = template_of(stack)
    name, stream = the_only(template, STREAM)
    role = role_of(stream["Properties"]["ExtendedS3DestinationConfiguration"]["RoleARN"])
    found = rights(identity_policies(template, role))
    assert {action: right.on for action, right in found.items()} == {
        **dict.fromkeys(["s3:GetBucketLocation", "s3:ListBucket", "s3:ListBucketMultipartUploads"], (BUCKET_ARN,)),
        **dict.fromkeys(
            ["s3:AbortMultipartUpload", "s3:GetObject", "s3:PutObject"], (f"{BUCKET_ARN}/emr-studio-events/*",)
        ),
    }
    assert all(right.when == {"StringEquals": {"aws:ResourceAccount": ACCOUNT}} for right in found.values())
    assert "DeliveryPolicy" in "".join(template["Resources"][name]["DependsOn"])


def test_firehose_may_use_the_key_of_the_bucket_through_s3() -> None:
    stack = new_stack()
    key = kms.Key(stack, "Key")
    audited(stack, bucket=s3.Bucket(stack, "Audit", encryption_key=key))
    template = template_of(stack)
    _, stream = the_only(template, STREAM)
    role = role_of(stream["Properties"]["ExtendedS3DestinationConfiguration"]["RoleARN"])
    found = rights(identity_policies(template, role))["kms:GenerateDataKey"]
    assert found.on == (Resolver(template).resolve(stack.resolve(key.key_arn)),)
    assert found.when["StringEquals"]["kms:ViaService"] == f"s3.{REGION}.amazonaws.com"
    arn = delivered(template)["BucketARN"]
    assert found.when["StringLike"] == {"kms:EncryptionContext:aws:s3:arn": [arn, f"{arn}/emr-studio-events/*"]}


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (bucket, 1),
        (lambda stack: s3.Bucket(stack, "Audit"), 0),
        (with_key, 0),
    ],
    ids=["imported", "own", "imported with its key"],
)
def test_a_key_that_is_not_known_is_asked_for(given: Callable[[Stack], s3.IBucket], said: int) -> None:
    stack = new_stack()
    audited(stack, bucket=given(stack))
    found = Annotations.from_stack(stack).find_info("*", Match.string_like_regexp("import the bucket with its encryp"))
    assert len(found) == said


@with_and_without_flags
def test_log_group_and_bucket_may_be_in_another_stack(flags: Mapping[str, object]) -> None:
    app = new_app(flags)
    base, stack = new_stack(app, "Base"), new_stack(app, "Watch")
    audited(
        stack,
        log_group=logs.LogGroup(base, "Log"),
        bucket=s3.Bucket(base, "Audit", encryption=s3.BucketEncryption.KMS),
    )
    app.synth()
    assert (stack.dependencies, base.dependencies) == ([base], [])


@pytest.mark.parametrize("destination", ["log_group", "bucket"])
def test_a_log_group_or_bucket_elsewhere_is_refused_by_name(destination: str) -> None:
    app = new_app()
    elsewhere = Stack(app, "Elsewhere", env=Environment(account=ACCOUNT, region="us-east-1"))
    made = DESTINATIONS[destination](elsewhere)
    with pytest.raises(ValueError, match=f"audit_{destination} must be in the stack's Region eu-west-1, got one in us"):
        audited(new_stack(app), **{destination: made})


@with_and_without_flags
def test_an_audit_in_any_partition_names_that_of_its_deployment(flags: Mapping[str, object]) -> None:
    stack = new_stack(new_app(flags), region=None)
    audited(stack, log_group=log_group(stack), bucket=bucket(stack))
    assert "arn:aws:" not in json.dumps(template_of(stack))


def test_roles_and_policies_have_the_paths_that_were_given() -> None:
    stack = new_stack()
    audited(stack, bucket=bucket(stack), role_path="/roles/", policy_path="/policies/")
    template = template_of(stack)
    roles, policies = resources(template, "AWS::IAM::Role"), resources(template, "AWS::IAM::ManagedPolicy")
    assert [role["Properties"]["Path"] for role in roles.values()] == ["/roles/", "/roles/"]
    assert [policy["Properties"]["Path"] for policy in policies.values()] == ["/policies/", "/policies/"]
