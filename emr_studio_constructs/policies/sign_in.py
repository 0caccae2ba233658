"""Who may open a Studio in IAM mode; no tier contains this.

https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-studio-manage-users.html
"""

from .row import ANY, Allow

SIGN_IN_ACTION = "elasticmapreduce:CreateStudioPresignedUrl"

CONSOLE_LIST = (
    Allow(
        sid="AllowListingStudiosInConsole",
        actions=("elasticmapreduce:ListStudios",),
        on=ANY,  # ListStudios takes no resource: it shows names and URLs of all Studios of the account and Region
    ),
    Allow(
        sid="AllowOpeningStudioFromConsole",
        actions=("elasticmapreduce:DescribeStudio",),
        on=("<studio>",),
    ),
)
