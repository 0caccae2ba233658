"""Templates that somebody wrote by hand, with a Studio and people, as AWS's pages print them.

https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-studio-user-permissions.html
"""

from typing import Any

Json = dict[str, Any]

STUDIO: Json = {"Fn::GetAtt": ["Studio", "Arn"]}


def allow(*actions: str, on: object = "*", when: Json | None = None) -> Json:
    """A statement."""
    condition = {"Condition": when} if when else {}
    return {"Effect": "Allow", "Action": list(actions), "Resource": on, **condition}


def policy(*statements: Json) -> Json:
    """A policy document."""
    return {"Version": "2012-10-17", "Statement": list(statements)}


def role(name: str | None = None, **properties: object) -> Json:
    """A role."""
    named = {"RoleName": name} if name else {}
    return {"Type": "AWS::IAM::Role", "Properties": {"AssumeRolePolicyDocument": policy(), **named, **properties}}


def attached(document: Json, **to: object) -> Json:
    """A managed policy, by whom it is attached to."""
    return {"Type": "AWS::IAM::ManagedPolicy", "Properties": {"PolicyDocument": document, **to}}


def inline(document: Json, **to: object) -> Json:
    """A policy of one's own, by whose it is."""
    return {"Type": "AWS::IAM::Policy", "Properties": {"PolicyName": "p", "PolicyDocument": document, **to}}


def studio(**properties: object) -> Json:
    """A Studio in IAM mode, in a network and a bucket of somebody else's."""
    return {
        "Type": "AWS::EMR::Studio",
        "Properties": {
            "AuthMode": "IAM",
            "DefaultS3Location": "s3://notebooks/studio",
            "EngineSecurityGroupId": "sg-1",
            "Name": "by-hand",
            "ServiceRole": {"Fn::GetAtt": ["ServiceRole", "Arn"]},
            "SubnetIds": ["subnet-1"],
            "VpcId": "vpc-1",
            "WorkspaceSecurityGroupId": "sg-2",
            **properties,
        },
    }


def mapping(name: str, session_policy: object) -> Json:
    """A user of IAM Identity Center in the Studio."""
    properties = {
        "IdentityName": name,
        "IdentityType": "USER",
        "SessionPolicyArn": session_policy,
        "StudioId": {"Ref": "Studio"},
    }
    return {"Type": "AWS::EMR::StudioSessionMapping", "Properties": properties}


def template(**resources: Json) -> Json:
    """A template with a Studio in IAM mode, unless another is given, and its service role."""
    return {"Resources": {"Studio": studio(), "ServiceRole": role(), **resources}}


def identity_center(user_role: Json, **resources: Json) -> Json:
    """A template with a Studio in IAM Identity Center."""
    own = {"Studio": studio(AuthMode="SSO", UserRole={"Fn::GetAtt": ["UserRole", "Arn"]}), "UserRole": user_role}
    return template(**own, **resources)
