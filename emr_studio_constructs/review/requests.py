"""The requests that each use case comes down to.

Only those by which a use case differs from others are listed, so that whoever may not do it is refused them all.

https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-studio-user-permissions.html
https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-studio-service-role.html
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from emr_studio_constructs.evaluation import Context
from emr_studio_constructs.policies.rendering import fill
from emr_studio_constructs.policies.row import EMR_TAG
from emr_studio_constructs.policies.trust import EMR

from .things.tags import CREATOR, OF_EMR, ONESELF, tagged
from .use_cases import UseCase


@dataclass(frozen=True)
class Ask:
    """One request, with names in angle brackets for what it is about: `<cluster>`, `<service-role>`."""

    action: str
    on: str = "*"
    when: Context = field(default_factory=dict)
    """Its context; `${aws:userid}` stands for the user id of who asks."""

    def about(self, values: Mapping[str, str], context: Context | None = None) -> "Ask":
        """The request with its names filled in, and more context than its own.

        Args:
            values: What the names stand for.
            context: The further context.
        """
        things = {name: (value,) for name, value in values.items()}

        def filled(text: str) -> str:
            return fill(text, things)[0] if "<" in text else text

        when = {key: filled(value) if isinstance(value, str) else value for key, value in self.when.items()}
        return replace(self, on=filled(self.on), when={**when, **(context or {})})


@dataclass(frozen=True)
class Asks:
    """The requests of a use case."""

    about: tuple[Ask, ...]
    """About the thing itself, such as one cluster."""
    beside: tuple[Ask, ...] = ()
    """Needed beside that, whichever thing it is, such as to list clusters."""


def each(actions: str, on: str = "*", when: Context | None = None) -> tuple[Ask, ...]:
    """Requests on one thing, written `SERVICE: ACTION ACTION`."""
    service, _, names = actions.partition(": ")
    return tuple(Ask(f"{service}:{name}", on, when or {}) for name in names.split())


ATTACHING = each("elasticmapreduce: AttachEditor DetachEditor", "<workspace>", tagged({CREATOR: ONESELF}, OF_EMR))
"""Beside each kind of compute: attaching Workspaces of one's own to any."""

_FOR_EMR = {f"aws:RequestTag/{EMR_TAG}": "true"}

REQUESTS: Mapping[UseCase, Asks] = {
    UseCase.OPEN_STUDIO: Asks(each("elasticmapreduce: CreateStudioPresignedUrl", "<studio>")),
    UseCase.SEE_STUDIOS: Asks(
        (*each("elasticmapreduce: ListStudios"), *each("elasticmapreduce: DescribeStudio", "<studio>"))
    ),
    UseCase.CREATE_WORKSPACES: Asks(
        (
            *each("elasticmapreduce: CreateEditor ListEditors"),
            Ask("iam:PassRole", "<service-role>", {"iam:PassedToService": EMR}),
        )
    ),
    UseCase.USE_WORKSPACES: Asks(
        each("elasticmapreduce: DescribeEditor DeleteEditor StartEditor StopEditor OpenEditorInConsole", "<workspace>")
    ),
    UseCase.SHARE_WORKSPACES: Asks(
        each(
            "elasticmapreduce: UpdateEditor PutWorkspaceAccess DeleteWorkspaceAccess ListWorkspaceAccessIdentities",
            "<workspace>",
        )
    ),
    UseCase.SEE_LOGS: Asks(
        (
            *each("s3: ListAllMyBuckets"),
            *each("s3: ListBucket GetBucketLocation", "<other-bucket>"),
            Ask("s3:GetObject", "<log>"),
        )
    ),
    UseCase.SEE_NETWORK: Asks(each("ec2: DescribeVpcs DescribeSubnets DescribeSecurityGroups")),
    UseCase.LIST_ROLES: Asks(each("iam: ListRoles")),
    UseCase.ATTACH_TO_CLUSTERS: Asks(
        each(
            "elasticmapreduce: DescribeCluster ListInstanceGroups ListBootstrapActions StartEditor OpenEditorInConsole",
            "<cluster>",
        ),
        beside=(*ATTACHING, *each("elasticmapreduce: ListClusters")),
    ),
    UseCase.USE_RUNTIME_ROLES: Asks(
        each(
            "elasticmapreduce: GetClusterSessionCredentials",
            "<cluster>",
            {"elasticmapreduce:ExecutionRoleArn": "<runtime-role>"},
        )
    ),
    UseCase.OPEN_PERSISTENT_UIS: Asks(
        each(
            "elasticmapreduce: CreatePersistentAppUI DescribePersistentAppUI GetPersistentAppUIPresignedURL ListSteps",
            "<cluster>",
        )
    ),
    UseCase.OPEN_CLUSTER_UIS: Asks(each("elasticmapreduce: GetOnClusterAppUIPresignedURL", "<cluster>")),
    UseCase.ATTACH_TO_EKS: Asks(
        (
            *each("emr-containers: DescribeManagedEndpoint", "<endpoint>"),
            Ask(
                "emr-containers:GetManagedEndpointSessionCredentials",
                "<endpoint>",
                {"emr-containers:ExecutionRoleArn": "<execution-role>"},
            ),
        ),
        beside=(
            *ATTACHING,
            *each("emr-containers: ListVirtualClusters"),
            *each("emr-containers: DescribeVirtualCluster ListManagedEndpoints", "<virtual-cluster>"),
        ),
    ),
    UseCase.SEE_EKS_JOB_RUNS: Asks(
        (
            *each("emr-containers: ListJobRuns", "<virtual-cluster>"),
            *each("emr-containers: DescribeJobRun", "<virtual-cluster>/jobruns/efgh"),
        )
    ),
    UseCase.ATTACH_TO_SERVERLESS: Asks(
        (
            *each("emr-serverless: GetApplication StartApplication AccessInteractiveEndpoints", "<application>"),
            *each("emr-serverless: GetDashboardForJobRun", "<application>/jobruns/efgh"),
        ),
        beside=(*ATTACHING, *each("emr-serverless: ListApplications")),
    ),
    UseCase.CREATE_FROM_TEMPLATES: Asks(
        (
            *each("servicecatalog: DescribeProduct DescribeProvisioningParameters ProvisionProduct", "<product>"),
            *each("servicecatalog: ListProvisioningArtifacts ListLaunchPaths", "<product>"),
        ),
        beside=(
            *each("servicecatalog: DescribeProductView SearchProducts"),
            *each("servicecatalog: DescribeRecord", when={"servicecatalog:userLevel": "self"}),
            *each("cloudformation: DescribeStackResources", "<stack-of-template>"),
        ),
    ),
    UseCase.CHANGE_FROM_TEMPLATES: Asks(
        each("servicecatalog: UpdateProvisionedProduct", when={"servicecatalog:userLevel": "self"})
    ),
    UseCase.CREATE_CLUSTERS: Asks(each("elasticmapreduce: RunJobFlow")),
    UseCase.TAG_NEW_CLUSTERS: Asks(each("elasticmapreduce: AddTags", "<cluster>")),
    UseCase.PASS_ROLES: Asks((Ask("iam:PassRole", "<role>", {"iam:PassedToService": "<service>"}),)),
    UseCase.CONTROL_CLUSTERS: Asks(
        each("elasticmapreduce: TerminateJobFlows AddJobFlowSteps GetClusterSessionCredentials", "<cluster>")
    ),
    UseCase.LINK_REPOSITORIES: Asks(
        (
            *each("elasticmapreduce: CreateRepository DeleteRepository ListRepositories DescribeRepository"),
            *each("elasticmapreduce: LinkRepository UnlinkRepository"),
            *each("secretsmanager: ListSecrets"),
            *each("secretsmanager: CreateSecret", "<git-secret>", _FOR_EMR),
        )
    ),
    UseCase.TAG_SECRETS: Asks(each("secretsmanager: TagResource", "<secret>")),
    UseCase.READ_SECRETS: Asks(each("secretsmanager: GetSecretValue", "<secret>")),
    UseCase.USE_SAGEMAKER: Asks(
        (
            *each("sagemaker: ListDomains ListUserProfiles"),
            *each("sagemaker: DescribeDomain", "<domain>"),
            *each("sagemaker: CreatePresignedDomainUrl", "<profile>"),
        )
    ),
    UseCase.USE_CODEWHISPERER: Asks(each("codewhisperer: GenerateRecommendations")),
    UseCase.USE_ATHENA: Asks(
        (
            *each("athena: StartQueryExecution GetQueryExecution GetQueryResults StopQueryExecution", "<workgroup>"),
            *each("athena: GetTableMetadata ListDatabases", "<data-catalog>"),
            *each("athena: ListWorkGroups ListDataCatalogs"),
            *(Ask("glue:GetDatabase", on) for on in ("<catalog>", "<database>")),
            *(Ask("glue:GetTable", on) for on in ("<catalog>", "<database>", "<table>")),
            *each("lakeformation: GetDataAccess"),
        )
    ),
    UseCase.CHANGE_CATALOG: Asks(
        (
            *(Ask("glue:CreateTable", on) for on in ("<catalog>", "<database>", "<table>")),
            *(Ask("glue:DeleteDatabase", on) for on in ("<catalog>", "<database>")),
        )
    ),
    UseCase.READ_NOTEBOOKS: Asks(each("s3: GetObject", "<notebook>")),
    UseCase.WRITE_NOTEBOOKS: Asks(each("s3: PutObject DeleteObject", "<notebook>")),
    UseCase.USE_KEY: Asks(each("kms: Decrypt GenerateDataKey ReEncryptFrom ReEncryptTo", "<key>")),
    UseCase.LIST_KEYS: Asks(each("kms: ListKeys ListAliases")),
    UseCase.WRITE_TO_BUCKETS: Asks(each("s3: PutObject DeleteObject", "<other-bucket>/result")),
    UseCase.OPEN_BUCKETS: Asks(each("s3: PutBucketPublicAccessBlock", "<other-bucket>")),
    UseCase.CREATE_STUDIOS: Asks(each("elasticmapreduce: CreateStudio")),
    UseCase.CHANGE_STUDIOS: Asks(each("elasticmapreduce: UpdateStudio DeleteStudio", "<studio>")),
    UseCase.MAP_PEOPLE: Asks(
        each(
            "elasticmapreduce: CreateStudioSessionMapping UpdateStudioSessionMapping DeleteStudioSessionMapping",
            "<studio>",
        )
    ),
    UseCase.USE_INTERFACES: Asks(
        (*each("ec2: CreateNetworkInterface", "<subnet>"), *each("ec2: CreateNetworkInterface", "<security-group>")),
        beside=(
            Ask("ec2:CreateNetworkInterface", "<interface>", _FOR_EMR),
            Ask("ec2:DeleteNetworkInterface", "<interface>", {f"aws:ResourceTag/{EMR_TAG}": "true"}),
        ),
    ),
    UseCase.CHANGE_GROUPS: Asks(
        each("ec2: AuthorizeSecurityGroupIngress AuthorizeSecurityGroupEgress", "<security-group>")
    ),
}
"""What is asked of each use case."""
