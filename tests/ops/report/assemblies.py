"""What to report on: the assembly of a sample, and a Studio that somebody wrote by hand."""

from pathlib import Path
from typing import Any

from aws_cdk import App
from conftest import FLAGS
from samples import stacks_of

from emr_studio_constructs.cfn import SynthesizedStack
from emr_studio_constructs.review.studio import ReviewedStudio, studios_of

Json = dict[str, Any]


def assembly_of(sample: str, directory: Path) -> Path:
    """The assembly of a sample."""
    app = App(context=dict(FLAGS), outdir=str(directory))
    stacks_of(sample, app)
    app.synth()
    return directory


def studio_in(template: Json) -> ReviewedStudio:
    """The only Studio of a template."""
    [studio] = studios_of([SynthesizedStack(name="Stack", template=template)])
    return studio


def template_by_hand(*, name: str = "notebooks", user: str = "alice") -> Json:
    """A Studio of IAM Identity Center with one user, as somebody might write it."""
    trusted = {"Statement": [{"Effect": "Allow", "Principal": {"Service": "elasticmapreduce.amazonaws.com"}}]}
    role = {"AssumeRolePolicyDocument": trusted}
    workspaces = {
        "Effect": "Allow",
        "Action": ["elasticmapreduce:CreateEditor", "elasticmapreduce:DescribeEditor", "elasticmapreduce:ListEditors"],
        "Resource": "*",
    }
    policy = {"Version": "2012-10-17", "Statement": [workspaces]}
    studio = {
        "Name": name,
        "AuthMode": "SSO",
        "VpcId": "vpc-0a1b2c3d4e5f60718",
        "SubnetIds": ["subnet-0a1b2c3d4e5f60718"],
        "ServiceRole": {"Fn::GetAtt": ["ServiceRole", "Arn"]},
        "UserRole": {"Fn::GetAtt": ["UserRole", "Arn"]},
        "WorkspaceSecurityGroupId": "sg-0a1b2c3d4e5f60718",
        "EngineSecurityGroupId": "sg-08172635445362718",
        "DefaultS3Location": "s3://notebooks/studio",
    }
    mapping = {
        "StudioId": {"Ref": "Studio"},
        "IdentityType": "USER",
        "IdentityName": user,
        "SessionPolicyArn": {"Ref": "Policy"},
    }
    user_role = {**role, "ManagedPolicyArns": [{"Ref": "Policy"}]}
    return {
        "Resources": {
            "ServiceRole": {"Type": "AWS::IAM::Role", "Properties": role},
            "UserRole": {"Type": "AWS::IAM::Role", "Properties": user_role},
            "Policy": {"Type": "AWS::IAM::ManagedPolicy", "Properties": {"PolicyDocument": policy}},
            "Studio": {"Type": "AWS::EMR::Studio", "Properties": studio},
            "Mapping": {"Type": "AWS::EMR::StudioSessionMapping", "Properties": mapping},
        }
    }
