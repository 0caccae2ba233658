"""What a person can do in a Studio: named groups of rows, one group a thing, in the order of AWS's table.

AWS's printed policies contradict that table, so the rows follow the table. Resources are as narrow as IAM allows.

https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-studio-user-permissions.html
"""

from collections.abc import Mapping, Sequence
from enum import StrEnum

from .row import ANY, EMR_TAG, EMR_USER_TAG, Allow, Condition, equals

_EDITORS = ("arn:<partition>:elasticmapreduce:<region>:<account>:editor/*",)
CLUSTER_ARNS = ("arn:<partition>:elasticmapreduce:<region>:<account>:cluster/*",)
_STUDIO_SECRETS = ("arn:<partition>:secretsmanager:<region>:<account>:secret:emr-studio-*",)
_GLUE_CATALOG = (
    "arn:<partition>:glue:<region>:<account>:catalog",
    "arn:<partition>:glue:<region>:<account>:database/*",
    "arn:<partition>:glue:<region>:<account>:table/*",
)


ATTACH = Allow(
    sid="AllowAttachingWorkspaces",
    actions=("elasticmapreduce:AttachEditor", "elasticmapreduce:DetachEditor"),
    on=_EDITORS,
)
"""Attaching a Workspace to compute of any kind; IAM checks the Workspace here, and the compute in other rows."""


class Capability(StrEnum):
    """One thing that a person can be allowed to do in a Studio."""

    WORKSPACES = "WORKSPACES"
    """Create, open, start, stop and delete Workspaces."""
    COLLABORATION = "COLLABORATION"
    """Share a Workspace with others; only the person who made it. Not with trusted identity propagation."""
    BUCKETS_AND_LOGS = "BUCKETS_AND_LOGS"
    """See the account's buckets, read the logs that EMR writes to the account's default log bucket."""
    CLUSTERS = "CLUSTERS"
    """Attach to EMR clusters on EC2: to all of the account and Region, unless an `EmrOnEc2` limits them by tag."""
    PERSISTENT_APP_UI = "PERSISTENT_APP_UI"
    """Open the Spark history server and other UIs that outlive their cluster."""
    ON_CLUSTER_APP_UI = "ON_CLUSTER_APP_UI"
    """Open UIs that run on a cluster."""
    GIT = "GIT"
    """Add and link Git repositories, store their credentials as secrets."""
    USER_GIT_SECRETS = "USER_GIT_SECRETS"
    """Read one's own Git credentials; in use where `git_secrets=GitSecrets.USER`."""
    DESCRIBE_NETWORK = "DESCRIBE_NETWORK"
    """See VPCs, subnets and security groups."""
    LIST_ROLES = "LIST_ROLES"
    """See the names of roles, to choose one."""
    RUNTIME_ROLES = "RUNTIME_ROLES"
    """Attach to EMR clusters on EC2 with a runtime role; allows something only where an `EmrOnEc2` names such roles.
    Not with trusted identity propagation."""
    EMR_ON_EKS = "EMR_ON_EKS"
    """Attach to EMR on EKS; allows something only where an `EmrOnEksEndpoint` is attached. Not with trusted identity
    propagation."""
    EMR_ON_EKS_JOB_RUNS = "EMR_ON_EKS_JOB_RUNS"
    """See the job runs of EMR on EKS, to debug them; only where an `EmrOnEksEndpoint` is attached. Not with trusted
    identity propagation."""
    EMR_SERVERLESS = "EMR_SERVERLESS"
    """Attach to EMR Serverless; allows something only where an `EmrServerlessApp` is attached. Not with trusted
    identity propagation."""
    CLUSTER_TEMPLATES = "CLUSTER_TEMPLATES"
    """Create EMR clusters on EC2 from templates; allows something only where `ClusterTemplates` are attached."""
    CLUSTER_CREATION = "CLUSTER_CREATION"
    """Create EMR clusters on EC2; allows something only where an `EmrOnEc2` names the roles that may be passed."""
    SAGEMAKER = "SAGEMAKER"
    """Open SageMaker Data Wrangler. Optional."""
    CODEWHISPERER = "CODEWHISPERER"
    """Get code recommendations. Optional."""
    ATHENA = "ATHENA"
    """Query with Athena: the SQL editor and the Glue catalog, to read. Optional. Access to the data and to a place
    for results in S3 is not in it: Athena uses the person's own, or the workgroup's managed query results."""


MANDATORY = (
    Allow(
        sid="AllowAddingTagsOnSecretsWithEMRStudioPrefix",
        actions=("secretsmanager:TagResource",),
        on=_STUDIO_SECRETS,
        # AWS has no condition here: people could put their own id on another person's secret, and read it.
        when=(Condition("StringEqualsIfExists", f"secretsmanager:ResourceTag/{EMR_USER_TAG}", ("${aws:userid}",)),),
    ),
    Allow(
        sid="AllowPassingServiceRoleForWorkspaceCreation",
        actions=("iam:PassRole",),
        on=("<service-role>",),
    ),
)
"""What AWS demands of every policy for people."""

CAPABILITIES: Mapping[Capability, tuple[Allow, ...]] = {
    Capability.WORKSPACES: (
        Allow(
            sid="AllowWorkspaceCreation",
            actions=("elasticmapreduce:CreateEditor", "elasticmapreduce:ListEditors"),
            on=ANY,  # neither takes the ARN of a Workspace: one makes it, one lists all
        ),
        Allow(
            sid="AllowWorkspaceAccess",
            actions=(
                "elasticmapreduce:DescribeEditor",
                "elasticmapreduce:StartEditor",
                "elasticmapreduce:StopEditor",
                "elasticmapreduce:DeleteEditor",
                "elasticmapreduce:OpenEditorInConsole",
            ),
            on=_EDITORS,
        ),
    ),
    Capability.COLLABORATION: (
        Allow(
            sid="AllowConfigurationForWorkspaceCollaboration",
            actions=(
                "elasticmapreduce:UpdateEditor",
                "elasticmapreduce:PutWorkspaceAccess",
                "elasticmapreduce:DeleteWorkspaceAccess",
                "elasticmapreduce:ListWorkspaceAccessIdentities",
            ),
            on=_EDITORS,
            when=(equals("elasticmapreduce:ResourceTag/creatorUserId", "${aws:userId}"),),
        ),
    ),
    Capability.BUCKETS_AND_LOGS: (
        Allow(
            sid="AllowS3ListPermissions",
            actions=("s3:ListAllMyBuckets",),
            on=ANY,  # lists the account's buckets: takes no resource
        ),
        Allow(
            sid="AllowS3ListAndLocationPermissions",
            actions=("s3:ListBucket", "s3:GetBucketLocation"),
            on=("arn:<partition>:s3:::*",),  # names of objects, in whichever bucket of the account people browse
            when=(equals("aws:ResourceAccount", "<account>"),),
        ),
        Allow(
            sid="AllowS3ReadOnlyAccessToLogs",
            actions=("s3:GetObject",),
            on=("arn:<partition>:s3:::aws-logs-<account>-<region>/elasticmapreduce/*",),
            when=(equals("aws:ResourceAccount", "<account>"),),
        ),
    ),
    Capability.CLUSTERS: (
        ATTACH,
        Allow(
            sid="AllowListingClusters",
            actions=("elasticmapreduce:ListClusters",),
            on=ANY,  # takes no resource
        ),
        Allow(
            sid="AllowAttachingToClusters",
            actions=(
                "elasticmapreduce:DescribeCluster",
                "elasticmapreduce:ListInstanceGroups",
                "elasticmapreduce:ListBootstrapActions",
                "elasticmapreduce:ListSteps",
                "elasticmapreduce:StartEditor",
                "elasticmapreduce:OpenEditorInConsole",
            ),
            on=CLUSTER_ARNS,
        ),
    ),
    Capability.PERSISTENT_APP_UI: (
        Allow(
            sid="AllowPersistentAppUI",
            actions=(
                "elasticmapreduce:CreatePersistentAppUI",
                "elasticmapreduce:DescribePersistentAppUI",
                "elasticmapreduce:GetPersistentAppUIPresignedURL",
            ),
            on=CLUSTER_ARNS,
        ),
    ),
    Capability.ON_CLUSTER_APP_UI: (
        Allow(
            sid="AllowOnClusterAppUI",
            actions=("elasticmapreduce:GetOnClusterAppUIPresignedURL",),
            on=CLUSTER_ARNS,
        ),
    ),
    Capability.GIT: (
        Allow(
            sid="AllowGitRepositories",
            actions=(
                "elasticmapreduce:CreateRepository",
                "elasticmapreduce:DescribeRepository",
                "elasticmapreduce:DeleteRepository",
                "elasticmapreduce:ListRepositories",
                "elasticmapreduce:LinkRepository",
                "elasticmapreduce:UnlinkRepository",
            ),
            on=ANY,  # repositories have no ARN
        ),
        Allow(
            sid="AllowSecretManagerListSecrets",
            actions=("secretsmanager:ListSecrets",),
            on=ANY,  # takes no resource: names, never values
        ),
        Allow(
            sid="AllowSecretCreationWithEMRTagsAndEMRStudioPrefix",
            actions=("secretsmanager:CreateSecret",),
            on=_STUDIO_SECRETS,
            when=(equals(f"aws:RequestTag/{EMR_TAG}", "true"),),
        ),
    ),
    Capability.USER_GIT_SECRETS: (
        Allow(
            sid="AllowReadingOwnGitSecrets",
            actions=("secretsmanager:GetSecretValue",),
            on=("arn:<partition>:secretsmanager:<region>:<account>:secret:*",),
            when=(equals(f"secretsmanager:ResourceTag/{EMR_USER_TAG}", "${aws:userid}"),),
        ),
    ),
    Capability.DESCRIBE_NETWORK: (
        Allow(
            sid="DescribeNetwork",
            actions=("ec2:DescribeVpcs", "ec2:DescribeSubnets", "ec2:DescribeSecurityGroups"),
            on=ANY,  # EC2 limits no Describe action to a resource
        ),
    ),
    Capability.LIST_ROLES: (
        Allow(
            sid="ListIAMRoles",
            actions=("iam:ListRoles",),
            on=ANY,  # takes no resource
        ),
    ),
    # What these allow comes from the compute that is attached.
    Capability.RUNTIME_ROLES: (),
    Capability.EMR_ON_EKS: (),
    Capability.EMR_ON_EKS_JOB_RUNS: (),
    Capability.EMR_SERVERLESS: (),
    Capability.CLUSTER_TEMPLATES: (),
    Capability.CLUSTER_CREATION: (),
    Capability.SAGEMAKER: (
        Allow(
            sid="SageMakerDataWranglerForEMRStudio",
            actions=("sagemaker:CreatePresignedDomainUrl", "sagemaker:DescribeDomain"),
            on=(
                "arn:<partition>:sagemaker:<region>:<account>:domain/*",
                "arn:<partition>:sagemaker:<region>:<account>:user-profile/*",
            ),
        ),
        Allow(
            sid="ListSageMakerDomainsForEMRStudio",
            actions=("sagemaker:ListDomains", "sagemaker:ListUserProfiles"),
            on=ANY,  # neither takes a resource
        ),
    ),
    Capability.CODEWHISPERER: (
        Allow(
            sid="AllowCodeWhisperer",
            actions=("codewhisperer:GenerateRecommendations",),
            on=ANY,  # takes no resource
        ),
    ),
    Capability.ATHENA: (
        Allow(
            sid="AllowAthenaSQL",
            actions=(
                "athena:BatchGetNamedQuery",
                "athena:BatchGetQueryExecution",
                "athena:CreateNamedQuery",
                "athena:DeleteNamedQuery",
                "athena:GetNamedQuery",
                "athena:GetPreparedStatement",
                "athena:GetQueryExecution",
                "athena:GetQueryResults",
                "athena:GetQueryRuntimeStatistics",
                "athena:GetWorkGroup",
                "athena:ListNamedQueries",
                "athena:ListQueryExecutions",
                "athena:StartQueryExecution",
                "athena:StopQueryExecution",
                "athena:UpdateNamedQuery",
            ),
            on=("arn:<partition>:athena:<region>:<account>:workgroup/*",),
        ),
        Allow(
            sid="AllowAthenaDataCatalogs",
            actions=(
                "athena:GetDataCatalog",
                "athena:GetDatabase",
                "athena:GetTableMetadata",
                "athena:ListDatabases",
                "athena:ListTableMetadata",
            ),
            on=("arn:<partition>:athena:<region>:<account>:datacatalog/*",),
        ),
        Allow(
            sid="AllowListingForAthena",
            actions=("athena:ListDataCatalogs", "athena:ListWorkGroups"),
            on=ANY,  # neither takes a resource
        ),
        Allow(
            sid="AllowReadingGlueCatalog",
            actions=(
                "glue:BatchGetPartition",
                "glue:GetDatabase",
                "glue:GetDatabases",
                "glue:GetPartition",
                "glue:GetPartitions",
                "glue:GetTable",
                "glue:GetTables",
            ),
            on=_GLUE_CATALOG,
        ),
        Allow(
            sid="AllowLakeFormationDataAccess",
            actions=("lakeformation:GetDataAccess",),
            on=ANY,  # takes no resource: Lake Formation's own grants decide
        ),
    ),
}
"""What each capability allows. Attached compute takes the place of the rows of its capabilities."""

GATHERED: Mapping[Sequence[str], str] = {
    ANY: "AllowActionsThatTakeNoResource",
    _EDITORS: "AllowActionsOnWorkspaces",
    CLUSTER_ARNS: "AllowActionsOnClusters",
}
"""What rows of many capabilities are about, and the sid of the one statement that they become in a policy."""
