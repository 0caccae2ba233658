"""What people can do in a Studio, tier by tier: AWS's table, with the questions that each line comes down to.

https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-studio-user-permissions.html
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from engine import Context

from behaviour import arns
from behaviour.arns import APPLICATION, CLUSTER, DATABASE, EDITOR, ENDPOINT, PRODUCT, TABLE, VIRTUAL_CLUSTER, WORKGROUP

SERVICE_ROLE = "the Studio's service role"
TEAM: Context = {"elasticmapreduce:ResourceTag/team": "data"}
_OURS: Context = {"aws:ResourceAccount": arns.ACCOUNT}
_OWN: Context = {arns.CREATOR: "${aws:userid}"}
_EMR_TAGGED: Context = {f"aws:RequestTag/{arns.EMR_TAG}": "true"}


@dataclass(frozen=True)
class Ask:
    """One request. In `context`, `${aws:userid}` stands for the user id of who asks."""

    action: str
    on: str = "*"
    context: Context = field(default_factory=dict)
    also: Mapping[str, Context] = field(default_factory=dict)
    partial: bool = False


@dataclass(frozen=True)
class UseCase:
    """A line of the table: for BASIC, INTERMEDIATE, ADVANCED and our custom tier Y or N, and `needs`, without which N.

    Only the requests by which it differs from other use cases are listed.
    """

    name: str
    tiers: str
    asks: tuple[Ask, ...]
    needs: str = ""


def _each(actions: str, on: str = "*", context: Context | None = None) -> tuple[Ask, ...]:
    service, _, names = actions.partition(": ")
    return tuple(Ask(f"{service}:{name}", on, context or {}) for name in names.split())


def _pass(role: str, service: str) -> tuple[Ask, ...]:
    return (Ask("iam:PassRole", role, {"iam:PassedToService": service}),)


USE_CASES = (
    UseCase(
        "create, open and delete Workspaces",
        "YYYY",
        (
            *_each("elasticmapreduce: CreateEditor ListEditors"),
            *_each("elasticmapreduce: DescribeEditor DeleteEditor StartEditor StopEditor OpenEditorInConsole", EDITOR),
            *_pass(SERVICE_ROLE, arns.EMR),
        ),
    ),
    UseCase(
        "share one's own Workspace",
        "YYYN",
        _each(
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
            *_each("s3: ListAllMyBuckets"),
            *_each("s3: ListBucket GetBucketLocation", arns.BUCKET, _OURS),
            Ask("s3:GetObject", arns.LOG, _OURS),
        ),
    ),
    UseCase(
        "attach to EMR on EC2",
        "YYYN",
        (
            *_each("elasticmapreduce: AttachEditor DetachEditor", EDITOR),
            *_each("elasticmapreduce: ListClusters"),
            *_each("elasticmapreduce: DescribeCluster ListInstanceGroups ListBootstrapActions", CLUSTER, TEAM),
            Ask("elasticmapreduce:StartEditor", EDITOR, also={CLUSTER: TEAM}),
            Ask("elasticmapreduce:OpenEditorInConsole", EDITOR, also={CLUSTER: TEAM}),
        ),
    ),
    UseCase(
        "debug on EC2 with persistent UIs",
        "YYYN",
        _each(
            "elasticmapreduce: CreatePersistentAppUI DescribePersistentAppUI GetPersistentAppUIPresignedURL ListSteps",
            CLUSTER,
            TEAM,
        ),
    ),
    UseCase(
        "debug on EC2 with UIs on the cluster",
        "YYYN",
        _each("elasticmapreduce: GetOnClusterAppUIPresignedURL", CLUSTER, TEAM),
    ),
    UseCase(
        "add and link Git repositories",
        "YYYY",
        (
            *_each("elasticmapreduce: CreateRepository DeleteRepository ListRepositories DescribeRepository"),
            *_each("elasticmapreduce: LinkRepository UnlinkRepository"),
            *_each("secretsmanager: ListSecrets"),
            *_each("secretsmanager: CreateSecret", arns.GIT_SECRET, _EMR_TAGGED),
        ),
    ),
    UseCase("tag Git secrets", "YYYY", _each("secretsmanager: TagResource", arns.GIT_SECRET)),
    UseCase("see the network", "YYYN", _each("ec2: DescribeVpcs DescribeSubnets DescribeSecurityGroups")),
    UseCase("list IAM roles", "YYYN", _each("iam: ListRoles")),
    UseCase(
        "create a cluster",
        "NNYN",
        (
            *_each("elasticmapreduce: RunJobFlow", "*", {"elasticmapreduce:RequestTag/team": "data"}),
            *_pass(arns.CLUSTER_SERVICE_ROLE, arns.EMR),
            *_pass(arns.INSTANCE_ROLE, "ec2.amazonaws.com"),
        ),
        needs="cluster roles",
    ),
    UseCase(
        "tag a cluster on its creation",
        "NNYN",
        _each("elasticmapreduce: AddTags", CLUSTER, {"elasticmapreduce:RequestTag/team": "data"}),
        needs="cluster tags",
    ),
    UseCase(
        "attach to EMR on EKS",
        "YYYN",
        (
            *_each("emr-containers: ListVirtualClusters"),
            *_each("emr-containers: DescribeVirtualCluster ListManagedEndpoints", VIRTUAL_CLUSTER),
            *_each("emr-containers: DescribeManagedEndpoint GetManagedEndpointSessionCredentials", ENDPOINT),
        ),
        needs="EMR on EKS",
    ),
    UseCase(
        "debug on EKS",
        "YYYN",
        (
            *_each("emr-containers: ListJobRuns", VIRTUAL_CLUSTER),
            *_each("emr-containers: DescribeJobRun", arns.CONTAINER_JOB),
        ),
        needs="EMR on EKS",
    ),
    UseCase(
        "attach to EMR Serverless",
        "NYYN",
        (
            *_each("emr-serverless: ListApplications"),
            *_each("emr-serverless: GetApplication StartApplication AccessInteractiveEndpoints", APPLICATION),
            *_each("emr-serverless: GetDashboardForJobRun", arns.SERVERLESS_JOB),
            *_pass(arns.OTHER_ROLE, "emr-serverless.amazonaws.com"),
        ),
        needs="EMR Serverless",
    ),
    UseCase(
        "create a cluster from a template",
        "NYYN",
        (
            *_each("servicecatalog: DescribeProductView SearchProducts UpdateProvisionedProduct DescribeRecord"),
            *_each("servicecatalog: DescribeProduct DescribeProvisioningParameters ProvisionProduct", PRODUCT),
            *_each("servicecatalog: ListProvisioningArtifacts ListLaunchPaths", PRODUCT),
            *_each("cloudformation: DescribeStackResources", arns.STACK),
        ),
        needs="cluster templates",
    ),
    UseCase(
        "use SageMaker Data Wrangler",
        "NNYN",
        (
            *_each("sagemaker: ListDomains ListUserProfiles"),
            *_each("sagemaker: DescribeDomain", arns.DOMAIN),
            *_each("sagemaker: CreatePresignedDomainUrl", arns.PROFILE),
        ),
        needs="optional capabilities",
    ),
    UseCase(
        "use CodeWhisperer",
        "NNYN",
        _each("codewhisperer: GenerateRecommendations"),
        needs="optional capabilities",
    ),
    UseCase(
        "query with Athena",
        "NNYY",
        (
            *_each("athena: StartQueryExecution GetQueryExecution GetQueryResults StopQueryExecution", WORKGROUP),
            *_each("athena: GetTableMetadata ListDatabases", arns.DATA_CATALOG),
            *_each("athena: ListWorkGroups ListDataCatalogs"),
            Ask("glue:GetDatabase", DATABASE, also={arns.CATALOG: {}}, partial=True),
            Ask("glue:GetTable", TABLE, also={DATABASE: {}, arns.CATALOG: {}}, partial=True),
            *_each("lakeformation: GetDataAccess"),
        ),
        needs="Athena",
    ),
    UseCase(
        "change data and limits, which AWS's printed Athena policy allows",
        "NNNN",
        (
            Ask("glue:CreateTable", TABLE, also={DATABASE: {}, arns.CATALOG: {}}, partial=True),
            Ask("glue:DeleteDatabase", DATABASE, also={arns.CATALOG: {}}, partial=True),
            *_each("s3: PutObject", f"{arns.BUCKET}/result", _OURS),
            *_each("s3: PutBucketPublicAccessBlock", arns.BUCKET, _OURS),
            *_each("kms: ListKeys ListAliases"),
        ),
    ),
    UseCase(
        "change or delete Studios and clusters",
        "NNNN",
        (
            *_each("elasticmapreduce: CreateStudio"),
            *_each("elasticmapreduce: DeleteStudio UpdateStudio CreateStudioSessionMapping", arns.OTHER_STUDIO),
            *_each("elasticmapreduce: CreateStudioPresignedUrl", arns.OTHER_STUDIO),
            *_each("elasticmapreduce: TerminateJobFlows AddJobFlowSteps GetClusterSessionCredentials", CLUSTER, TEAM),
        ),
    ),
)
