"""EMR on EKS: what an attached endpoint allows people, and as whom its notebooks take on their role.

https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-studio-user-permissions.html
https://docs.aws.amazon.com/emr/latest/EMR-on-EKS-DevelopmentGuide/iam-execution-role.html
"""

from .capabilities import ATTACH
from .row import ANY, Allow, equals

# Each action is about one of these. In one list, the rows become one statement where a tier has both capabilities.
_ENDPOINT_AND_JOB_RUNS = (
    "<virtual-cluster>",
    "<endpoint>",
    "<virtual-cluster>/jobruns/*",  # their ids are drawn when they start, whoever starts them
)

_LISTING = Allow(
    sid="AllowListingVirtualClusters",
    actions=("emr-containers:ListVirtualClusters",),
    on=ANY,  # takes no resource
)

ATTACHING = (
    ATTACH,
    _LISTING,
    Allow(
        sid="AllowSeeingEksEndpoints",
        actions=(
            "emr-containers:DescribeVirtualCluster",
            "emr-containers:ListManagedEndpoints",
            "emr-containers:DescribeManagedEndpoint",
        ),
        on=_ENDPOINT_AND_JOB_RUNS,
    ),
    Allow(
        sid="AllowEksSessions",
        actions=("emr-containers:GetManagedEndpointSessionCredentials",),
        on=("<endpoint>",),
        # AWS's list of actions has no such key for this one, but AWS's policy for Studio does.
        when=(equals("emr-containers:ExecutionRoleArn", "<execution-role>"),),
    ),
)
"""Attaching a Workspace to an endpoint, and nothing with another role than the endpoint's."""

JOB_RUNS = (
    _LISTING,
    Allow(
        sid="AllowSeeingEksJobRuns",
        actions=(
            "emr-containers:DescribeVirtualCluster",
            "emr-containers:ListJobRuns",
            "emr-containers:DescribeJobRun",
        ),
        on=_ENDPOINT_AND_JOB_RUNS,
    ),
)
"""Seeing the job runs of a virtual cluster. Their Spark UIs are of `Capability.PERSISTENT_APP_UI`."""

SERVICE_ACCOUNTS = "system:serviceaccount:{namespace}:emr-containers-sa-*-*-{account}-{role_name}"
"""The Kubernetes service accounts that EMR on EKS makes for a role, whose name is in base 36.

As `aws emr-containers update-role-trust-policy` writes them. AWS does not list those of endpoints, hence its asterisks:
https://docs.aws.amazon.com/cli/latest/reference/emr-containers/update-role-trust-policy.html
"""
