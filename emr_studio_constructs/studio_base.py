"""What people can be given in any Studio, defined here or imported."""

from collections.abc import Callable, Sequence

import jsii
from aws_cdk import Annotations, Resource, Stack
from aws_cdk import aws_ec2 as ec2
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms
from aws_cdk import aws_s3 as s3
from aws_cdk.interfaces.aws_emr import IStudioRef, StudioReference
from constructs import Construct

from ._border import check_same_place, place
from .access import STUDIO_ARN, SourceIdentity, StudioTag
from .admissions import Admissions
from .auth import Auth, IamAuth, IdentityCenterAuth, propagates_identity
from .choices import IdentityType
from .endpoints import InterfaceEndpoints
from .git import PrivateGitServer
from .identities import attach, identity_of
from .interfaces import Compute
from .managed_policy import RowPolicy
from .mapping_handler import MappingHandler
from .mappings import SessionMapping, SessionMappings
from .partitions import CONSOLE, in_partition
from .policies.capabilities import Capability
from .policies.rendering import Things, render_statements
from .policies.row import Allow
from .policies.sign_in import CONSOLE_LIST, SIGN_IN_ACTION
from .policies.tiers import WITHHELD_FROM_PROPAGATION, CustomTier, Tier
from .private_git import PrivateGit
from .security_groups import StudioSecurityGroups
from .tier_policies import TierPolicies


@jsii.implements(IStudioRef)
class EmrStudioBase(Resource, metaclass=jsii.JSIIAbstractClass):
    """A Studio of which the id is known, with the people in it and the compute they attach to."""

    vpc: ec2.IVpc | None
    """Where the Studio lives; none where it was imported without it."""
    subnets: Sequence[ec2.ISubnet]
    """The Studio's subnets; none where it was imported without them."""
    nat_gateway_ids: Sequence[str]
    """The NAT gateways that were defined with the Studio."""
    interface_endpoints: InterfaceEndpoints
    """The interface endpoints that were defined with the Studio, by the service that they lead to."""
    bucket: s3.IBucket | None
    """Where notebooks are saved; none where the Studio was imported without it."""
    prefix: str
    """The Studio's own part of the bucket, without slashes at its ends; empty for all of it."""
    encryption_key: kms.IKey | None
    """The KMS key that notebooks are encrypted with; none where S3 manages it, or where it is not known."""
    user_role: iam.IRole | None
    """The role of everybody signed in by IAM Identity Center; none in IAM mode, or where it is not known."""
    _security_groups: StudioSecurityGroups | None

    def _open(
        self,
        *,
        studio_id: str,
        studio_arn: str,
        url: str,
        auth: Auth,
        service_role: iam.IRole | None,
        requested: Sequence[Capability],
        role_path: str | None,
        policy_path: str | None,
    ) -> None:
        """Completes a Studio: from here on people and compute can be added."""
        self._studio_id = studio_id
        self._studio_arn = studio_arn
        self._url = url
        self._auth = auth
        self._service_role = service_role
        self._role_path = role_path
        self._policy_path = policy_path
        self._handler: MappingHandler | None = None
        self._private_git: PrivateGit | None = None
        self._grantees: list[iam.IIdentity] = []
        self._compute: list[Compute] = []
        self._compute_listeners: list[Callable[[Compute], None]] = []
        self._things: Things = {
            **place(self),
            "studio": [studio_arn],
            "service-role": [service_role.role_arn] if service_role else [],
        }
        self._tiers = TierPolicies(
            self,
            "Tiers",
            things=self._things,
            requested=requested,
            withheld=WITHHELD_FROM_PROPAGATION if propagates_identity(auth) else (),
            path=policy_path,
        )
        self._admissions = Admissions(self._tiers)
        if isinstance(auth, IdentityCenterAuth):
            self._users, self._groups = (
                SessionMappings(
                    self,
                    name,
                    studio_id=studio_id,
                    identity_type=identity_type,
                    quota=quota,
                    handler=self._mapping_handler,
                )
                for name, identity_type, quota in (
                    ("Users", IdentityType.USER, auth.user_quota),
                    ("Groups", IdentityType.GROUP, auth.group_quota),
                )
            )

    @property
    def studio_id(self) -> str:
        """The Studio's id, `es-` and capital letters and digits."""
        return self._studio_id

    @property
    def studio_arn(self) -> str:
        """The Studio's ARN."""
        return self._studio_arn

    @property
    def url(self) -> str:
        """Where people open the Studio."""
        return self._url

    @property
    def deep_link(self) -> str:
        """The console's address of the Studio, as the target of a tile in an identity provider's portal.

        https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-studio-authentication.html
        """
        region = Stack.of(self).region
        return f"https://{in_partition(self, CONSOLE)}/emr/home?region={region}#studio/{self.studio_id}/start"

    @property
    def auth(self) -> Auth:
        """How people sign in."""
        return self._auth

    @property
    def tier_policies(self) -> TierPolicies:
        """The policies of the tiers in use, and their sizes."""
        return self._tiers

    @property
    def grantees(self) -> Sequence[iam.IIdentity]:
        """The IAM users, groups and roles that were given the right to open the Studio."""
        return tuple(self._grantees)

    @property
    def compute(self) -> Sequence[Compute]:
        """The compute that was added."""
        return tuple(self._compute)

    @property
    def mapping_role(self) -> iam.IRole | None:
        """The role of the function that maps people by id; none as long as it maps nobody."""
        return self._handler.role if self._handler else None

    @property
    def studio_ref(self) -> StudioReference:
        """The Studio as the CDK's own constructs take it."""
        return StudioReference(studio_arn=self.studio_arn, studio_id=self.studio_id)

    def add_user(
        self, name: str | None = None, *, identity_id: str | None = None, tier: Tier | CustomTier
    ) -> SessionMapping:
        """Lets a user of IAM Identity Center use the Studio. Another tier for the same user is set in place.

        Args:
            name: The user name in the Identity Store.
            identity_id: The user's id there, in the place of the name: it stays when the user is renamed. The mapping
                is then made by a Lambda function of the Studio's, and a mapping that is there already is adopted if it
                has the same tier.
            tier: What the user may do.

        Raises:
            ValueError: The Studio is in IAM mode, there is not one of name and id, the name is empty, the id is none,
                one of them is mapped already, or the quota is used up.
        """
        return self._map("add_user", name, identity_id, tier)

    def add_group(
        self, name: str | None = None, *, identity_id: str | None = None, tier: Tier | CustomTier
    ) -> SessionMapping:
        """Lets a group of IAM Identity Center use the Studio; who is in several groups may do what any of them may.

        Args:
            name: The group's display name in the Identity Store.
            identity_id: The group's id there, in the place of the name, as of `add_user`.
            tier: What the group's people may do.

        Raises:
            ValueError: The Studio is in IAM mode, there is not one of name and id, the name is empty, the id is none,
                one of them is mapped already, or the quota is used up.
        """
        return self._map("add_group", name, identity_id, tier)

    def add_tier(self, tier: Tier | CustomTier) -> iam.IManagedPolicy:
        """Makes the session policy of a tier, for people of IAM Identity Center who are mapped outside of the stack.

        The user role gets it too. `add_user` and `add_group` do so for their tiers by themselves.

        Args:
            tier: What people with this session policy may do.

        Raises:
            ValueError: The Studio is in IAM mode, or has too many tiers.
        """
        self._check_mode(IdentityCenterAuth, "add_tier", "grant_access")
        return self._session_policy(tier)

    def grant_access(
        self,
        grantee: iam.IGrantable,
        *,
        tier: Tier | CustomTier,
        by: StudioTag | SourceIdentity | None = None,
        console: bool = False,
    ) -> iam.Grant:
        """Lets an IAM user, group or role use the Studio: a tier's permissions, and the right to open it.

        Args:
            grantee: A user, group or role of the Studio's account. One imported as immutable is left as it is.
            tier: What the grantee may do. Tiers hold for Workspaces of all Studios in the account and Region.
            by: What the right to open is limited by. Default: this Studio's ARN.
            console: Whether the grantee may also find the Studio in the EMR console's list of Studios, and open it
                from there. Default: only by the Studio's URL or deep link.

        Raises:
            ValueError: The Studio is in Identity Center mode, or the grantee can hold no policies.
        """
        self._check_mode(IamAuth, "grant_access", "add_user or add_group")
        identity = identity_of(grantee, Stack.of(self).account)
        attach(self._policy_of(tier), identity)
        self._admissions.let_in(identity, tier)
        return self.grant_sign_in(grantee, by=by, console=console)

    def grant_sign_in(
        self, grantee: iam.IGrantable, *, by: StudioTag | SourceIdentity | None = None, console: bool = False
    ) -> iam.Grant:
        """Lets an IAM user, group or role open the Studio, where its other permissions come from elsewhere.

        https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-studio-manage-users.html

        Args:
            grantee: A user, group or role of the Studio's account.
            by: What the right is limited by. Default: this Studio's ARN.
            console: Whether the grantee may also find the Studio in the EMR console's list of Studios, and open it
                from there. Default: only by the Studio's URL or deep link.

        Raises:
            ValueError: The Studio is in Identity Center mode.
        """
        self._check_mode(IamAuth, "grant_sign_in", "add_user or add_group")
        sign_in = Allow(
            sid="AllowStudioSignIn",
            actions=(SIGN_IN_ACTION,),
            on=(by.on if by else STUDIO_ARN,),
            when=by.when if by else (),
        )
        self._grantees.append(identity_of(grantee, Stack.of(self).account))
        grants = [self._grant(grantee, row) for row in (sign_in, *(CONSOLE_LIST if console else ()))]
        return grants[0]

    def add_compute(self, compute: Compute, *, tiers: Sequence[Tier | CustomTier] | None = None) -> None:
        """Lets people attach Workspaces to compute, each as far as their tier goes; people added before, too.

        Several pieces of one kind can be added: people may use each that is for their tier. Compute that was added for
        some tiers takes the place of what its capabilities allow by default in the other tiers, too.

        Args:
            compute: What people attach to, such as an `EmrServerlessApp`.
            tiers: The tiers whose people may use it, each with one of its capabilities. Default: all that have one.

        Raises:
            ValueError: The Studio cannot have such compute, it is in another account or Region, a tier cannot use it,
                or a tier's policy becomes too large.
        """
        self._check_compute(compute)
        attachment = compute.bind(self)
        attached = self._tiers.attach(type(compute).__name__, attachment.rows, tiers)
        if attachment.admit:
            self._admissions.open(attached, attachment.admit)
        self._compute.append(compute)
        for listener in self._compute_listeners:
            listener(compute)

    def for_each_compute(self, act: Callable[[Compute], None]) -> None:
        """Calls `act` with each piece of compute, now with those that were added, and later with those that will be.

        Args:
            act: What is called.
        """
        for compute in self._compute:
            act(compute)
        self._compute_listeners.append(act)

    def add_private_git_server(self, server: PrivateGitServer) -> None:
        """Lets Workspaces use a Git server in a private network, beside those of `git`; any number can be added.

        The servers are written to an object in the Studio's part of the bucket, by a Lambda function, and nobody else
        may change that object where the bucket is of this stack. Workspaces that run see a change after a restart.
        A security group of Workspaces that is defined here lets them through to the server and its DNS server.

        https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-studio-enable-git.html

        Args:
            server: The server, with its addresses or a DNS server.

        Raises:
            ValueError: The Studio was imported without its bucket, or has a server of this name already.
        """
        if self.bucket is None:
            message = (
                "bucket must be known to add private Git servers, which EMR reads from there: "
                "import the Studio with EmrStudio.from_studio_attributes(..., bucket=..., prefix=...)"
            )
            raise ValueError(message)
        self._private_git = self._private_git or PrivateGit(
            self,
            "PrivateGit",
            bucket=self.bucket,
            prefix=self.prefix,
            encryption_key=self.encryption_key,
            role_path=self._role_path,
            policy_path=self._policy_path,
        )
        self._private_git.add(server)
        if self._security_groups and self._security_groups.are_defined_here:
            self._security_groups.open_to(server)
        else:
            Annotations.of(self).add_info_v2(
                "emr-studio-constructs:PrivateGitRules",
                "the security group of Workspaces is not defined here: check that it lets out TCP 443 to the private "
                "Git servers, and TCP and UDP 53 to their DNS servers",
            )

    def _check_compute(self, compute: Compute) -> None:
        if isinstance(compute, type) or not hasattr(compute, "bind"):
            message = f"compute must be compute like EmrServerlessApp(...), got {compute!r}: make one"
            raise ValueError(message)
        if isinstance(compute, Construct):
            stack, kind = Stack.of(compute), type(compute).__name__
            check_same_place(
                "compute",
                Stack.of(self),
                stack.account,
                stack.region,
                what=kind,
                whose="Studio",
                fix="define it there",
            )

    def _map(self, method: str, name: str | None, identity_id: str | None, tier: Tier | CustomTier) -> SessionMapping:
        self._check_mode(IdentityCenterAuth, method, "grant_access")
        mappings = self._users if method == "add_user" else self._groups
        return mappings.add(name, identity_id, session_policy_arn=lambda: self._session_policy(tier).arn)

    def _session_policy(self, tier: Tier | CustomTier) -> RowPolicy:
        policy = self._policy_of(tier)
        # A session policy allows only what the user role allows too, so the role has them all.
        if self.user_role:
            policy.give_to(self.user_role)
            self._admissions.let_in(self.user_role, tier)
        return policy

    def _mapping_handler(self) -> MappingHandler:
        """What maps by id, one for the Studio: defined when the first identity is mapped by id."""
        self._handler = self._handler or MappingHandler(
            self, "MappingHandler", role_path=self._role_path, policy_path=self._policy_path
        )
        return self._handler

    def _policy_of(self, tier: Tier | CustomTier) -> RowPolicy:
        if self._service_role is None:
            message = (
                "service_role must be known to give people a tier, who pass it on to new Workspaces: "
                "import the Studio with EmrStudio.from_studio_attributes(..., service_role=...)"
            )
            raise ValueError(message)
        return self._tiers.policy(tier)

    def _check_mode(self, wanted: type[Auth], method: str, other: str) -> None:
        if not isinstance(self._auth, wanted):
            message = f"{method} is not for a Studio with auth={type(self._auth).__name__}(...): call {other} instead"
            raise ValueError(message)

    def _grant(self, grantee: iam.IGrantable, row: Allow) -> iam.Grant:
        (statement,) = render_statements([row], self._things)
        resources = statement["Resource"]
        return iam.Grant.add_to_principal(
            grantee=grantee,
            actions=list(row.actions),
            resource_arns=[resources] if isinstance(resources, str) else resources,
            conditions=statement.get("Condition"),
        )
