"""What people can do in a Studio, tier by tier: AWS's table, and what nobody can.

https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-studio-user-permissions.html
"""

from engine import Context

from behaviour import arns
from behaviour.asking import Expected
from behaviour.compute import COMPUTE_USE_CASES
from emr_studio_constructs.review.use_cases import UseCase

TEAM: Context = {"elasticmapreduce:ResourceTag/team": "data"}
_NEW: Context = {"elasticmapreduce:RequestTag/team": "data"}
_OURS: Context = {"aws:ResourceAccount": arns.ACCOUNT}
_OWN: Context = {arns.CREATOR: "${aws:userid}"}
_CLUSTER_SERVICE_ROLE = {"role": arns.CLUSTER_SERVICE_ROLE, "service": arns.EMR}
_INSTANCE_ROLE = {"role": arns.INSTANCE_ROLE, "service": "ec2.amazonaws.com"}

USE_CASES = (
    Expected(UseCase.CREATE_WORKSPACES, "YYYY"),
    Expected(UseCase.USE_WORKSPACES, "YYYY"),
    Expected(UseCase.SHARE_WORKSPACES, "YYYN", _OWN, needs="collaboration"),
    Expected(UseCase.SEE_LOGS, "YYYN", _OURS),
    Expected(UseCase.SEE_NETWORK, "YYYN"),
    Expected(UseCase.LIST_ROLES, "YYYN"),
    Expected(UseCase.ATTACH_TO_CLUSTERS, "YYYN", TEAM),
    Expected(UseCase.OPEN_PERSISTENT_UIS, "YYYN", TEAM),
    Expected(UseCase.OPEN_CLUSTER_UIS, "YYYN", TEAM),
    Expected(UseCase.CREATE_CLUSTERS, "NNYN", _NEW, needs="cluster roles"),
    Expected(UseCase.PASS_ROLES, "NNYN", values=_CLUSTER_SERVICE_ROLE, needs="cluster roles"),
    Expected(UseCase.PASS_ROLES, "NNYN", values=_INSTANCE_ROLE, needs="cluster roles"),
    Expected(UseCase.TAG_NEW_CLUSTERS, "NNYN", _NEW, needs="cluster tags"),
    Expected(UseCase.LINK_REPOSITORIES, "YYYY"),
    Expected(UseCase.TAG_SECRETS, "YYYY"),
    Expected(UseCase.USE_SAGEMAKER, "NNYN", needs="optional capabilities"),
    Expected(UseCase.USE_CODEWHISPERER, "NNYN", needs="optional capabilities"),
    Expected(UseCase.USE_ATHENA, "NNYY", needs="Athena"),
    # AWS's printed policy for Athena allows these.
    Expected(UseCase.CHANGE_CATALOG, "NNNN"),
    Expected(UseCase.WRITE_TO_BUCKETS, "NNNN", _OURS),
    Expected(UseCase.OPEN_BUCKETS, "NNNN", _OURS),
    Expected(UseCase.LIST_KEYS, "NNNN"),
    Expected(UseCase.CREATE_STUDIOS, "NNNN"),
    Expected(UseCase.CHANGE_STUDIOS, "NNNN"),
    Expected(UseCase.MAP_PEOPLE, "NNNN"),
    Expected(UseCase.OPEN_STUDIO, "NNNN"),  # any other one
    Expected(UseCase.CONTROL_CLUSTERS, "NNNN", TEAM),
    *COMPUTE_USE_CASES,
)
