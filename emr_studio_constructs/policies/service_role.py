"""What EMR Studio itself may do: the rows of the service role, in the order of AWS's page.

Where that page limits by tag, these rows limit by ARN, so that they hold in a VPC that nobody may tag; AWS's rows for
making default security groups are left out, since a Studio made by CloudFormation always names its own two.

https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-studio-service-role.html
"""

from .row import ANY, EMR_TAG, Allow, equals

_FOR_EMR = equals(f"aws:ResourceTag/{EMR_TAG}", "true")
_NEW_FOR_EMR = equals(f"aws:RequestTag/{EMR_TAG}", "true")

_NETWORK_INTERFACES = "arn:<partition>:ec2:<region>:<account>:network-interface/*"
_SECURITY_GROUPS = "arn:<partition>:ec2:<region>:<account>:security-group/<security-group>"

NETWORK = (
    Allow(
        sid="AllowEMRReadOnlyActions",
        actions=(
            "elasticmapreduce:ListInstances",
            "elasticmapreduce:DescribeCluster",
            "elasticmapreduce:ListSteps",
        ),
        on=("arn:<partition>:elasticmapreduce:<region>:<account>:cluster/*",),
    ),
    Allow(
        sid="AllowEC2ENIActionsWithEMRTags",
        actions=(
            "ec2:CreateNetworkInterfacePermission",
            "ec2:DeleteNetworkInterface",
            "ec2:DeleteNetworkInterfacePermission",
        ),
        on=(_NETWORK_INTERFACES,),
        when=(_FOR_EMR,),
    ),
    Allow(
        sid="AllowEC2ENIAttributeAction",
        actions=("ec2:ModifyNetworkInterfaceAttribute",),
        # The engine security group joins the cluster's own groups on its primary node: neither is known here.
        on=(
            "arn:<partition>:ec2:<region>:<account>:instance/*",
            _NETWORK_INTERFACES,
            "arn:<partition>:ec2:<region>:<account>:security-group/*",
        ),
    ),
    Allow(
        sid="AllowEC2SecurityGroupActions",
        actions=(
            "ec2:AuthorizeSecurityGroupEgress",
            "ec2:AuthorizeSecurityGroupIngress",
            "ec2:RevokeSecurityGroupEgress",
            "ec2:RevokeSecurityGroupIngress",
        ),
        on=(_SECURITY_GROUPS,),
    ),
    Allow(
        sid="AllowEC2ENICreationWithEMRTags",
        actions=("ec2:CreateNetworkInterface",),
        on=(_NETWORK_INTERFACES,),
        when=(_NEW_FOR_EMR,),
    ),
    Allow(
        sid="AllowEC2ENICreationInSubnetAndSecurityGroup",
        actions=("ec2:CreateNetworkInterface",),
        on=("arn:<partition>:ec2:<region>:<account>:subnet/<subnet>", _SECURITY_GROUPS),
    ),
    Allow(
        sid="AllowAddingTagsDuringEC2ENICreation",
        actions=("ec2:CreateTags",),
        on=(_NETWORK_INTERFACES,),
        when=(equals("ec2:CreateAction", "CreateNetworkInterface"),),
    ),
    Allow(
        sid="AllowEC2ReadOnlyActions",
        actions=(
            "ec2:DescribeSecurityGroups",
            "ec2:DescribeNetworkInterfaces",
            "ec2:DescribeTags",
            "ec2:DescribeInstances",
            "ec2:DescribeSubnets",
            "ec2:DescribeVpcs",
        ),
        on=ANY,  # EC2 limits no Describe action to a resource
    ),
)

GIT_SECRETS = (
    Allow(
        sid="AllowSecretsManagerReadOnlyActionsWithEMRTags",
        actions=("secretsmanager:GetSecretValue",),
        on=("arn:<partition>:secretsmanager:<region>:<account>:secret:*",),
        when=(_FOR_EMR,),
    ),
)

COLLABORATION = (
    Allow(
        sid="AllowWorkspaceCollaboration",
        actions=("iam:GetUser", "iam:GetRole", "iam:ListUsers", "iam:ListRoles"),
        on=ANY,  # a collaborator may be any IAM identity of the account, and IAM limits no List action
    ),
)

DIRECTORY_COLLABORATION = (
    Allow(
        sid="AllowWorkspaceCollaborationInIdentityCenter",
        actions=(
            "sso:GetManagedApplicationInstance",
            "sso:DescribeApplication",
            "sso:DescribeInstance",
            "sso-directory:SearchUsers",
        ),
        on=ANY,  # the application is made by CreateStudio, after this role; the directory has no ARN
    ),
)

STORAGE = (
    Allow(
        sid="ObjectActions",
        actions=("s3:PutObject", "s3:GetObject", "s3:DeleteObject"),
        on=("<bucket-arn>/<objects>",),
        when=(equals("aws:ResourceAccount", "<bucket-account>"),),
    ),
    Allow(
        sid="BucketActions",
        actions=("s3:ListBucket", "s3:GetEncryptionConfiguration"),
        on=("<bucket-arn>",),
        when=(equals("aws:ResourceAccount", "<bucket-account>"),),
    ),
)
