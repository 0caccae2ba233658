"""A Lambda function of ours that answers CloudFormation, with a role, a policy and a log of its own."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import aws_cdk
from aws_cdk import CustomResource, Duration, RemovalPolicy, Stack
from aws_cdk import aws_logs as logs
from constructs import Construct

from ._border import place
from .managed_policy import RowPolicy
from .policies.function import FUNCTION_TRUST, LOGGING
from .policies.rendering import Things
from .policies.row import Allow
from .roles import StudioRole

# The handler tries again within this time; see handlers/clients.py.
_TIMEOUT_MINUTES = 5
# An event that Lambda could not start with until then is dropped: nothing must be done after CloudFormation gave up.
_LONGEST_IN_QUEUE_MINUTES = 5


class StudioFunction(Construct):
    """A function in the role of a custom resource's service."""

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        handler: str,
        purpose: str,
        rows: Sequence[Allow],
        things: Things,
        role_path: str | None,
        policy_path: str | None,
    ) -> None:
        """Defines the function, its log group, its role and the role's policy.

        Args:
            scope: Where they are defined.
            construct_id: Their id, unique in `scope`.
            handler: The module of `handlers` that answers.
            purpose: What it does, as in `maps people`.
            rows: What it may do, besides logging.
            things: What the names in the rows stand for, beside those of the place and `<stack>`.
            role_path: The role's path. Default: `/`.
            policy_path: The policy's path. Default: `/`.
        """
        super().__init__(scope, construct_id)
        log_group = logs.LogGroup(
            self,
            "Log",
            retention=logs.RetentionDays.ONE_YEAR,
            removal_policy=RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
        )
        things = {
            **place(self),
            "stack": [Stack.of(self).stack_id],
            "log-group": [log_group.log_group_arn],
            **things,
        }
        self.role = StudioRole(
            self,
            "Role",
            trust=FUNCTION_TRUST,
            things=things,
            description=f"What {purpose}",
            path=role_path,
        )
        policy = RowPolicy(
            self,
            "Policy",
            rows=[*rows, *LOGGING],
            things=things,
            description=f"What {purpose} may do",
            path=policy_path,
        )
        policy.give_to(self.role)
        # Loaded here alone: most Studios need none, and it takes as long as the rest of what a Studio is made of.
        lambda_ = aws_cdk.aws_lambda
        function = lambda_.Function(
            self,
            "Function",
            description=purpose[0].upper() + purpose[1:],
            runtime=lambda_.Runtime.PYTHON_3_14,
            code=lambda_.Code.from_asset(str(Path(__file__).parent), exclude=["*", "!handlers", "!handlers/*.py"]),
            handler=f"handlers.{handler}.on_event",
            # boto3 takes some 80 MB; with Lambda's least, 128 MB, it also takes seconds to load.
            memory_size=256,
            timeout=Duration.minutes(_TIMEOUT_MINUTES),
            role=self.role,
            log_group=log_group,
            # What Lambda repeats after an error has been answered to CloudFormation.
            retry_attempts=0,
            max_event_age=Duration.minutes(_LONGEST_IN_QUEUE_MINUTES),
        )
        self._service_token = function.function_arn

    def define_resource(
        self, scope: Construct, construct_id: str, *, resource_type: str, properties: Mapping[str, object]
    ) -> CustomResource:
        """Defines a custom resource that the function answers for, in its time in the queue and its own.

        Args:
            scope: Where the resource is defined.
            construct_id: Its id, unique in `scope`.
            resource_type: Its type, `Custom::` and a name.
            properties: What the function is told.
        """
        resource = CustomResource(
            scope,
            construct_id,
            resource_type=resource_type,
            service_token=self._service_token,
            service_timeout=Duration.minutes(_LONGEST_IN_QUEUE_MINUTES + _TIMEOUT_MINUTES),
            properties=properties,
        )
        # The function needs its policy, when the resource is deleted too.
        resource.node.add_dependency(self)
        return resource
