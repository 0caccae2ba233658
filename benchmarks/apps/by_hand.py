"""The template of `ours` as written by hand with the CDK's own constructs.

Takes the three permission policies as files, as whoever writes them by hand has them: the argument names a JSON file
with the documents by logical id.
"""

import json
import sys
from pathlib import Path

from aws_cdk import App, CfnDeletionPolicy, Duration, RemovalPolicy, Stack, Tags, aws_emr
from aws_cdk import aws_ec2 as ec2
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms
from aws_cdk import aws_logs as logs
from aws_cdk import aws_s3 as s3
from constructs import Construct

_EMR = "elasticmapreduce.amazonaws.com"
_TAG = "for-use-with-amazon-emr-managed-policies"
_KEPT = RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE

documents = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
app = App()
stack = Stack(app, "Analytics")
studio = Construct(stack, "Studio")

network = Construct(studio, "Network")
network_vpc = Construct(network, "Vpc")
vpc = ec2.Vpc(
    network_vpc,
    "Resource",
    max_azs=3,
    nat_gateways=1,
    subnet_configuration=[
        ec2.SubnetConfiguration(name="Private", subnet_type=ec2.SubnetType.PRIVATE_WITH_EGRESS, cidr_mask=20),
        ec2.SubnetConfiguration(
            name="Public", subnet_type=ec2.SubnetType.PUBLIC, cidr_mask=24, map_public_ip_on_launch=False
        ),
    ],
    gateway_endpoints={"S3": ec2.GatewayVpcEndpointOptions(service=ec2.GatewayVpcEndpointAwsService.S3)},
    restrict_default_security_group=False,
)
flow_logs = logs.LogGroup(network_vpc, "FlowLogs", retention=logs.RetentionDays.ONE_YEAR, removal_policy=_KEPT)
vpc.add_flow_log("FlowLog", destination=ec2.FlowLogDestination.to_cloud_watch_logs(flow_logs))
Tags.of(vpc).add(_TAG, "true", include_resource_types=["AWS::EC2::VPC", "AWS::EC2::Subnet"])

rules = Construct(network, "SecurityGroups")
workspace = ec2.SecurityGroup(
    rules, "Workspace", vpc=vpc, description="Workspaces of an EMR Studio", allow_all_outbound=False
)
engine = ec2.SecurityGroup(
    rules,
    "Engine",
    vpc=vpc,
    description="Clusters that Workspaces of an EMR Studio attach to",
    allow_all_outbound=False,
)
for group in (workspace, engine):
    Tags.of(group).add(_TAG, "true")
notebooks = ec2.Port.tcp(18888)
workspace.add_egress_rule(engine, notebooks, "To the notebook server of an attached cluster")
engine.add_ingress_rule(workspace, notebooks, "From Workspaces to the notebook server")
workspace.add_egress_rule(ec2.Peer.any_ipv4(), ec2.Port.HTTPS, "To Git servers")

storage = Construct(studio, "Storage")
key = kms.Key(
    storage,
    "Key",
    description="Notebooks of an EMR Studio",
    enable_key_rotation=True,
    policy=iam.PolicyDocument.from_json(documents["StudioStorageKey630DEED6"]),
    removal_policy=_KEPT,
)
bucket = s3.Bucket(
    storage,
    "Bucket",
    encryption=s3.BucketEncryption.KMS,
    encryption_key=key,
    bucket_key_enabled=True,
    block_public_access=s3.BlockPublicAccess.BLOCK_ALL,
    object_ownership=s3.ObjectOwnership.BUCKET_OWNER_ENFORCED,
    enforce_ssl=True,
    versioned=True,
    lifecycle_rules=[
        s3.LifecycleRule(id="ExpireNoncurrentVersions", noncurrent_version_expiration=Duration.days(90)),
        s3.LifecycleRule(id="AbortIncompleteUploads", abort_incomplete_multipart_upload_after=Duration.days(7)),
    ],
    removal_policy=_KEPT,
)

service = Construct(studio, "ServiceRole")
service_role = iam.Role(
    service,
    "Role",
    assumed_by=iam.ServicePrincipal(
        _EMR,
        conditions={
            "StringEquals": {"aws:SourceAccount": stack.account},
            "ArnLike": {
                "aws:SourceArn": f"arn:{stack.partition}:elasticmapreduce:{stack.region}:{stack.account}:*",
            },
        },
    ),
    description="What EMR Studio works with: network interfaces, notebooks, Git credentials",
)
user_role = iam.Role(
    studio,
    "UserRole",
    assumed_by=iam.ServicePrincipal(_EMR),
    description="The most that anybody signed in by IAM Identity Center can do",
)
if trust := user_role.assume_role_policy:
    trust.add_statements(
        iam.PolicyStatement(
            sid="AllowMoreThanAssuming", principals=[iam.ServicePrincipal(_EMR)], actions=["sts:SetContext"]
        )
    )
iam.CfnManagedPolicy(
    Construct(service, "Policy"),
    "Resource",
    policy_document=documents["StudioServiceRolePolicyC4AD9CBC"],
    description="What EMR Studio may do for one Studio",
    path="/",
    roles=[service_role.role_name],
)

resource = aws_emr.CfnStudio(
    studio,
    "Resource",
    auth_mode="SSO",
    name="Analytics-Studio-2E534093",
    vpc_id=vpc.vpc_id,
    subnet_ids=[subnet.subnet_id for subnet in vpc.private_subnets],
    workspace_security_group_id=workspace.security_group_id,
    engine_security_group_id=engine.security_group_id,
    default_s3_location=f"s3://{bucket.bucket_name}",
    encryption_key_arn=key.key_arn,
    service_role=service_role.role_arn,
    user_role=user_role.role_arn,
)
resource.cfn_options.update_replace_policy = CfnDeletionPolicy.RETAIN
resource.cfn_options.deletion_policy = CfnDeletionPolicy.DELETE
resource.node.add_dependency(service, bucket, key)

tiers, users, groups = (Construct(studio, name) for name in ("Tiers", "Users", "Groups"))
for scope, kind, name, tier, logical_id in (
    (groups, "GROUP", "data-engineers", "ADVANCED", "StudioTiersADVANCED8A952002"),
    (users, "USER", "alice@example.com", "BASIC", "StudioTiersBASIC94754230"),
):
    session_policy = iam.CfnManagedPolicy(
        Construct(tiers, tier),
        "Resource",
        policy_document=documents[logical_id],
        description=f"What people with tier {tier} may do in an EMR Studio",
        path="/",
        roles=[user_role.role_name],
    )
    aws_emr.CfnStudioSessionMapping(
        Construct(scope, name),
        "Resource",
        studio_id=resource.attr_studio_id,
        identity_type=kind,
        identity_name=name,
        session_policy_arn=session_policy.ref,
    )
app.synth()
