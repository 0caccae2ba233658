"""Session mappings: which user or group of IAM Identity Center has which session policy in a Studio."""

import json
from enum import StrEnum

from aws_cdk import Stack, aws_emr
from constructs import Construct

from ._border import check_length, is_known


class IdentityType(StrEnum):
    """What kind of identity is mapped."""

    USER = "USER"
    GROUP = "GROUP"


class SessionMapping(Construct):
    """One user or group of a Studio, an `AWS::EMR::StudioSessionMapping`.

    A new session policy is set in place; another identity is another mapping.

    https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-emr-studiosessionmapping.html
    """

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        studio_id: str,
        identity_type: IdentityType,
        identity_name: str,
        session_policy_arn: str,
    ) -> None:
        """Maps one identity to one session policy.

        Args:
            scope: Where the mapping is defined.
            construct_id: The mapping's id, unique in `scope`.
            studio_id: The Studio.
            identity_type: User or group.
            identity_name: The user name, or the group's display name, in the Identity Store.
            session_policy_arn: A customer-managed policy, which must also be attached to the Studio's user role.
        """
        super().__init__(scope, construct_id)
        self.identity_type = identity_type
        self.identity_name = identity_name
        aws_emr.CfnStudioSessionMapping(
            self,
            "Resource",
            studio_id=studio_id,
            identity_type=identity_type.value,
            identity_name=identity_name,
            session_policy_arn=session_policy_arn,
        )


class SessionMappings(Construct):
    """The users, or the groups, of one Studio: each once, and no more than the quota."""

    def __init__(
        self, scope: Construct, construct_id: str, *, studio_id: str, identity_type: IdentityType, quota: int
    ) -> None:
        """Starts with nobody mapped.

        Args:
            scope: Where the mappings are defined.
            construct_id: Their id, unique in `scope`.
            studio_id: The Studio.
            identity_type: Users or groups.
            quota: How many there may be.
        """
        super().__init__(scope, construct_id)
        self._studio_id = studio_id
        self._identity_type = identity_type
        self._quota = quota
        self._mappings: dict[str, SessionMapping] = {}

    def check(self, identity_name: str) -> None:
        """Refuses an identity that cannot be mapped.

        Args:
            identity_name: The user name, or the group's display name: 1 to 256 characters.

        Raises:
            ValueError: The name is empty, too long or mapped already, or the quota is used up.
        """
        kind = self._identity_type.value.lower()
        check_length(f"{kind} name", identity_name, 256, shortest=1)
        if is_known(identity_name) and (identity_name != identity_name.strip() or not identity_name.isprintable()):
            message = f"{kind} name must be without blanks at its ends and control characters, got {identity_name!r}"
            raise ValueError(message)
        if identity_name in self._mappings:
            message = f"{kind} {identity_name!r} is mapped already: a {kind} has one tier in a Studio, map it once"
            raise ValueError(message)
        if is_known(self._quota) and len(self._mappings) >= self._quota:
            message = (
                f"{kind}s must number at most {self._quota} in one Studio, got {identity_name!r} as one more: "
                f"map groups instead, or raise {kind}_quota of IdentityCenterAuth if AWS has raised yours"
            )
            raise ValueError(message)

    def add(self, identity_name: str, *, session_policy_arn: str) -> SessionMapping:
        """Maps one more identity; its logical id follows from its name alone.

        Args:
            identity_name: The user name, or the group's display name: 1 to 256 characters.
            session_policy_arn: Its session policy.

        Raises:
            ValueError: The name is empty, too long or mapped already, or the quota is used up.
        """
        self.check(identity_name)
        mapping = SessionMapping(
            self,
            self._construct_id(identity_name),
            studio_id=self._studio_id,
            identity_type=self._identity_type,
            identity_name=identity_name,
            session_policy_arn=session_policy_arn,
        )
        self._mappings[identity_name] = mapping
        return mapping

    def _construct_id(self, identity_name: str) -> str:
        """The name itself; without the slash, which separates ids, and the percent sign that stands for it."""
        if not is_known(identity_name):
            return json.dumps(Stack.of(self).resolve(identity_name))
        return identity_name.replace("%", "%25").replace("/", "%2F")
