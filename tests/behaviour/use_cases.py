"""What people can do in a Studio, tier by tier: AWS's table, with the questions that each line comes down to.

https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-studio-user-permissions.html
"""

from engine import Context

from behaviour import arns
from behaviour.arns import CLUSTER, DATABASE, EDITOR, TABLE, WORKGROUP
from behaviour.asking import SERVICE_ROLE, Ask, UseCase, each, passing
from behaviour.compute import COMPUTE_USE_CASES

TEAM: Context = {"elasticmapreduce:ResourceTag/team": "data"}
_OURS: Context = {"aws:ResourceAccount": arns.ACCOUNT}
_OWN: Context = {arns.CREATOR: "${aws:userid}"}
_EMR_TAGGED: Context = {f"aws:RequestTag/{arns.EMR_TAG}": "true"}

USE_CASES = (
    UseCase(
        "create, open and delete Workspaces",
        "YYYY",
        (
            *each("elasticmapreduce: CreateEditor ListEditors"),
            *each("elasticmapreduce: DescribeEditor DeleteEditor StartEditor StopEditor OpenEditorInConsole", EDITOR),
            *passing(SERVICE_ROLE, arns.EMR),
        ),
    ),
    UseCase(
        "share one's own Workspace",
        "YYYN",
        each(
            "elasticmapreduce: UpdateEditor PutWorkspaceAccess DeleteWorkspaceAccess ListWorkspaceAccessIdentities",
            EDITOR,
            _OWN,
        ),
        needs="collaboration",
    ),
    UseCase(
        "see buckets, read container logs",
        "YYYN",
        (
            *each("s3: ListAllMyBuckets"),
            *each("s3: ListBucket GetBucketLocation", arns.BUCKET, _OURS),
            Ask("s3:GetObject", arns.LOG, _OURS),
        ),
    ),
    UseCase(
        "attach to EMR on EC2",
        "YYYN",
        (
            *each("elasticmapreduce: AttachEditor DetachEditor", EDITOR),
            *each("elasticmapreduce: ListClusters"),
            *each("elasticmapreduce: DescribeCluster ListInstanceGroups ListBootstrapActions", CLUSTER, TEAM),
            Ask("elasticmapreduce:StartEditor", EDITOR, also={CLUSTER: TEAM}),
            Ask("elasticmapreduce:OpenEditorInConsole", EDITOR, also={CLUSTER: TEAM}),
        ),
    ),
    UseCase(
        "debug on EC2 with persistent UIs",
        "YYYN",
        each(
            "elasticmapreduce: CreatePersistentAppUI DescribePersistentAppUI GetPersistentAppUIPresignedURL ListSteps",
            CLUSTER,
            TEAM,
        ),
    ),
    UseCase(
        "debug on EC2 with UIs on the cluster",
        "YYYN",
        each("elasticmapreduce: GetOnClusterAppUIPresignedURL", CLUSTER, TEAM),
    ),
    UseCase(
        "add and link Git repositories",
        "YYYY",
        (
            *each("elasticmapreduce: CreateRepository DeleteRepository ListRepositories DescribeRepository"),
            *each("elasticmapreduce: LinkRepository UnlinkRepository"),
            *each("secretsmanager: ListSecrets"),
            *each("secretsmanager: CreateSecret", arns.GIT_SECRET, _EMR_TAGGED),
        ),
    ),
    UseCase("tag Git secrets", "YYYY", each("secretsmanager: TagResource", arns.GIT_SECRET)),
    UseCase("see the network", "YYYN", each("ec2: DescribeVpcs DescribeSubnets DescribeSecurityGroups")),
    UseCase("list IAM roles", "YYYN", each("iam: ListRoles")),
    UseCase(
        "create a cluster",
        "NNYN",
        (
            *each("elasticmapreduce: RunJobFlow", "*", {"elasticmapreduce:RequestTag/team": "data"}),
            *passing(arns.CLUSTER_SERVICE_ROLE, arns.EMR),
            *passing(arns.INSTANCE_ROLE, "ec2.amazonaws.com"),
        ),
        needs="cluster roles",
    ),
    UseCase(
        "tag a cluster on its creation",
        "NNYN",
        each("elasticmapreduce: AddTags", CLUSTER, {"elasticmapreduce:RequestTag/team": "data"}),
        needs="cluster tags",
    ),
    UseCase(
        "use SageMaker Data Wrangler",
        "NNYN",
        (
            *each("sagemaker: ListDomains ListUserProfiles"),
            *each("sagemaker: DescribeDomain", arns.DOMAIN),
            *each("sagemaker: CreatePresignedDomainUrl", arns.PROFILE),
        ),
        needs="optional capabilities",
    ),
    UseCase(
        "use CodeWhisperer",
        "NNYN",
        each("codewhisperer: GenerateRecommendations"),
        needs="optional capabilities",
    ),
    UseCase(
        "query with Athena",
        "NNYY",
        (
            *each("athena: StartQueryExecution GetQueryExecution GetQueryResults StopQueryExecution", WORKGROUP),
            *each("athena: GetTableMetadata ListDatabases", arns.DATA_CATALOG),
            *each("athena: ListWorkGroups ListDataCatalogs"),
            Ask("glue:GetDatabase", DATABASE, also={arns.CATALOG: {}}, partial=True),
            Ask("glue:GetTable", TABLE, also={DATABASE: {}, arns.CATALOG: {}}, partial=True),
            *each("lakeformation: GetDataAccess"),
        ),
        needs="Athena",
    ),
    UseCase(
        "change data and limits, which AWS's printed Athena policy allows",
        "NNNN",
        (
            Ask("glue:CreateTable", TABLE, also={DATABASE: {}, arns.CATALOG: {}}, partial=True),
            Ask("glue:DeleteDatabase", DATABASE, also={arns.CATALOG: {}}, partial=True),
            *each("s3: PutObject", f"{arns.BUCKET}/result", _OURS),
            *each("s3: PutBucketPublicAccessBlock", arns.BUCKET, _OURS),
            *each("kms: ListKeys ListAliases"),
        ),
    ),
    UseCase(
        "change or delete Studios and clusters",
        "NNNN",
        (
            *each("elasticmapreduce: CreateStudio"),
            *each("elasticmapreduce: DeleteStudio UpdateStudio CreateStudioSessionMapping", arns.OTHER_STUDIO),
            *each("elasticmapreduce: CreateStudioPresignedUrl", arns.OTHER_STUDIO),
            *each("elasticmapreduce: TerminateJobFlows AddJobFlowSteps GetClusterSessionCredentials", CLUSTER, TEAM),
        ),
    ),
    *COMPUTE_USE_CASES,
)
