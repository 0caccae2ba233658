"""What the function that maps people by id may do: EMR's mapping calls, and what EMR does at Identity Center for it.

The latter is what AWS's page and the provider schema of `AWS::EMR::StudioSessionMapping` ask for. What makes and
deletes instances, applications and people, and what the page has beyond the schema for the console, is left out.

https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-studio-admin-permissions.html
"""

from .row import ANY, Allow

MAPPING_HANDLER = (
    Allow(
        sid="AllowMapping",
        actions=(
            "elasticmapreduce:CreateStudioSessionMapping",
            "elasticmapreduce:UpdateStudioSessionMapping",
            "elasticmapreduce:DeleteStudioSessionMapping",
        ),
        # When a Studio is replaced, the mappings of the old one are deleted: nothing names it any more.
        on=("arn:<partition>:elasticmapreduce:<region>:<account>:studio/*",),
    ),
    Allow(
        sid="AllowListingMappings",
        actions=("elasticmapreduce:ListStudioSessionMappings",),
        on=ANY,  # IAM limits it to no resource
    ),
    Allow(
        sid="AllowAssigningInIdentityCenter",
        actions=(
            "sso:AssociateProfile",
            "sso:CreateApplicationAssignment",
            "sso:DeleteApplicationAssignment",
            "sso:DescribeApplication",
            "sso:DescribeInstance",
            "sso:DisassociateProfile",
            "sso:GetManagedApplicationInstance",
            "sso:GetProfile",
            "sso:ListApplicationAssignments",
            "sso:ListDirectoryAssociations",
            "sso:ListInstances",
            "sso:ListProfiles",
            "sso-directory:DescribeGroup",
            "sso-directory:DescribeUser",
            "sso-directory:SearchGroups",
            "sso-directory:SearchUsers",
        ),
        on=ANY,  # AWS's page says that these take no ARN; the Studio's application is not known here
    ),
    Allow(
        sid="AllowReadingOwnStack",
        actions=(
            "cloudformation:DescribeStackEvents",
            "cloudformation:DescribeStacks",
            "cloudformation:ListStackResources",
        ),
        on=("<stack>",),
    ),
)
