"""All that a Studio needs in an account, and good requests for one."""

import itertools

from rehearsal.aws import REGION
from rehearsals.given import Account, Json, a_name, a_role, allow, trust

ON_OBJECTS = ["s3:PutObject", "s3:GetObject", "s3:DeleteObject"]
ON_BUCKET = ["s3:ListBucket", "s3:GetEncryptionConfiguration"]
ON_KEY = ["kms:Decrypt", "kms:GenerateDataKey", "kms:ReEncryptFrom", "kms:ReEncryptTo"]

_blocks = itertools.count()


def access_to(bucket: str) -> list[Json]:
    """What a service role needs of its bucket."""
    return [allow(ON_OBJECTS, f"arn:aws:s3:::{bucket}/*"), allow(ON_BUCKET, f"arn:aws:s3:::{bucket}")]


def a_service_role(account: Account, bucket: str, *statements: Json, **more: object) -> str:
    return a_role(account, *access_to(bucket), *statements, trusting=trust(account), **more)


def a_vpc(account: Account) -> str:
    return str(account.client("ec2").create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"])


def a_subnet(account: Account, vpc: str) -> str:
    block = f"10.0.{next(_blocks) % 256}.0/24"
    return str(account.client("ec2").create_subnet(VpcId=vpc, CidrBlock=block)["Subnet"]["SubnetId"])


def a_group(account: Account, vpc: str) -> str:
    ec2 = account.client("ec2")
    return str(ec2.create_security_group(VpcId=vpc, GroupName=a_name("group"), Description="of a test")["GroupId"])


def a_bucket(account: Account, *, key: str | None = None, bucket_keys: bool = True) -> str:
    s3, name = account.client("s3"), a_name(f"notebooks-{account.id}")
    s3.create_bucket(Bucket=name, CreateBucketConfiguration={"LocationConstraint": REGION})
    if key:
        default = {"SSEAlgorithm": "aws:kms", "KMSMasterKeyID": key}
        rule = {"ApplyServerSideEncryptionByDefault": default, "BucketKeyEnabled": bucket_keys}
        s3.put_bucket_encryption(Bucket=name, ServerSideEncryptionConfiguration={"Rules": [rule]})
    return name


def a_key(account: Account, **more: object) -> str:
    """The ARN of a key; by default the account's IAM policies decide who uses it."""
    return str(account.client("kms").create_key(**more)["KeyMetadata"]["Arn"])


def studio_request(account: Account, **changes: object) -> Json:
    """A good CreateStudio in IAM mode, but for the changes."""
    vpc, bucket = a_vpc(account), a_bucket(account)
    good = {
        "Name": a_name("studio"),
        "AuthMode": "IAM",
        "VpcId": vpc,
        "SubnetIds": [a_subnet(account, vpc), a_subnet(account, vpc)],
        "WorkspaceSecurityGroupId": a_group(account, vpc),
        "EngineSecurityGroupId": a_group(account, vpc),
        "DefaultS3Location": f"s3://{bucket}/notebooks/",
        "ServiceRole": a_service_role(account, bucket),
    }
    return {**good, **changes}


def sso_request(account: Account, **changes: object) -> Json:
    """A good CreateStudio in SSO mode, but for the changes."""
    user_role = a_role(account, trusting=trust(account))
    return studio_request(account, **{"AuthMode": "SSO", "UserRole": user_role, **changes})


def a_studio(account: Account, request: Json | None = None) -> str:
    """The id of a new Studio."""
    return str(account.emr.create_studio(**(request or studio_request(account)))["StudioId"])


def kms_request(
    account: Account, *, bucket_keys: bool = True, key: str | None = None, statement: Json | None = None
) -> Json:
    """A good request with a key of one's own, which the service role uses in whatever way a statement says."""
    key = key or a_key(account)
    bucket = a_bucket(account, key=key, bucket_keys=bucket_keys)
    role = a_service_role(account, bucket, statement or allow([*ON_KEY, "kms:DescribeKey"], key))
    return studio_request(account, DefaultS3Location=f"s3://{bucket}", ServiceRole=role, EncryptionKeyArn=key)


def bucket_of(request: Json) -> str:
    return str(request["DefaultS3Location"].split("/")[2])
