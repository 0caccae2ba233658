"""What all Lambda functions of ours may do, and who may assume their roles."""

from .row import Allow
from .trust import Trust

FUNCTION_TRUST = Trust(service="lambda.amazonaws.com")

LOGGING = (
    Allow(
        sid="AllowLogging",
        actions=("logs:CreateLogStream", "logs:PutLogEvents"),
        on=("<log-group>",),
    ),
)
