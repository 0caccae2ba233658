"""Passing the roles of clusters on: to EMR, and to the instances.

https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html
https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-iam-roles.html
"""

from .row import Allow, equals, like
from .trust import EMR

PASSING_CLUSTER_SERVICE_ROLES = Allow(
    sid="AllowPassingClusterServiceRoles",
    actions=("iam:PassRole",),
    on=("<cluster-service-role>",),
    when=(equals("iam:PassedToService", EMR),),
)

PASSING_INSTANCE_ROLES = Allow(
    sid="AllowPassingInstanceRoles",
    actions=("iam:PassRole",),
    on=("<instance-role>",),
    when=(like("iam:PassedToService", "ec2.amazonaws.com*"),),  # ec2.amazonaws.com.cn in China
)
