"""What cluster templates allow people, and what the launch role may do for them.

https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-studio-user-permissions.html
https://docs.aws.amazon.com/servicecatalog/latest/adminguide/constraints-launch.html
https://docs.aws.amazon.com/servicecatalog/latest/adminguide/permissions-examples.html
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from .capabilities import CLUSTER_ARNS
from .passing import PASSING_CLUSTER_SERVICE_ROLES, PASSING_INSTANCE_ROLES
from .row import ANY, Allow, equals
from .trust import Trust

# Service Catalog names the stack of a provisioned product SC-, the account, and the product's id.
_STACKS = ("arn:<partition>:cloudformation:<region>:<account>:stack/SC-*/*",)

_SERVICE_LINKED_ROLES = "arn:<partition>:iam::<account>:role/aws-service-role/elasticmapreduce.<url-suffix>"

CLUSTER_TEMPLATES = (
    Allow(
        sid="AllowFindingClusterTemplates",
        actions=("servicecatalog:SearchProducts", "servicecatalog:DescribeProductView"),
        on=ANY,  # neither takes a resource: both show the products of portfolios that one has access to
    ),
    Allow(
        sid="AllowUsingClusterTemplates",
        actions=(
            "servicecatalog:DescribeProduct",
            "servicecatalog:DescribeProvisioningParameters",
            "servicecatalog:ListProvisioningArtifacts",
            "servicecatalog:ListLaunchPaths",
            "servicecatalog:ProvisionProduct",
        ),
        on=("arn:<partition>:catalog:<region>:<account>:product/<product>",),
    ),
    Allow(
        sid="AllowOwnClustersOfTemplates",
        actions=("servicecatalog:DescribeRecord",),
        on=ANY,  # takes no resource; "self" is the session that provisioned, not the role that all may share
        when=(equals("servicecatalog:userLevel", "self"),),
    ),
    Allow(
        sid="AllowSeeingTemplateStacks",
        actions=("cloudformation:DescribeStackResources",),
        on=_STACKS,
    ),
)
"""What people may do with templates. Which clusters they see and attach to is decided by their other capabilities."""

_CHANGING = "servicecatalog:UpdateProvisionedProduct"


def using_templates(*, change: bool) -> tuple[Allow, ...]:
    """The rows of people.

    Args:
        change: Whether they may change what they launched. That takes no resource, and may make it another product of
            any portfolio that their role sees: not for a role that people of several tiers share.
    """
    return tuple(
        replace(row, actions=(*row.actions, _CHANGING)) if change and row.sid == "AllowOwnClustersOfTemplates" else row
        for row in CLUSTER_TEMPLATES
    )


# AWS documents no source conditions for launch roles, so none are set: a wrong one stops every launch.
LAUNCH_ROLE_TRUST = Trust(service="servicecatalog.amazonaws.com")

LAUNCH_ROLE = (
    Allow(
        sid="AllowStacksOfProvisionedProducts",
        actions=(
            "cloudformation:CreateStack",
            "cloudformation:DeleteStack",
            "cloudformation:DescribeStackEvents",
            "cloudformation:DescribeStacks",
            "cloudformation:SetStackPolicy",
            "cloudformation:TagResource",
            "cloudformation:UpdateStack",
        ),
        on=_STACKS,
    ),
    Allow(
        sid="AllowReadingParametersOfTemplates",
        actions=("cloudformation:GetTemplateSummary", "cloudformation:ValidateTemplate"),
        on=ANY,  # a template that is no stack yet has no ARN
    ),
    Allow(
        sid="AllowReadingTemplates",
        actions=("s3:GetObject",),
        on=("arn:<partition>:s3:::*/*",),  # in a bucket of Service Catalog's, of which AWS tells the tag alone
        when=(equals("s3:ExistingObjectTag/servicecatalog:provisioning", "true"),),
    ),
    Allow(
        sid="AllowCreatingClusters",
        actions=("elasticmapreduce:RunJobFlow",),
        on=ANY,  # takes no resource; the roles that may be passed are the limit
    ),
    Allow(
        sid="AllowClustersOfTemplates",
        actions=(
            "elasticmapreduce:AddTags",  # Service Catalog tags all that it provisions
            "elasticmapreduce:DescribeCluster",
            "elasticmapreduce:ListInstanceFleets",
            "elasticmapreduce:ListInstanceGroups",
            "elasticmapreduce:ModifyInstanceFleet",
            "elasticmapreduce:ModifyInstanceGroups",
            "elasticmapreduce:RemoveTags",
            "elasticmapreduce:SetTerminationProtection",
            "elasticmapreduce:TerminateJobFlows",
        ),
        # Only Service Catalog takes on the role, for the stacks it made, and AWS does not say which tag their clusters
        # carry when.
        on=CLUSTER_ARNS,
    ),
    Allow(
        sid="AllowRoleForClusterCleanup",  # EMR makes it with an account's first cluster
        actions=("iam:CreateServiceLinkedRole",),
        on=(f"{_SERVICE_LINKED_ROLES}/AWSServiceRoleForEMRCleanup",),
        when=(equals("iam:AWSServiceName", "elasticmapreduce.<url-suffix>"),),
    ),
    PASSING_CLUSTER_SERVICE_ROLES,
    PASSING_INSTANCE_ROLES,
)
"""What a launch role needs for templates that make a cluster and nothing else."""

CLUSTER_PROPERTIES: Mapping[str, tuple[str, ...]] = {
    "autoTerminationPolicy": (
        "elasticmapreduce:GetAutoTerminationPolicy",
        "elasticmapreduce:PutAutoTerminationPolicy",
        "elasticmapreduce:RemoveAutoTerminationPolicy",
    ),
    "managedScalingPolicy": (
        "elasticmapreduce:GetManagedScalingPolicy",
        "elasticmapreduce:PutManagedScalingPolicy",
        "elasticmapreduce:RemoveManagedScalingPolicy",
    ),
    "stepConcurrencyLevel": ("elasticmapreduce:ModifyCluster",),
    "visibleToAllUsers": ("elasticmapreduce:SetVisibleToAllUsers",),
}
"""What some properties of a cluster need beside that."""

PARAMETER_TYPES: Mapping[str, str] = {
    "AWS::EC2::KeyPair::KeyName": "ec2:DescribeKeyPairs",
    "AWS::EC2::SecurityGroup::Id": "ec2:DescribeSecurityGroups",
    "AWS::EC2::Subnet::Id": "ec2:DescribeSubnets",
    "AWS::EC2::VPC::Id": "ec2:DescribeVpcs",
}
"""By what CloudFormation finds out, with the launch role, whether the value of a parameter exists."""


def launching(*, properties: Iterable[str], parameter_types: Iterable[str]) -> tuple[Allow, ...]:
    """The rows of a launch role.

    Args:
        properties: The properties that the templates' clusters have.
        parameter_types: The types of the templates' parameters.
    """
    more = tuple(action for name in sorted(set(properties)) for action in CLUSTER_PROPERTIES.get(name, ()))
    rows = tuple(
        replace(row, actions=(*row.actions, *more)) if row.sid == "AllowClustersOfTemplates" else row
        for row in LAUNCH_ROLE
    )
    one_of = {kind.removeprefix("List<").removesuffix(">") for kind in parameter_types}
    looks_up = tuple(PARAMETER_TYPES[kind] for kind in sorted(one_of) if kind in PARAMETER_TYPES)
    if not looks_up:
        return rows
    checking = Allow(
        sid="AllowCheckingParameters",
        actions=looks_up,
        on=ANY,  # EC2 limits no Describe action to a resource
    )
    return (*rows, checking)
