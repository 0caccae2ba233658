"""Every finding of cdk-nag's AwsSolutions and NIST 800-53 R5 packs that we accept: where, which, and why.

The library needs no cdk-nag: it records acknowledgements with the CDK itself, and only for whoever calls
`acknowledge_known_findings`. A finding that is not in these tables stays a finding.
"""

import json
from collections.abc import Iterator, Mapping

from aws_cdk import Acknowledgment, Stack, Validations, aws_emr
from aws_cdk import aws_ec2 as ec2
from aws_cdk import aws_iam as iam
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_logs as logs
from aws_cdk import aws_s3 as s3
from constructs import Construct, IConstruct

from ._border import place
from .compute import ClusterTemplates, SparkClusterTemplate
from .managed_policy import RowPolicy
from .policies.cluster_roles import MANAGED_POLICY
from .policies.rendering import fill
from .studio import EmrStudio

_SOLUTIONS = "AwsSolutions::AwsSolutions-"
_NIST = "NIST.800.53.R5::NIST.800.53.R5-"

_ON_FUNCTIONS = tuple(
    (below, lambda_.CfnFunction, f"{_NIST}{finding}", reason)
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

FINDINGS: tuple[tuple[str, type, str, str], ...] = (
    # below this part of the Studio or kind of compute, on resources of this type, this finding, for this reason
    (
        "Storage",
        s3.CfnBucket,
        f"{_SOLUTIONS}S1",
        "Who reads notebooks is for the team to record: server_access_logs_bucket turns on access logs.",
    ),
    (
        "Storage",
        s3.CfnBucket,
        f"{_NIST}S3BucketLoggingEnabled",
        "Who reads notebooks is for the team to record: server_access_logs_bucket turns on access logs.",
    ),
    (
        "Storage",
        s3.CfnBucket,
        f"{_NIST}S3BucketReplicationEnabled",
        "Notebooks are versioned in one Region; a copy in another is the team's choice, with a bucket of its own.",
    ),
    (
        "Storage",
        s3.CfnBucket,
        f"{_NIST}S3DefaultEncryptionKMS",
        "Encryption by S3-managed keys was chosen by name: encryption=Encryption.S3_MANAGED.",
    ),
    (
        "Network/Vpc",
        ec2.CfnVPC,
        f"{_NIST}VPCDefaultSecurityGroupClosed",
        "Nothing is in the default group; NewVpc(restrict_default_security_group=True) closes it by a Lambda function.",
    ),
    (
        "Network/Vpc",
        ec2.CfnRoute,
        f"{_NIST}VPCNoUnrestrictedRouteToIGW",
        "The public subnets hold NAT gateways alone, which need this route; Workspaces are in private subnets.",
    ),
    (
        "Network/Vpc",
        iam.CfnPolicy,
        f"{_NIST}IAMNoInlinePolicy",
        "The flow log's policy is for its own role and log group, as the CDK makes it.",
    ),
    (
        "Network/Vpc",
        logs.CfnLogGroup,
        f"{_NIST}CloudWatchLogGroupEncrypted",
        "CloudWatch Logs encrypts flow logs with a key of its own; they hold addresses and ports, no notebooks.",
    ),
    (
        "Network/Endpoints",
        ec2.CfnSecurityGroup,
        f"{_SOLUTIONS}EC23",
        "The endpoints are open to the VPC's own addresses, on port 443 alone.",
    ),
    (
        "Network/Endpoints",
        ec2.CfnSecurityGroup,
        f"{_NIST}EC2RestrictedCommonPorts",
        "The endpoints are open to the VPC's own addresses, on port 443 alone.",
    ),
    (
        "Network/Endpoints",
        ec2.CfnSecurityGroup,
        f"{_NIST}EC2RestrictedSSH",
        "The endpoints are open to the VPC's own addresses, on port 443 alone.",
    ),
    (
        "PrivateGit",
        logs.CfnLogGroup,
        f"{_NIST}CloudWatchLogGroupEncrypted",
        "CloudWatch Logs encrypts the log with a key of its own; it holds names of buckets, no notebooks.",
    ),
    *_ON_FUNCTIONS,
    (
        "ClusterRoles",
        iam.CfnRole,
        f"{_SOLUTIONS}IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/{MANAGED_POLICY}]",
        "AWS's own policy for EMR, which limits by tags.",
    ),
    (
        "SparkClusterTemplate",
        aws_emr.CfnCluster,
        f"{_SOLUTIONS}EMR2",
        "Logs of clusters are the team's choice: log_uri turns them on.",
    ),
    (
        "SparkClusterTemplate",
        aws_emr.CfnCluster,
        f"{_SOLUTIONS}EMR4",
        "Encryption of clusters is in a security configuration: security_configuration names one.",
    ),
    (
        "SparkClusterTemplate",
        aws_emr.CfnCluster,
        f"{_SOLUTIONS}EMR5",
        "Encryption of clusters is in a security configuration: security_configuration names one.",
    ),
    (
        "SparkClusterTemplate",
        aws_emr.CfnCluster,
        f"{_SOLUTIONS}EMR6",
        "EMR Studio attaches to no cluster with Kerberos, and there is no key pair to sign in with.",
    ),
    (
        "MappingHandler",
        logs.CfnLogGroup,
        f"{_NIST}CloudWatchLogGroupEncrypted",
        "CloudWatch Logs encrypts the log with a key of its own; it holds ids of people and Studios, no notebooks.",
    ),
)

_REGIONAL = "arn:<partition>:{}:<region>:<account>:{}"

WILDCARDS: Mapping[str, str] = {
    # resources of rows, as the rows have them, and why they are as wide as this
    "*": "IAM limits these actions to no resource, or what they are about has no ARN.",
    _REGIONAL.format("elasticmapreduce", "cluster/*"): "Clusters come and go; EmrOnEc2(cluster_tags=...) limits them.",
    _REGIONAL.format("elasticmapreduce", "editor/*"): "People make Workspaces, whose ids nobody knows before.",
    _REGIONAL.format("elasticmapreduce", "studio/*"): (
        "Access by tag is for all Studios with the tag; people are unmapped from a Studio that was replaced, too."
    ),
    _REGIONAL.format("ec2", "network-interface/*"): "The Studio makes its interfaces itself, and tags them.",
    _REGIONAL.format("ec2", "instance/*"): "Interfaces of a cluster's primary node, which is not known before.",
    _REGIONAL.format("ec2", "security-group/*"): "Groups of a cluster's primary node, which are not known before.",
    _REGIONAL.format("secretsmanager", "secret:*"): "Git credentials are told by their tag, which the row demands.",
    _REGIONAL.format("secretsmanager", "secret:emr-studio-*"): "Git credentials that people store get this prefix.",
    "<bucket-arn>/<objects>": "The service role reads and writes all notebooks of its Studio.",
    "arn:<partition>:s3:::*": "People see the names in the account's buckets, to choose one; no content.",
    "arn:<partition>:s3:::aws-logs-<account>-<region>/elasticmapreduce/*": "Logs of clusters, each in its own folder.",
    _REGIONAL.format("sagemaker", "domain/*"): "SageMaker was chosen by name: Capability.SAGEMAKER.",
    _REGIONAL.format("sagemaker", "user-profile/*"): "SageMaker was chosen by name: Capability.SAGEMAKER.",
    _REGIONAL.format("athena", "workgroup/*"): "Athena was chosen by name: Capability.ATHENA.",
    _REGIONAL.format("athena", "datacatalog/*"): "Athena was chosen by name: Capability.ATHENA.",
    _REGIONAL.format("glue", "database/*"): "Athena was chosen by name: Capability.ATHENA.",
    _REGIONAL.format("glue", "table/*"): "Athena was chosen by name: Capability.ATHENA.",
    _REGIONAL.format("cloudformation", "stack/SC-*/*"): "Stacks of provisioned products, which people make.",
    "arn:<partition>:s3:::*/*": "Templates in a bucket of Service Catalog's, told by the tag that the row demands.",
    "arn:<partition>:s3:::<log-location>/*": "Clusters write logs below the place that was given.",
    "<readable-objects>": "The config names these data, and nothing beside them.",
}

_JOB_RUNS = "/jobruns/*"
JOB_RUNS = "Job runs of one application or virtual cluster, whose ids are drawn when they start."

SIGN_IN = "The right to open a Studio is the grantee's own, one statement a Studio, as the CDK grants it."

IMPORTED_USER = "Access was granted to an IAM user by name; to grant it to a group or role is better."


def acknowledge_known_findings(studio: EmrStudio) -> None:
    """Acknowledges the findings of cdk-nag that a Studio cannot be without, each with its reason.

    To be called when the Studio is complete: after people and compute were added. Findings about rows of your own
    stay findings. An acknowledgement of something that is not found changes nothing.

    Args:
        studio: A Studio that is defined in this app.
    """
    for where, part in _parts(studio):
        if isinstance(part, RowPolicy):
            _acknowledge_wildcards(part)
        for below, kind, finding, reason in FINDINGS:
            if isinstance(part, kind) and where.startswith(below):
                _acknowledge(part, finding, reason)
    for grantee in studio.grantees:
        policies = [part for part in grantee.node.children if isinstance(part, iam.Policy)]
        for policy in policies:
            _acknowledge_sign_in(policy)
        if isinstance(grantee, iam.User) or not hasattr(grantee, "user_name"):
            continue
        for part in (*policies, *studio.tier_policies.node.children):
            _acknowledge(part, f"{_NIST}IAMUserNoPolicies", IMPORTED_USER)


def _parts(studio: EmrStudio) -> Iterator[tuple[str, IConstruct]]:
    """All that belongs to a Studio, each by where it is: below the Studio, or below compute of a kind."""
    for root in (studio, *_compute(studio)):
        name = "" if root is studio else type(root).__name__
        for part in root.node.find_all():
            yield f"{name}{part.node.path.removeprefix(root.node.path)}".lstrip("/"), part


def _compute(studio: EmrStudio) -> Iterator[Construct]:
    """The compute of a Studio, with what stands beside it."""
    for compute in studio.compute:
        if isinstance(compute, Construct):
            yield compute
        if isinstance(compute, ClusterTemplates):
            yield from compute.cluster_roles
            yield from (
                template for template in compute.templates.values() if isinstance(template, SparkClusterTemplate)
            )


def _acknowledge_wildcards(policy: RowPolicy) -> None:
    for template in dict.fromkeys(template for row in policy.rows for template in row.on):
        is_of_job_runs = template.endswith(_JOB_RUNS) and template.count("*") == 1
        if reason := JOB_RUNS if is_of_job_runs else WILDCARDS.get(template):
            for text in fill(template, policy.things):
                if "*" in text:
                    _acknowledge(policy, _wildcard(policy, text), reason)


def _acknowledge_sign_in(policy: iam.Policy) -> None:
    _acknowledge(policy, f"{_NIST}IAMNoInlinePolicy", SIGN_IN)
    for template in ("*", _REGIONAL.format("elasticmapreduce", "studio/*")):
        (text,) = fill(template, place(policy))
        _acknowledge(policy, _wildcard(policy, text), WILDCARDS[template])


def _acknowledge(part: IConstruct, finding: str, reason: str) -> None:
    Validations.of(part).acknowledge(Acknowledgment(id=finding, reason=reason))


def _wildcard(part: IConstruct, text: str) -> str:
    """The id of the finding about a resource, in which cdk-nag names what is known at deploy only: `<Logical.Arn>`."""
    return f"{_SOLUTIONS}IAM5[Resource::{_named(Stack.of(part).resolve(text))}]"


def _named(resolved: object) -> str:
    match resolved:
        case str():
            return resolved
        case {"Ref": str(name)}:
            return f"<{name}>"
        case {"Fn::GetAtt": [str(name), str(attribute)]}:
            return f"<{name}.{attribute}>"
        case {"Fn::Join": [_, list(parts)]}:
            return "".join(_named(part) for part in parts)
    return json.dumps(resolved)
