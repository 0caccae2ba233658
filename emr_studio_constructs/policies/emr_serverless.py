"""EMR Serverless: who takes on a runtime role, and what people may do with one application.

https://docs.aws.amazon.com/emr/latest/EMR-Serverless-UserGuide/interactive-workloads.html
https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-studio-user-permissions.html
"""

from .row import ANY, Allow, arn_like, equals
from .trust import Trust

SERVERLESS = "emr-serverless.amazonaws.com"

# AWS's page on the role names the account alone, its pages on keys and images the application too.
# https://docs.aws.amazon.com/emr/latest/EMR-Serverless-UserGuide/getting-started.html
RUNTIME_ROLE_TRUST = Trust(
    service=SERVERLESS,
    when=(
        equals("aws:SourceAccount", "<account>"),
        arn_like("aws:SourceArn", "<application>", "<application>/*"),  # the application, and what runs on it
    ),
)

ON_BEHALF_OF_AN_APPLICATION = (
    equals("aws:SourceAccount", "<account>"),
    # A key's policy cannot name the application that names the key.
    arn_like("aws:SourceArn", "arn:<partition>:emr-serverless:<region>:<account>:/applications/*"),
)

LOGS_KEY_ACTIONS = ("kms:GenerateDataKey", "kms:Decrypt")
"""What EMR Serverless, the runtime roles and whoever runs notebooks need of the key of an application's logs.

https://docs.aws.amazon.com/emr/latest/EMR-Serverless-UserGuide/jobs-log-encryption.html
"""

USING_LOGS_KEY = (
    Allow(
        sid="AllowKeysOfServerlessLogs",
        actions=LOGS_KEY_ACTIONS,
        on=("<logs-key>",),
    ),
)

ATTACHING_TO_APPLICATION = (
    Allow(
        sid="AllowListingServerlessApplications",
        actions=("emr-serverless:ListApplications",),
        on=ANY,  # takes no resource
    ),
    Allow(
        sid="AllowServerlessApplications",
        actions=(
            "emr-serverless:GetApplication",
            "emr-serverless:StartApplication",
            "emr-serverless:AccessInteractiveEndpoints",
            "emr-serverless:GetDashboardForJobRun",
        ),
        on=("<application>", "<application>/jobruns/*"),  # ids of job runs are drawn when notebooks run
    ),
    Allow(
        sid="AllowPassingServerlessRoles",
        actions=("iam:PassRole",),
        on=("<runtime-role>",),
        when=(equals("iam:PassedToService", SERVERLESS),),
    ),
)
"""What people may do with one application, beside attaching Workspaces to any."""
