"""The doors of a Studio: what people say, the IAM action behind it, and the call that tries it.

In the order of AWS's table of use cases, then what nobody may do.
https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-studio-user-permissions.html

SageMaker and CodeWhisperer have no row: the local AWS does not know them, and asks IAM about what it knows alone.
"""

from collections.abc import Callable
from dataclasses import dataclass

from . import door_calls as calls
from .eks_door import attach_to_eks, attach_to_eks_with_another_role
from .serverless_door import attach_to_serverless
from .template_door import start_from_a_template
from .visit import Visit


@dataclass(frozen=True)
class Door:
    """Something to try."""

    says: str
    action: str
    call: Callable[[Visit], object]
    needs: str = ""
    """A property of the Studio: without it there is no such door."""
    nobody: bool = False
    """Whether none of the package's tiers opens it."""


# Whoever visits has opened it: see `sign_in`.
OPEN_THE_STUDIO = Door("open the Studio", "elasticmapreduce:CreateStudioPresignedUrl", lambda visit: visit.who)

DOORS = (
    OPEN_THE_STUDIO,
    Door("list Workspaces", "elasticmapreduce:ListEditors", lambda visit: visit.emr("ListEditors")),
    Door("create a Workspace", "elasticmapreduce:CreateEditor", lambda visit: visit.new_workspace()),
    Door("start a Workspace", "elasticmapreduce:StartEditor", calls.on_a_workspace("StartEditor")),
    Door("open a Workspace", "elasticmapreduce:OpenEditorInConsole", calls.on_a_workspace("OpenEditorInConsole")),
    Door("delete a Workspace", "elasticmapreduce:DeleteEditor", calls.on_a_workspace("DeleteEditor")),
    Door("share their own Workspace", "elasticmapreduce:PutWorkspaceAccess", calls.share_their_own),
    Door(
        "share another's Workspace",
        "elasticmapreduce:PutWorkspaceAccess",
        calls.on_a_workspace("PutWorkspaceAccess"),
        nobody=True,
    ),
    Door("attach to a cluster", "elasticmapreduce:AttachEditor", calls.on_a_workspace("AttachEditor")),
    Door(
        "attach with a runtime role", "elasticmapreduce:GetClusterSessionCredentials", calls.attach_with_a_runtime_role
    ),
    Door(
        "attach with another runtime role",
        "elasticmapreduce:GetClusterSessionCredentials",
        calls.attach_with_another_runtime_role,
        nobody=True,
    ),
    Door("attach to EMR Serverless", "emr-serverless:AccessInteractiveEndpoints", attach_to_serverless),
    Door("attach to EMR on EKS", "emr-containers:GetManagedEndpointSessionCredentials", attach_to_eks),
    Door(
        "attach to EMR on EKS with another role",
        "emr-containers:GetManagedEndpointSessionCredentials",
        attach_to_eks_with_another_role,
        nobody=True,
    ),
    Door("list clusters", "elasticmapreduce:ListClusters", lambda visit: visit.client("emr").list_clusters()),
    Door("see a cluster", "elasticmapreduce:DescribeCluster", calls.see_a_cluster),
    Door("open a UI on a cluster", "elasticmapreduce:GetOnClusterAppUIPresignedURL", calls.open_a_cluster_ui),
    Door("start a cluster from a template", "servicecatalog:ProvisionProduct", start_from_a_template),
    Door("create a cluster", "elasticmapreduce:RunJobFlow", calls.create_a_cluster),
    Door("link a Git repository", "elasticmapreduce:LinkRepository", calls.on_a_workspace("LinkRepository")),
    Door("store Git credentials", "secretsmanager:CreateSecret", calls.store_git_credentials),
    Door("store a secret without EMR's tag", "secretsmanager:CreateSecret", calls.store_a_secret, nobody=True),
    Door("see the network", "ec2:DescribeVpcs", lambda visit: visit.client("ec2").describe_vpcs()),
    Door("see the names of roles", "iam:ListRoles", lambda visit: visit.client("iam").list_roles()),
    Door("see buckets", "s3:ListAllMyBuckets", lambda visit: visit.client("s3").list_buckets()),
    Door("query with Athena", "athena:ListWorkGroups", lambda visit: visit.client("athena").list_work_groups()),
    Door("read a notebook in the bucket", "s3:GetObject", calls.read_a_notebook, nobody=True),
    Door("decrypt with the Studio's key", "kms:Decrypt", calls.decrypt, needs="EncryptionKeyArn", nobody=True),
    Door("give a Workspace another role", "iam:PassRole", calls.pass_another_role, nobody=True),
    Door("give a role more permissions", "iam:AttachRolePolicy", calls.attach_a_policy, nobody=True),
    Door("change their own tier", "elasticmapreduce:UpdateStudioSessionMapping", calls.change_their_tier, nobody=True),
    Door(
        "map themselves to the Studio", "elasticmapreduce:CreateStudioSessionMapping", calls.map_themselves, nobody=True
    ),
    Door("delete the Studio", "elasticmapreduce:DeleteStudio", calls.delete_the_studio, nobody=True),
)
