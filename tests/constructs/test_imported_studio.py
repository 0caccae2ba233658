"""Studios that are defined elsewhere: what can be given to people in them."""

from aws_cdk import CfnOutput, Fn, Stack
from aws_cdk import aws_iam as iam
from conftest import ACCOUNT, Argument, Right, new_stack, rights, template_of

from emr_studio_constructs import EmrStudio, IdentityCenterAuth, IEmrStudio, Tier
from emr_studio_constructs.cfn import Resolver, identity_policies, resources, the_only

STUDIO_ID = "es-1234567890ABCDEFGHIJKLMNO"
STUDIO_ARN = f"arn:aws:elasticmapreduce:eu-west-1:{ACCOUNT}:studio/{STUDIO_ID}"
SIGN_IN = "elasticmapreduce:CreateStudioPresignedUrl"


def imported_role(stack: Stack, name: str) -> iam.IRole:
    return iam.Role.from_role_name(stack, name, name)


def with_attributes(stack: Stack, **arguments: Argument) -> IEmrStudio:
    role = imported_role(stack, "Service")
    return EmrStudio.from_studio_attributes(stack, "Studio", studio_id=STUDIO_ID, service_role=role, **arguments)


def test_addresses_and_arn_are_known_by_the_id_alone() -> None:
    stack = new_stack()
    studio = EmrStudio.from_studio_id(stack, "Studio", STUDIO_ID)
    for name in ("studio_id", "studio_arn", "url", "deep_link"):
        CfnOutput(stack, name.replace("_", ""), value=getattr(studio, name))
    template = template_of(stack)
    assert "Resources" not in template
    assert {name: Resolver(template).resolve(output["Value"]) for name, output in template["Outputs"].items()} == {
        "studioid": STUDIO_ID,
        "studioarn": STUDIO_ARN,
        "url": f"https://{STUDIO_ID}.emrstudio-prod.eu-west-1.amazonaws.com",
        "deeplink": f"https://console.aws.amazon.com/emr/home?region=eu-west-1#studio/{STUDIO_ID}/start",
    }


def test_sign_in_is_granted_by_the_id_alone() -> None:
    stack = new_stack()
    role = iam.Role(stack, "Role", assumed_by=iam.AccountRootPrincipal())
    EmrStudio.from_studio_id(stack, "Studio", STUDIO_ID).grant_sign_in(role)
    template = template_of(stack)
    allowed = rights(identity_policies(template, the_only(template, "AWS::IAM::Role")[0]))
    assert allowed == {SIGN_IN: Right((STUDIO_ARN,), {})}


def test_a_tier_is_granted_with_the_service_role() -> None:
    stack = new_stack()
    group = iam.Group(stack, "Group")
    with_attributes(stack).grant_access(group, tier=Tier.BASIC)
    template = template_of(stack)
    allowed = rights(identity_policies(template, the_only(template, "AWS::IAM::Group")[0]))
    assert allowed["iam:PassRole"].on == (f"arn:aws:iam::{ACCOUNT}:role/Service",)
    assert allowed[SIGN_IN].on == (STUDIO_ARN,)


def test_people_of_identity_center_are_mapped_and_the_user_role_gets_their_policy() -> None:
    stack = new_stack()
    studio = with_attributes(stack, auth=IdentityCenterAuth(), user_role=imported_role(stack, "User"))
    studio.add_group("engineers", tier=Tier.ADVANCED)
    studio.add_user("alice", tier=Tier.BASIC)
    found = Resolver(template_of(stack))
    mapped = [found.properties(name) for name in resources(found.template, "AWS::EMR::StudioSessionMapping")]
    policies = resources(found.template, "AWS::IAM::ManagedPolicy")
    assert {mapping["StudioId"] for mapping in mapped} == {STUDIO_ID}
    assert {mapping["SessionPolicyArn"] for mapping in mapped} == {found.ref(name) for name in policies}
    assert [found.properties(name)["Roles"] for name in policies] == [["User"], ["User"]]


def test_a_studio_of_another_stack_is_taken_by_its_exported_values() -> None:
    stack = new_stack()
    service_role = iam.Role.from_role_arn(stack, "Service", Fn.import_value("service-role"))
    group = iam.Group(stack, "Group")
    studio = EmrStudio.from_studio_attributes(
        stack, "Studio", studio_id=Fn.import_value("studio-id"), service_role=service_role
    )
    studio.grant_access(group, tier=Tier.BASIC)
    imports = {"studio-id": STUDIO_ID, "service-role": f"arn:aws:iam::{ACCOUNT}:role/service"}
    found = Resolver(template_of(stack), imports=imports)
    allowed = rights(identity_policies(found, the_only(found.template, "AWS::IAM::Group")[0]))
    assert allowed[SIGN_IN].on == (STUDIO_ARN,)
    assert allowed["iam:PassRole"].on == (imports["service-role"],)
