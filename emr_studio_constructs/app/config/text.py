"""The kinds of text in a config file, each with its pattern and an example that messages and editors show."""

from typing import Annotated

from pydantic import Field, WithJsonSchema

from emr_studio_constructs.policies.tiers import Tier

_PATH = "[A-Za-z0-9_+=,.@/-]"


def _arn(rest: str, example: str) -> object:
    """An ARN in any partition: the pattern and an example of what follows the partition."""
    return Field(pattern=f"^arn:aws[a-z-]*:{rest}$", examples=[f"arn:aws:{example}"])


AccountId = Annotated[str, Field(pattern=r"^[0-9]{12}$", examples=["111122223333"])]
Region = Annotated[str, Field(pattern=r"^[a-z]{2,4}(-[a-z]+)+-[0-9]$", examples=["eu-west-1"])]
StackId = Annotated[str, Field(pattern=r"^[A-Za-z][A-Za-z0-9-]*$", max_length=128, examples=["Analytics"])]

ComputeId = Annotated[str, Field(pattern=r"^[A-Za-z][A-Za-z0-9-]*$", max_length=32, examples=["Notebooks"])]

TagKey = Annotated[str, Field(pattern=r"^[A-Za-z0-9_+=.:/-]+$", max_length=128, examples=["cost-center"])]
TagValue = Annotated[
    str,
    Field(pattern=r"^[A-Za-z0-9_+=.:/ -]*[A-Za-z0-9_+=.:/-]$", max_length=256, examples=["data-platform"]),
]

VpcId = Annotated[str, Field(pattern=r"^vpc-([0-9a-f]{8}|[0-9a-f]{17})$", examples=["vpc-0a1b2c3d4e5f60718"])]
SubnetId = Annotated[str, Field(pattern=r"^subnet-([0-9a-f]{8}|[0-9a-f]{17})$", examples=["subnet-0a1b2c3d4e5f60718"])]
RouteTableId = Annotated[str, Field(pattern=r"^rtb-([0-9a-f]{8}|[0-9a-f]{17})$", examples=["rtb-0a1b2c3d4e5f60718"])]
SecurityGroupId = Annotated[str, Field(pattern=r"^sg-([0-9a-f]{8}|[0-9a-f]{17})$", examples=["sg-0a1b2c3d4e5f60718"])]
PrefixListId = Annotated[str, Field(pattern=r"^pl-([0-9a-f]{8}|[0-9a-f]{17})$", examples=["pl-0a1b2c3d4e5f60718"])]
Cidr = Annotated[str, Field(pattern=r"^[0-9]{1,3}(\.[0-9]{1,3}){3}/[0-9]{1,2}$", examples=["10.0.0.0/16"])]
IpV4Address = Annotated[str, Field(pattern=r"^[0-9]{1,3}(\.[0-9]{1,3}){3}$", examples=["10.20.0.10"])]
DnsName = Annotated[
    str, Field(pattern=r"^[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*$", max_length=253, examples=["git.example.com"])
]
ZoneName = Annotated[str, Field(pattern=r"^[a-z]{2,4}(-[a-z0-9]+)+[a-z]$", examples=["eu-west-1a"])]

BucketName = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$", examples=["example-analytics"])]
KeyArn = Annotated[
    str,
    _arn(
        r"kms:[a-z0-9-]+:[0-9]{12}:key/[A-Za-z0-9-]+",
        "kms:eu-west-1:111122223333:key/0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9",
    ),
]

# https://docs.aws.amazon.com/sns/latest/api/API_CreateTopic.html; a FIFO topic wants a message group, which alarms and
# rules have not.
TopicArn = Annotated[
    str, _arn(r"sns:[a-z0-9-]+:[0-9]{12}:[A-Za-z0-9_-]{1,256}", "sns:eu-west-1:111122223333:platform-alarms")
]
AlarmLabel = Annotated[str, Field(pattern=r"^[A-Za-z][A-Za-z0-9_-]*$", max_length=64, examples=["ManySignIns"])]
# https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutDashboard.html
DashboardName = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{1,255}$", examples=["analytics-studio"])]

RoleArn = Annotated[str, _arn(rf"iam::[0-9]{{12}}:role/{_PATH}+", "iam::111122223333:role/data-scientist")]
SessionPolicyArn = Annotated[str, _arn(rf"iam::[0-9]{{12}}:policy/{_PATH}+", "iam::111122223333:policy/analysts")]
SamlProviderArn = Annotated[
    str, _arn(rf"iam::[0-9]{{12}}:saml-provider/{_PATH}+", "iam::111122223333:saml-provider/example-idp")
]
IdentityCenterArn = Annotated[
    str, _arn(r"sso:::instance/(sso)?ins-[a-zA-Z0-9.-]{16}", "sso:::instance/ssoins-0123456789abcdef")
]
ApplicationArn = Annotated[
    str,
    _arn(
        r"emr-serverless:[a-z0-9-]+:[0-9]{12}:/applications/[0-9a-z]+",
        "emr-serverless:eu-west-1:111122223333:/applications/00f1a2b3c4d5e6f7",
    ),
]
OidcProviderArn = Annotated[
    str,
    _arn(
        r"iam::[0-9]{12}:oidc-provider/[A-Za-z0-9./-]+",
        "iam::111122223333:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/0A1B2C3D4E5F60718293A4B5C6D7E8F9",
    ),
]
EndpointArn = Annotated[
    str,
    _arn(
        r"emr-containers:[a-z0-9-]+:[0-9]{12}:/virtualclusters/[0-9a-z]+/endpoints/[0-9a-z]+",
        "emr-containers:eu-west-1:111122223333:/virtualclusters/0b0qvauoy3ch/endpoints/4e5f60718293",
    ),
]
IdentityName = Annotated[
    str,
    # Blanks at the ends are seen by nobody.
    Field(pattern=r"^\S(.*\S)?$", max_length=256, examples=["alice@example.com"]),
]
# ResourceId of https://docs.aws.amazon.com/singlesignon/latest/IdentityStoreAPIReference/API_User.html
IdentityId = Annotated[
    str,
    Field(
        pattern=r"^([0-9a-f]{10}-)?[A-Fa-f0-9]{8}(-[A-Fa-f0-9]{4}){3}-[A-Fa-f0-9]{12}$",
        examples=["906a1b2c3d-4e5f6071-8293-a4b5-c6d7-e8f90a1b2c3d"],
    ),
]
IamNameOrArn = Annotated[
    str,
    Field(
        pattern=rf"^(arn:aws[a-z-]*:iam::([0-9]{{12}}|aws):(role|user|group|policy)/{_PATH}+|[A-Za-z0-9_+=,.@-]+)$",
        examples=["data-scientist"],
    ),
]
IamPath = Annotated[str, Field(pattern=r"^/([!-~]+/)?$", examples=["/emr-studio/"])]

TierName = Annotated[
    str,
    WithJsonSchema({"anyOf": [{"type": "string", "enum": list(Tier)}, {"type": "string"}]}),
]
"""The name of a built-in tier or of one of `custom_tiers`; the Studio that holds it checks which."""
