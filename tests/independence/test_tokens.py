"""What is known at deploy only is accepted wherever a value is taken."""

from collections.abc import Callable

import pytest
from aws_cdk import CfnParameter, Fn, Stack
from aws_cdk import aws_ec2 as ec2
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms
from aws_cdk import aws_s3 as s3
from conftest import Argument, imported_vpc, new_stack, new_studio, template_of

from emr_studio_constructs import (
    Allow,
    CustomTier,
    EmrOnEc2,
    EmrStudio,
    IamAuth,
    IdentityCenterAuth,
    SourceIdentity,
    StudioTag,
    Tier,
)

# Gives a value that is known at deploy only.
Unknown = Callable[[str], str]
# Defines a Studio with such values.
Use = Callable[[Stack, Unknown], object]


def studio(arguments: Callable[[Stack, Unknown], dict[str, Argument]]) -> Use:
    return lambda stack, unknown: new_studio(stack, **arguments(stack, unknown))


def groups(stack: Stack, unknown: Unknown) -> dict[str, Argument]:
    names = ("workspace_security_group", "engine_security_group")
    return {
        name: ec2.SecurityGroup.from_security_group_id(stack, name, unknown(name.title().replace("_", "")))
        for name in names
    }


def vpc(stack: Stack, unknown: Unknown) -> dict[str, Argument]:
    unknown_vpc = ec2.Vpc.from_vpc_attributes(
        stack,
        "Vpc",
        vpc_id=unknown("Vpc"),
        vpc_cidr_block=unknown("Cidr"),
        availability_zones=[Fn.select(number, Fn.get_azs()) for number in range(2)],
        private_subnet_ids=[unknown("Subnet1"), unknown("Subnet2")],
        private_subnet_route_table_ids=[unknown("Table1"), unknown("Table2")],
    )
    return {"vpc": unknown_vpc, "vpc_endpoints": True}


def subnets(stack: Stack, unknown: Unknown) -> dict[str, Argument]:
    one, two = (ec2.Subnet.from_subnet_id(stack, name, unknown(name)) for name in ("One", "Two"))
    return {"vpc": imported_vpc(stack), "vpc_subnets": ec2.SubnetSelection(subnets=[one, two])}


def bucket(stack: Stack, unknown: Unknown) -> dict[str, Argument]:
    return {
        "bucket": s3.Bucket.from_bucket_name(stack, "Bucket", unknown("Bucket")),
        "prefix": unknown("Prefix"),
        "encryption_key": kms.Key.from_key_arn(stack, "Key", unknown("Key")),
    }


def service_role(stack: Stack, unknown: Unknown) -> dict[str, Argument]:
    return {"service_role": iam.Role.from_role_arn(stack, "Role", unknown("Role"))}


def people(stack: Stack, unknown: Unknown) -> None:
    row = Allow(sid="ReadTable", actions=["dynamodb:GetItem"], on=[unknown("Table")])
    studio = new_studio(stack, auth=IdentityCenterAuth(instance_arn=unknown("Instance")))
    studio.add_user(unknown("User"), tier=Tier.BASIC)
    studio.add_user(identity_id=unknown("UserId"), tier=Tier.BASIC)
    studio.add_group(unknown("Group"), tier=CustomTier(name="Own", capabilities=[], rows=[row]))


def access(stack: Stack, unknown: Unknown) -> None:
    studio = new_studio(stack)
    group = iam.Group.from_group_name(stack, "Group", unknown("Group"))
    studio.grant_access(group, tier=Tier.BASIC, by=StudioTag("team", unknown("Team")))
    studio.grant_sign_in(group, by=SourceIdentity([unknown("Alice"), "bob"]))


def compute(stack: Stack, unknown: Unknown) -> None:
    studio = new_studio(stack, auth=IdentityCenterAuth())
    role = iam.Role.from_role_arn(stack, "Role", unknown("Role"))
    tags = {"team": unknown("Team")}
    studio.add_compute(EmrOnEc2(cluster_tags=tags, cluster_service_roles=[role], instance_roles=[role]))
    studio.add_user("alice", tier=Tier.ADVANCED)


def paths(stack: Stack, unknown: Unknown) -> None:
    studio = new_studio(stack, role_path=unknown("RolePath"), policy_path=unknown("PolicyPath"))
    studio.grant_access(iam.Group(stack, "Group"), tier=Tier.BASIC)


def imported(stack: Stack, unknown: Unknown) -> None:
    role = iam.Role.from_role_arn(stack, "Role", unknown("Role"))
    studio = EmrStudio.from_studio_attributes(stack, "Studio", studio_id=unknown("Studio"), service_role=role)
    studio.grant_access(iam.Group(stack, "Group"), tier=Tier.BASIC)


def federation(_stack: Stack, unknown: Unknown) -> dict[str, Argument]:
    return {"auth": IamAuth(idp_auth_url=unknown("Url"), idp_relay_state_parameter_name=unknown("RelayState"))}


USES: dict[str, Use] = {
    "name and description": studio(lambda _, u: {"studio_name": u("Name"), "description": u("Description")}),
    "paths": paths,
    "prefix of a new bucket": studio(lambda _, u: {"prefix": u("Prefix")}),
    "federation": studio(federation),
    "security groups": studio(groups),
    "VPC": studio(vpc),
    "subnets": studio(subnets),
    "bucket and key": studio(bucket),
    "service role": studio(service_role),
    "people": people,
    "access": access,
    "compute": compute,
    "imported Studio": imported,
}


@pytest.mark.parametrize("region", ["eu-west-1", None], ids=["known Region", "env-agnostic"])
@pytest.mark.parametrize("source", ["parameter", "import"])
@pytest.mark.parametrize("use", USES)
def test_values_known_at_deploy_only_reach_the_template(use: str, source: str, region: str | None) -> None:
    stack = new_stack(region=region)
    given: list[str] = []

    def unknown(name: str) -> str:
        given.append(name)
        if source == "import":
            return Fn.import_value(name)
        return CfnParameter(stack, f"Given{name}", type="String").value_as_string

    USES[use](stack, unknown)
    resources = str(template_of(stack)["Resources"])
    written = "{{'Fn::ImportValue': '{}'}}" if source == "import" else "{{'Ref': 'Given{}'}}"
    assert [name for name in given if written.format(name) not in resources] == []
