"""What people want to do in a Studio: AWS's table of use cases, and what a reviewer asks beside it.

https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-studio-user-permissions.html
"""

from enum import StrEnum


class UseCase(StrEnum):
    """Something that somebody may want to do, in a reviewer's words."""

    OPEN_STUDIO = "open the Studio"
    """In IAM mode. People of IAM Identity Center are let in by their mapping."""
    SEE_STUDIOS = "see the Studio in the console"
    CREATE_WORKSPACES = "create Workspaces"
    USE_WORKSPACES = "open, stop and delete Workspaces"
    SHARE_WORKSPACES = "share Workspaces"
    SEE_LOGS = "see buckets, read the logs of clusters"
    SEE_NETWORK = "see VPCs, subnets and security groups"
    LIST_ROLES = "list IAM roles"

    ATTACH_TO_CLUSTERS = "attach to EMR on EC2"
    USE_RUNTIME_ROLES = "work on clusters with a runtime role"
    OPEN_PERSISTENT_UIS = "open the persistent UIs of clusters"
    OPEN_CLUSTER_UIS = "open the UIs on clusters"
    ATTACH_TO_EKS = "attach to EMR on EKS"
    SEE_EKS_JOB_RUNS = "see job runs of EMR on EKS"
    ATTACH_TO_SERVERLESS = "attach to EMR Serverless"
    CREATE_FROM_TEMPLATES = "create clusters from templates"
    CHANGE_FROM_TEMPLATES = "change one's own clusters from templates"
    CREATE_CLUSTERS = "create clusters"
    TAG_NEW_CLUSTERS = "tag clusters on their creation"
    PASS_ROLES = "pass roles"  # noqa: S105  # no password
    """To clusters, EMR Serverless or any other service, which then works with them."""
    CONTROL_CLUSTERS = "terminate clusters, add steps to them, take their credentials"

    LINK_REPOSITORIES = "add and link Git repositories"
    TAG_SECRETS = "tag Git secrets"
    READ_SECRETS = "read the values of secrets"

    USE_SAGEMAKER = "use SageMaker Data Wrangler"
    USE_CODEWHISPERER = "use CodeWhisperer"
    USE_ATHENA = "query with Athena"
    CHANGE_CATALOG = "change databases and tables of the Glue catalog"

    READ_NOTEBOOKS = "read notebooks in the bucket"
    WRITE_NOTEBOOKS = "write and delete notebooks in the bucket"
    USE_KEY = "use the key of the notebooks"
    LIST_KEYS = "list KMS keys"
    WRITE_TO_BUCKETS = "write to other buckets"
    OPEN_BUCKETS = "let the public into buckets"

    CREATE_STUDIOS = "create Studios"
    CHANGE_STUDIOS = "change and delete the Studio"
    MAP_PEOPLE = "map people to the Studio"
    USE_INTERFACES = "create and delete network interfaces"
    CHANGE_GROUPS = "change the rules of security groups"
