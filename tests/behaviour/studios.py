"""The Studios that questions are asked about: each a synthesized stack with people of every tier."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cache, cached_property
from typing import Any

from aws_cdk import App, Environment, Stack
from aws_cdk import aws_iam as iam
from aws_cdk import aws_s3 as s3
from engine import Policy

from behaviour import arns
from behaviour.compute import ATTACH
from behaviour.person import Person
from behaviour.settings import PREFIX, TEAM, TIERS, Mode, Setting
from emr_studio_constructs import (
    EmrOnEc2,
    EmrStudio,
    GitSecrets,
    IamAuth,
    IdentityCenterAuth,
    NewVpc,
    PrivateGitServer,
    SamlFederationRole,
    SourceIdentity,
    StudioTag,
    Tier,
)
from emr_studio_constructs.cfn import (
    Resolver,
    bucket_policy,
    identity_policies,
    key_policy,
    managed_policy_document,
    resources,
    the_only,
)
from emr_studio_constructs.policies.tiers import OPTIONAL


class Studio:
    """A Studio as deployed: its template with everything resolved."""

    def __init__(self, setting: Setting, template: Mapping[str, Any]) -> None:
        self.setting = setting
        self.found = Resolver(template, account=arns.ACCOUNT, region=arns.REGION)
        self.template = template
        self.id, _ = the_only(template, "AWS::EMR::Studio")
        self.arn: str = self.found.get_att(self.id, "Arn")
        self.properties = self.found.properties(self.id)
        self.service_role_arn: str = self.properties["ServiceRole"]

    @property
    def bucket_arn(self) -> str:
        return f"arn:aws:s3:::{self.properties['DefaultS3Location'].split('/')[2]}"

    @property
    def bucket_policy(self) -> Policy | None:
        buckets = resources(self.template, "AWS::S3::Bucket")
        return next((bucket_policy(self.found, bucket) for bucket in buckets), None)

    @property
    def key_arn(self) -> str:
        arn: str = self.properties["EncryptionKeyArn"]
        return arn

    @property
    def key_policy(self) -> Policy:
        return key_policy(self.found, the_only(self.template, "AWS::KMS::Key")[0])

    @cached_property
    def service_role(self) -> Person:
        return self._session(self.role_id(self.service_role_arn), "ElasticMapReduceEditorsSession")

    @cached_property
    def user_role(self) -> Person:
        """A session of the user role that no session policy limits."""
        return self._session(self.role_id(self.properties["UserRole"]), "anna@example.com")

    @cached_property
    def function(self) -> Person:
        """The only Lambda function: what maps people by id, or what tells EMR of private Git servers."""
        function, _ = the_only(self.template, "AWS::Lambda::Function")
        return self._session(self.role_id(self.found.properties(function)["Role"]), self.found.ref(function))

    def person(self, name: str) -> Person:
        """Somebody with a tier, or, in IAM mode, with other access."""
        if self.setting.mode is Mode.IAM:
            roles = resources(self.template, "AWS::IAM::Role")
            return self._session(next(i for i in roles if self.found.properties(i).get("RoleName") == name), "anna")
        return replace(self.user_role, session_policy=self.session_policy(name))

    @cached_property
    def people(self) -> Mapping[str, Person]:
        """One person of each tier."""
        return {tier: self.person(tier) for tier in self.setting.tiers}

    @cached_property
    def everybody(self) -> Sequence[Person]:
        """The people; in IAM mode those with other access too, else the user role that no session policy limits."""
        others = map(self.person, _OTHER_ACCESS) if self.setting.mode is Mode.IAM else [self.user_role]
        return [*self.people.values(), *others]

    def session_policy(self, name: str) -> dict[str, Any]:
        """The session policy that is mapped to a person."""
        mappings = map(self.found.properties, resources(self.template, "AWS::EMR::StudioSessionMapping"))
        arn = next(mapping["SessionPolicyArn"] for mapping in mappings if mapping["IdentityName"] == name)
        policies = resources(self.template, "AWS::IAM::ManagedPolicy")
        return managed_policy_document(self.found, next(i for i in policies if self.found.ref(i) == arn))

    def role_id(self, arn: str) -> str:
        return next(i for i in resources(self.template, "AWS::IAM::Role") if self.found.physical(i).arn() == arn)

    def _session(self, role_id: str, session_name: str) -> Person:
        return Person(
            principal=f"arn:aws:sts::{arns.ACCOUNT}:assumed-role/{self.found.ref(role_id)}/{session_name}",
            role_arn=self.found.physical(role_id).arn(),
            user_id=f"{self.found.get_att(role_id, 'RoleId')}:{session_name}",
            identity_policies=identity_policies(self.found, role_id),
        )


def define(setting: Setting) -> Studio:
    """Defines and synthesizes a Studio."""
    app = App(analytics_reporting=False, tree_metadata=False)
    stack = Stack(app, "Stack", env=Environment(account=arns.ACCOUNT, region=arns.REGION))
    iam_mode = setting.mode is Mode.IAM
    studio = EmrStudio(
        stack,
        "Studio",
        auth=IamAuth() if iam_mode else IdentityCenterAuth(trusted_identity_propagation=setting.propagates_identity),
        vpc=NewVpc(availability_zones=("eu-west-1a", "eu-west-1b")),
        git_secrets=GitSecrets.USER if setting.user_secrets else GitSecrets.SERVICE_ROLE,
        bucket=s3.Bucket.from_bucket_name(stack, "Given", "given-bucket") if setting.given_bucket else None,
        prefix=PREFIX if setting.given_bucket else None,
        optional_capabilities=OPTIONAL if setting.optional else (),
    )
    if setting.creates_clusters:
        studio.add_compute(
            EmrOnEc2(
                cluster_tags=dict([TEAM]) if setting.tags_clusters else None,
                cluster_service_roles=[iam.Role.from_role_arn(stack, "Service", arns.CLUSTER_SERVICE_ROLE)],
                instance_roles=[iam.Role.from_role_arn(stack, "Instance", arns.INSTANCE_ROLE)],
            )
        )
    if setting.private_git:
        server = PrivateGitServer(git_server_dns_name="git.example.com", git_server_ip_v4_list=["10.0.0.9"])
        studio.add_private_git_server(server)
    for kind in setting.compute:
        ATTACH[kind](stack, studio)
    for name in setting.tiers:
        if iam_mode:
            studio.grant_access(_role(stack, name), tier=TIERS[name])
        else:
            studio.add_user(name, tier=TIERS[name])
    if setting.maps_by_id:
        studio.add_user(identity_id="90677bd5e2-11111111-2222-3333-4444-555555555555", tier=Tier.BASIC)
    if iam_mode:
        for name, grant in _OTHER_ACCESS.items():
            grant(studio, _role(stack, name))
        provider = iam.SamlProvider.from_saml_provider_arn(stack, "Provider", arns.SAML_PROVIDER)
        SamlFederationRole(stack, "Federated", saml_provider=provider)
    return Studio(setting, app.synth().get_stack_by_name("Stack").template)


deploy = cache(define)

_OTHER_ACCESS: Mapping[str, Callable[[EmrStudio, iam.Role], object]] = {
    "console": lambda studio, role: studio.grant_access(role, tier=Tier.BASIC, console=True),
    "tag": lambda studio, role: studio.grant_access(role, tier=Tier.BASIC, by=StudioTag(*TEAM)),
    "own-team": lambda studio, role: studio.grant_sign_in(role, by=StudioTag("team", "${aws:PrincipalTag/team}")),
    "source": lambda studio, role: studio.grant_sign_in(role, by=SourceIdentity(["anna", "bob"])),
    "sign-in": lambda studio, role: studio.grant_sign_in(role),
}


def _role(stack: Stack, name: str) -> iam.Role:
    return iam.Role(stack, f"Role-{name}", role_name=name, assumed_by=iam.AccountRootPrincipal())
