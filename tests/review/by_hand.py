"""A template with a Studio that somebody wrote by hand, of which there is nothing to find."""

from collections.abc import Mapping
from copy import deepcopy
from typing import Any

from emr_studio_constructs.cfn import SynthesizedStack
from emr_studio_constructs.review.studio import ReviewedStudio, studios_of

Json = dict[str, Any]

EVERYWHERE = "0.0.0.0/0"


def _ref(name: str) -> Json:
    return {"Ref": name}


def _att(name: str, attribute: str) -> Json:
    return {"Fn::GetAtt": [name, attribute]}


def _rule(peer: Json, port: int, why: str) -> Json:
    return {"IpProtocol": "tcp", "FromPort": port, "ToPort": port, "Description": why, **peer}


def _subnet(number: int) -> Json:
    zone = {"Fn::Select": [number, {"Fn::GetAZs": ""}]}
    cidr = f"10.0.{number}.0/24"
    return {
        "Type": "AWS::EC2::Subnet",
        "Properties": {"VpcId": _ref("Vpc"), "CidrBlock": cidr, "AvailabilityZone": zone},
    }


def _table_of(subnet: str) -> Json:
    properties = {"RouteTableId": _ref("Routes"), "SubnetId": _ref(subnet)}
    return {"Type": "AWS::EC2::SubnetRouteTableAssociation", "Properties": properties}


def _role(*actions: str, source: bool) -> Json:
    statement: Json = {
        "Effect": "Allow",
        "Principal": {"Service": "elasticmapreduce.amazonaws.com"},
        "Action": list(actions),
    }
    if source:
        statement["Condition"] = {"StringEquals": {"aws:SourceAccount": _ref("AWS::AccountId")}}
    return {"Type": "AWS::IAM::Role", "Properties": {"AssumeRolePolicyDocument": {"Statement": [statement]}}}


_RETAINED = {"DeletionPolicy": "Retain", "UpdateReplacePolicy": "Retain"}
_TEMPLATE: Json = {
    "Resources": {
        "Vpc": {"Type": "AWS::EC2::VPC", "Properties": {"CidrBlock": "10.0.0.0/16"}},
        "SubnetA": _subnet(0),
        "SubnetB": _subnet(1),
        "Routes": {"Type": "AWS::EC2::RouteTable", "Properties": {"VpcId": _ref("Vpc")}},
        "RoutesOfA": _table_of("SubnetA"),
        "RoutesOfB": _table_of("SubnetB"),
        "Nat": {"Type": "AWS::EC2::NatGateway", "Properties": {"SubnetId": "subnet-1"}},
        "WayOut": {
            "Type": "AWS::EC2::Route",
            "Properties": {
                "RouteTableId": _ref("Routes"),
                "DestinationCidrBlock": EVERYWHERE,
                "NatGatewayId": _ref("Nat"),
            },
        },
        "Workspaces": {
            "Type": "AWS::EC2::SecurityGroup",
            "Properties": {
                "VpcId": _ref("Vpc"),
                "GroupDescription": "Workspaces",
                "SecurityGroupEgress": [_rule({"CidrIp": EVERYWHERE}, 443, "To Git servers")],
            },
        },
        "Engine": {
            "Type": "AWS::EC2::SecurityGroup",
            "Properties": {
                "VpcId": _ref("Vpc"),
                "GroupDescription": "Clusters",
                "SecurityGroupEgress": [
                    {"IpProtocol": "icmp", "FromPort": 252, "ToPort": 86, "CidrIp": "255.255.255.255/32"}
                ],
                "SecurityGroupIngress": [
                    _rule({"SourceSecurityGroupId": _att("Workspaces", "GroupId")}, 18888, "From Workspaces")
                ],
            },
        },
        "ToEngine": {
            "Type": "AWS::EC2::SecurityGroupEgress",
            "Properties": {
                "GroupId": _att("Workspaces", "GroupId"),
                **_rule({"DestinationSecurityGroupId": _att("Engine", "GroupId")}, 18888, "To clusters"),
            },
        },
        "Key": {
            "Type": "AWS::KMS::Key",
            **_RETAINED,
            "Properties": {
                "EnableKeyRotation": True,
                "KeyPolicy": {
                    "Statement": [
                        {
                            "Sid": "Account",
                            "Effect": "Allow",
                            "Principal": {"AWS": {"Fn::Sub": "arn:${AWS::Partition}:iam::${AWS::AccountId}:root"}},
                            "Action": "kms:*",
                            "Resource": "*",
                        }
                    ]
                },
            },
        },
        "Bucket": {
            "Type": "AWS::S3::Bucket",
            **_RETAINED,
            "Properties": {
                "BucketEncryption": {
                    "ServerSideEncryptionConfiguration": [
                        {
                            "BucketKeyEnabled": True,
                            "ServerSideEncryptionByDefault": {"SSEAlgorithm": "aws:kms", "KMSMasterKeyID": _ref("Key")},
                        }
                    ]
                },
                "PublicAccessBlockConfiguration": {
                    "BlockPublicAcls": True,
                    "BlockPublicPolicy": True,
                    "IgnorePublicAcls": True,
                    "RestrictPublicBuckets": True,
                },
                "VersioningConfiguration": {"Status": "Enabled"},
            },
        },
        "BucketPolicy": {
            "Type": "AWS::S3::BucketPolicy",
            "Properties": {
                "Bucket": _ref("Bucket"),
                "PolicyDocument": {
                    "Statement": [
                        {
                            "Effect": "Deny",
                            "Principal": "*",
                            "Action": "s3:*",
                            "Resource": "*",
                            "Condition": {"Bool": {"aws:SecureTransport": "false"}},
                        }
                    ]
                },
            },
        },
        "ServiceRole": _role("sts:AssumeRole", source=True),
        "UserRole": _role("sts:AssumeRole", "sts:SetContext", source=False),
        "SessionPolicy": {
            "Type": "AWS::IAM::ManagedPolicy",
            "Properties": {
                "Roles": [_ref("UserRole")],
                "PolicyDocument": {
                    "Statement": [
                        {
                            "Sid": "Clusters",
                            "Effect": "Allow",
                            "Action": ["elasticmapreduce:DescribeCluster"],
                            "Resource": "arn:aws:elasticmapreduce:eu-west-1:111122223333:cluster/j-1",
                        }
                    ]
                },
            },
        },
        "Mapping": {
            "Type": "AWS::EMR::StudioSessionMapping",
            "Properties": {
                "StudioId": _ref("Studio"),
                "IdentityType": "USER",
                "IdentityName": "alice",
                "SessionPolicyArn": _ref("SessionPolicy"),
            },
        },
        "Studio": {
            "Type": "AWS::EMR::Studio",
            "Properties": {
                "Name": "by-hand",
                "AuthMode": "SSO",
                "VpcId": _ref("Vpc"),
                "SubnetIds": [_ref("SubnetA"), _ref("SubnetB")],
                "WorkspaceSecurityGroupId": _att("Workspaces", "GroupId"),
                "EngineSecurityGroupId": _att("Engine", "GroupId"),
                "DefaultS3Location": {"Fn::Sub": "s3://${Bucket}/team"},
                "EncryptionKeyArn": _att("Key", "Arn"),
                "ServiceRole": _att("ServiceRole", "Arn"),
                "UserRole": _att("UserRole", "Arn"),
            },
        },
    }
}


def by_hand() -> Json:
    """The resources of a copy, to be changed."""
    resources: Json = deepcopy(_TEMPLATE)["Resources"]
    return resources


def reviewed(resources: Mapping[str, Any]) -> ReviewedStudio:
    """The Studio of some resources."""
    (studio,) = studios_of([SynthesizedStack(name="Hand", template={"Resources": resources})])
    return studio


def statements_of(resources: Json, logical_id: str) -> list[Json]:
    """The statements of the policy that a resource is, or has."""
    properties = resources[logical_id]["Properties"]
    document = next(value for key, value in properties.items() if key.endswith(("PolicyDocument", "KeyPolicy")))
    statements: list[Json] = document["Statement"]
    return statements
