"""Session mappings: which user or group of IAM Identity Center has which session policy in a Studio."""

import json
from collections.abc import Callable

from aws_cdk import Stack, aws_emr
from constructs import Construct

from ._border import check_length, check_pattern, is_known
from .choices import IdentityType
from .mapping_handler import MappingHandler

# https://docs.aws.amazon.com/singlesignon/latest/IdentityStoreAPIReference/API_User.html
_IDENTITY_ID = r"([0-9a-f]{10}-)?[A-Fa-f0-9]{8}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{12}"


class SessionMapping(Construct):
    """One user or group of a Studio, by name or by id.

    By name it is an `AWS::EMR::StudioSessionMapping`. That type knows no ids: by id it is a custom resource, which
    adopts a mapping that is there already with the same policy. A new session policy is set in place; another identity
    is another mapping.

    https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-emr-studiosessionmapping.html
    https://docs.aws.amazon.com/emr/latest/APIReference/API_CreateStudioSessionMapping.html
    """

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        studio_id: str,
        identity_type: IdentityType,
        session_policy_arn: str,
        identity_name: str | None = None,
        identity_id: str | None = None,
        handler: Callable[[], MappingHandler],
    ) -> None:
        """Maps one identity to one session policy.

        Args:
            scope: Where the mapping is defined.
            construct_id: The mapping's id, unique in `scope`.
            studio_id: The Studio.
            identity_type: User or group.
            session_policy_arn: A customer-managed policy, which must also be attached to the Studio's user role.
            identity_name: The user name, or the group's display name, in the Identity Store.
            identity_id: The user's or group's id in the Identity Store, in the place of the name.
            handler: Gives what maps by id.
        """
        super().__init__(scope, construct_id)
        self.identity_type = identity_type
        self.identity_name = identity_name
        self.identity_id = identity_id
        if identity_name is not None:
            aws_emr.CfnStudioSessionMapping(
                self,
                "Resource",
                studio_id=studio_id,
                identity_type=identity_type.value,
                identity_name=identity_name,
                session_policy_arn=session_policy_arn,
            )
        else:
            handler().define_resource(
                self,
                "Resource",
                resource_type="Custom::EmrStudioSessionMapping",
                properties={
                    "StudioId": studio_id,
                    "IdentityType": identity_type.value,
                    "IdentityId": identity_id,
                    "SessionPolicyArn": session_policy_arn,
                },
            )


class SessionMappings(Construct):
    """The users, or the groups, of one Studio: each once, and no more than the quota."""

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        studio_id: str,
        identity_type: IdentityType,
        quota: int,
        handler: Callable[[], MappingHandler],
    ) -> None:
        """Starts with nobody mapped.

        Args:
            scope: Where the mappings are defined.
            construct_id: Their id, unique in `scope`.
            studio_id: The Studio.
            identity_type: Users or groups.
            quota: How many there may be, by name and by id.
            handler: Gives what maps by id, when it is first needed.
        """
        super().__init__(scope, construct_id)
        self._studio_id = studio_id
        self._identity_type = identity_type
        self._quota = quota if is_known(quota) else None
        self._handler = handler
        self._identities: set[str] = set()

    def add(
        self, name: str | None, identity_id: str | None, *, session_policy_arn: Callable[[], str]
    ) -> SessionMapping:
        """Maps one more identity; its logical id follows from its name or id alone.

        Args:
            name: The user name, or the group's display name: 1 to 256 characters.
            identity_id: The user's or group's id, in the place of the name.
            session_policy_arn: Gives its session policy, which is made for an identity that can be mapped alone.

        Raises:
            ValueError: There is not one of both, it is none, or mapped already, or the quota is used up.
        """
        self._check(name, identity_id)
        construct_id = self._construct_id(name, identity_id)
        mapping = SessionMapping(
            self,
            construct_id,
            studio_id=self._studio_id,
            identity_type=self._identity_type,
            session_policy_arn=session_policy_arn(),
            identity_name=name,
            identity_id=identity_id,
            handler=self._handler,
        )
        self._identities.add(construct_id)
        return mapping

    def _check(self, name: str | None, identity_id: str | None) -> None:
        kind = self._identity_type.value.lower()
        if (name is None) == (identity_id is None):
            got = "neither" if name is None else "both"
            message = f"add_{kind} takes exactly one of name and identity_id, got {got}"
            raise ValueError(message)
        check_length(f"{kind} name", name, 256, shortest=1)
        if name is not None and is_known(name) and (name != name.strip() or not name.isprintable()):
            message = f"{kind} name must be without blanks at its ends and control characters, got {name!r}"
            raise ValueError(message)
        rule = f"the id of a {kind} in the Identity Store, like 90677bd5e2-11111111-2222-3333-4444-555555555555"
        check_pattern("identity_id", identity_id, _IDENTITY_ID, rule)
        identity = name or identity_id
        if self._construct_id(name, identity_id) in self._identities:
            message = f"{kind} {identity!r} is mapped already: a {kind} has one tier in a Studio, map it once"
            raise ValueError(message)
        if self._quota is not None and len(self._identities) >= self._quota:
            message = (
                f"{kind}s must number at most {self._quota} in one Studio, got {identity!r} as one more: "
                f"map groups instead, or raise {kind}_quota of IdentityCenterAuth if AWS has raised yours"
            )
            raise ValueError(message)

    def _construct_id(self, name: str | None, identity_id: str | None) -> str:
        """The name itself, without the slash, which separates ids, and the percent sign that stands for it.

        An id comes behind a percent sign that is in no name then.
        """
        identity = name or identity_id or ""
        if is_known(identity):
            identity = identity.replace("%", "%25").replace("/", "%2F")
        else:
            identity = json.dumps(Stack.of(self).resolve(identity))
        return identity if identity_id is None else f"%id:{identity}"
