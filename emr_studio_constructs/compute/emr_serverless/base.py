"""What people may do with an EMR Serverless application, and with which roles: of one defined here, or elsewhere.

https://docs.aws.amazon.com/emr/latest/EMR-Serverless-UserGuide/interactive-workloads.html
"""

from collections.abc import Sequence

from aws_cdk import Fn, Stack
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms
from constructs import Construct

from emr_studio_constructs._border import check_arn_place, check_pattern
from emr_studio_constructs.encryption import check_key
from emr_studio_constructs.identities import check_account, check_roles, check_trust
from emr_studio_constructs.interfaces import Attachment, IEmrStudio
from emr_studio_constructs.policies.capabilities import ATTACH, Capability
from emr_studio_constructs.policies.emr_serverless import ATTACHING_TO_APPLICATION, SERVERLESS, USING_LOGS_KEY
from emr_studio_constructs.policies.rendering import name_things

_ARN = r"arn:aws[a-z-]*:emr-serverless:[a-z0-9-]+:[0-9]{12}:/applications/[0-9a-z]+"


class ServerlessApplication(Construct):
    """An EMR Serverless application, defined here or elsewhere, and the roles that notebooks on it run with.

    Made by `EmrServerlessApp(...)` and by `EmrServerlessApp.from_application_arn(...)`.
    """

    application_arn: str
    """The application's ARN."""
    runtime_roles: Sequence[iam.IRole]
    """The roles that people choose from when they attach: what a notebook may do is what its role may do."""
    encryption_key: kms.IKey | None = None
    """The key of the application's logs, if they have one of yours."""

    @property
    def application_id(self) -> str:
        """The application's id."""
        return Fn.select(2, Fn.split("/", self.application_arn))

    @property
    def runtime_role(self) -> iam.IRole:
        """The runtime role, or the first of several."""
        return self.runtime_roles[0]

    def bind(self, studio: IEmrStudio) -> Attachment:
        """Says what people may do with the application; called by `add_compute`.

        Args:
            studio: The Studio whose people these are.

        Raises:
            ValueError: The key of the application's logs is the Studio's own.
        """
        self._check_key(studio)
        things = {
            "application": [self.application_arn],
            "runtime-role": list(dict.fromkeys(role.role_arn for role in self.runtime_roles)),
            "logs-key": [self.encryption_key.key_arn] if self.encryption_key else [],
        }
        rows = name_things((*ATTACHING_TO_APPLICATION, *USING_LOGS_KEY), things)
        return Attachment(rows={Capability.EMR_SERVERLESS: (ATTACH, *rows)})

    def _check_key(self, studio: IEmrStudio) -> None:
        ours, theirs = self.encryption_key, studio.encryption_key
        if ours and theirs and ours.key_arn == theirs.key_arn:
            message = (
                f"encryption_key of {self.node.path} must not be the Studio's, got {ours.node.path}: "
                "people may use the key of the logs, define another for them"
            )
            raise ValueError(message)


class ImportedServerlessApplication(ServerlessApplication):
    """An application that is defined elsewhere; made by `EmrServerlessApp.from_application_arn`."""

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        application_arn: str,
        runtime_roles: Sequence[iam.IRole],
        encryption_key: kms.IKey | None,
    ) -> None:
        """Takes what is known of the application."""
        super().__init__(scope, construct_id)
        rule = "the ARN of an application, like arn:aws:emr-serverless:eu-west-1:111122223333:/applications/00abc"
        check_pattern("application_arn", application_arn, _ARN, rule)
        stack = Stack.of(self)
        check_arn_place("application_arn", application_arn, stack)
        check_runtime_roles(runtime_roles, stack)
        check_key(self, encryption_key)
        self.application_arn = application_arn
        self.runtime_roles = tuple(runtime_roles)
        self.encryption_key = encryption_key


def check_runtime_roles(roles: Sequence[iam.IRole], stack: Stack) -> None:
    """Raises a `ValueError` for roles that EMR Serverless cannot take on, as far as that can be seen here."""
    check_roles("runtime_roles", roles)
    if not roles:
        message = "runtime_roles must name one or more, got none: a notebook runs with one of them"
        raise ValueError(message)
    for role in roles:
        check_account("runtime_roles", role, stack.account)
        check_trust("runtime_roles", role, SERVERLESS)
