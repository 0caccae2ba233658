"""Who may assume the roles of clusters, and what a cluster's service role needs beside AWS's managed policy.

https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-iam-role.html
https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-managed-iam-policies.html
"""

from .passing import PASSING_INSTANCE_ROLES
from .row import Allow, equals
from .trust import EMR, ON_BEHALF_OF_THIS_ACCOUNT, Trust

CLUSTER_SERVICE_ROLE_TRUST = Trust(service=EMR, when=ON_BEHALF_OF_THIS_ACCOUNT)
INSTANCE_ROLE_TRUST = Trust(service="ec2.amazonaws.com")

MANAGED_POLICY = "service-role/AmazonEMRServicePolicy_v2"
"""What EMR needs to run a cluster in subnets with EMR's tag. Of roles, it passes EMR_EC2_DefaultRole alone."""

CLUSTER_SERVICE_ROLE = (PASSING_INSTANCE_ROLES,)

CLUSTER_LOGS = (
    Allow(
        sid="AllowWritingClusterLogs",
        actions=("s3:PutObject",),
        on=("arn:<partition>:s3:::<log-location>/*",),
        when=(equals("aws:ResourceAccount", "<account>"),),  # a bucket that is gone may be a stranger's tomorrow
    ),
)
"""What a cluster's instances need to write its logs."""
