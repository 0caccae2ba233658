"""Findings about one kind of resource that we accept: where, which, and why.

Of cdk-nag's AwsSolutions and NIST 800-53 R5 packs. A finding that is in no table stays a finding.
"""

from aws_cdk import aws_cloudtrail as cloudtrail
from aws_cdk import aws_cloudwatch as cloudwatch
from aws_cdk import aws_ec2 as ec2
from aws_cdk import aws_emr
from aws_cdk import aws_iam as iam
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_logs as logs
from aws_cdk import aws_s3 as s3

from emr_studio_constructs.policies.cluster_roles import MANAGED_POLICY

SOLUTIONS = "AwsSolutions::AwsSolutions-"
NIST = "NIST.800.53.R5::NIST.800.53.R5-"

_ENCRYPTED_TRAIL = "S3 encrypts with keys of its own; management events hold no notebooks and no secrets."

_ON_FUNCTIONS = tuple(
    (below, lambda_.CfnFunction, (f"{NIST}{finding}",), reason)
    for below in ("MappingHandler", "PrivateGit")
    for finding, reason in (
        (
            "LambdaConcurrency",
            "CloudFormation alone calls the function, in deploys; a limit takes from the account's other functions.",
        ),
        (
            "LambdaDLQ",
            "The function answers its failures to CloudFormation, which rolls back: nobody works on them later.",
        ),
        (
            "LambdaInsideVPC",
            "The function calls AWS alone, and sees nothing of the VPC, which may have no way to CloudFormation.",
        ),
    )
)

_ROWS: tuple[tuple[str, type, tuple[str, ...], str], ...] = (
    # below this part of the Studio or kind of compute, on resources of this type, these findings, for this reason
    (
        "Storage",
        s3.CfnBucket,
        (f"{SOLUTIONS}S1", f"{NIST}S3BucketLoggingEnabled"),
        "Who reads notebooks is for the team to record: server_access_logs_bucket turns on access logs.",
    ),
    (
        "Storage",
        s3.CfnBucket,
        (f"{NIST}S3BucketReplicationEnabled",),
        "Notebooks are versioned in one Region; a copy in another is the team's choice, with a bucket of its own.",
    ),
    (
        "Storage",
        s3.CfnBucket,
        (f"{NIST}S3DefaultEncryptionKMS",),
        "Encryption by S3-managed keys was chosen by name: encryption=Encryption.S3_MANAGED.",
    ),
    (
        "Network/Vpc",
        ec2.CfnVPC,
        (f"{NIST}VPCDefaultSecurityGroupClosed",),
        "Nothing is in the default group; NewVpc(restrict_default_security_group=True) closes it by a Lambda function.",
    ),
    (
        "Network/Vpc",
        ec2.CfnRoute,
        (f"{NIST}VPCNoUnrestrictedRouteToIGW",),
        "The public subnets hold NAT gateways alone, which need this route; Workspaces are in private subnets.",
    ),
    (
        "Network/Vpc",
        iam.CfnPolicy,
        (f"{NIST}IAMNoInlinePolicy",),
        "The flow log's policy is for its own role and log group, as the CDK makes it.",
    ),
    (
        "Network/Vpc",
        logs.CfnLogGroup,
        (f"{NIST}CloudWatchLogGroupEncrypted",),
        "CloudWatch Logs encrypts flow logs with a key of its own; they hold addresses and ports, no notebooks.",
    ),
    (
        "Network/Endpoints",
        ec2.CfnSecurityGroup,
        (f"{SOLUTIONS}EC23", f"{NIST}EC2RestrictedCommonPorts", f"{NIST}EC2RestrictedSSH"),
        "The endpoints are open to the VPC's own addresses, on port 443 alone.",
    ),
    (
        "PrivateGit",
        logs.CfnLogGroup,
        (f"{NIST}CloudWatchLogGroupEncrypted",),
        "CloudWatch Logs encrypts the log with a key of its own; it holds names of buckets, no notebooks.",
    ),
    *_ON_FUNCTIONS,
    (
        "ClusterRoles",
        iam.CfnRole,
        (f"{SOLUTIONS}IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/{MANAGED_POLICY}]",),
        "AWS's own policy for EMR, which limits by tags.",
    ),
    (
        "SparkClusterTemplate",
        aws_emr.CfnCluster,
        (f"{SOLUTIONS}EMR2",),
        "Logs of clusters are the team's choice: log_uri turns them on.",
    ),
    (
        "SparkClusterTemplate",
        aws_emr.CfnCluster,
        (f"{SOLUTIONS}EMR4", f"{SOLUTIONS}EMR5"),
        "Encryption of clusters is in a security configuration: security_configuration names one.",
    ),
    (
        "SparkClusterTemplate",
        aws_emr.CfnCluster,
        (f"{SOLUTIONS}EMR6",),
        "EMR Studio attaches to no cluster with Kerberos, and there is no key pair to sign in with.",
    ),
    (
        "MappingHandler",
        logs.CfnLogGroup,
        (f"{NIST}CloudWatchLogGroupEncrypted",),
        "CloudWatch Logs encrypts the log with a key of its own; it holds ids of people and Studios, no notebooks.",
    ),
    (
        "StudioMonitoring/Alarms",
        cloudwatch.CfnAlarm,
        (f"{NIST}CloudWatchAlarmAction",),
        "Whom an alarm tells is for the team to say: alarm_actions. Without, it is seen on the dashboard.",
    ),
    (
        "StudioMonitoring/Trail",
        s3.CfnBucket,
        (f"{SOLUTIONS}S1", f"{NIST}S3BucketLoggingEnabled"),
        "The bucket holds a log itself; a bucket of one's own can have access logs: NewTrail(bucket=...).",
    ),
    (
        "StudioMonitoring/Trail",
        s3.CfnBucket,
        (f"{NIST}S3BucketReplicationEnabled",),
        "Whether a trail is copied to another Region is the team's choice: NewTrail(bucket=...).",
    ),
    (
        "StudioMonitoring/Trail",
        s3.CfnBucket,
        (f"{NIST}S3DefaultEncryptionKMS",),
        _ENCRYPTED_TRAIL,
    ),
    (
        "StudioMonitoring/Trail",
        cloudtrail.CfnTrail,
        (f"{NIST}CloudTrailEncryptionEnabled",),
        _ENCRYPTED_TRAIL,
    ),
    (
        "StudioMonitoring/Trail",
        cloudtrail.CfnTrail,
        (f"{NIST}CloudTrailCloudWatchLogsEnabled",),
        "EventBridge reads the trail's events; audit_log_group keeps those of the Studio.",
    ),
)

FINDINGS: tuple[tuple[str, type, str, str], ...] = tuple(
    (below, kind, finding, reason) for below, kind, findings, reason in _ROWS for finding in findings
)
