"""Why what is found matters, and what to do, a sentence each: for templates here, for what is deployed in `ops/checks`.

https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-studio-considerations.html
https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-studio-security-groups.html
https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-studio-user-permissions.html
https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-studio-workspace-storage-encryption.html
"""

from emr_studio_constructs.policies.trust import EMR

_GUIDE = "https://docs.aws.amazon.com/emr/latest/ManagementGuide"
_CONSIDERATIONS = f"{_GUIDE}/emr-studio-considerations.html"
_ENCRYPTION = f"{_GUIDE}/emr-studio-workspace-storage-encryption.html"
_GROUPS = f"{_GUIDE}/emr-studio-security-groups.html"
_USER_ROLE = f"{_GUIDE}/emr-studio-user-permissions.html"

ONE_KEY = f"the service role uses the one key that the Studio is told of: {_ENCRYPTION}"
NOT_BY_DEFAULT = f"what is saved without naming the key is not encrypted with it: {_ENCRYPTION}"
RIGHTS_TO_THE_KEY = f"the service role needs rights to the key: {_ENCRYPTION}"
NO_BUCKET_KEYS = f"each save calls KMS, and a policy by the bucket's ARN as AWS's page shows refuses it: {_ENCRYPTION}"
NOTHING_INBOUND = f"the workspace group must allow no inbound traffic: {_GROUPS}"
NOTEBOOK_PORT = f"Workspaces reach an attached cluster by this port: {_GROUPS}"
NO_PUBLIC_ADDRESS = (
    "the network interfaces of Workspaces and of clusters in private subnets have no public address, and cannot take "
    f"it: {_CONSIDERATIONS}"
)
ONE_ZONE = f"when it fails, no Workspace starts: {_CONSIDERATIONS}"
ANOTHER_ZONE = "add a subnet of another zone; a Studio takes more subnets at any time, and gives none back"
SET_CONTEXT = f"AWS's trust policy of the user role has it beside sts:AssumeRole: {_USER_ROLE}"
ADD_SET_CONTEXT = f"add sts:SetContext to the statement for {EMR} in the role's trust policy"
