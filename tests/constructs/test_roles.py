"""Who may assume the roles of a Studio, and within which limits."""

import pytest
from aws_cdk import aws_iam as iam
from conftest import (
    Json,
    new_stack,
    new_studio,
    service_role,
    statements_of,
    studio_properties,
    studio_template,
    template_of,
    user_role,
)

from emr_studio_constructs import GitSecrets, IdentityCenterAuth, NewVpc, Tier
from emr_studio_constructs.cfn import Resolver, identity_policies, resources, the_only, trust_policy

EMR = {"Service": "elasticmapreduce.amazonaws.com"}
ROLE = "AWS::IAM::Role"


def service_role_statements(**arguments: object) -> set[str]:
    template = studio_template(**arguments)
    return set(statements_of(template, service_role(template)))


def test_emr_assumes_the_service_role_for_this_account_alone() -> None:
    template = studio_template()
    (statement,) = trust_policy(template, service_role(template))["Statement"]
    assert statement == {
        "Action": "sts:AssumeRole",
        "Effect": "Allow",
        "Principal": EMR,
        "Condition": {
            "StringEquals": {"aws:SourceAccount": "111122223333"},
            "ArnLike": {"aws:SourceArn": "arn:aws:elasticmapreduce:eu-west-1:111122223333:*"},
        },
    }


def test_emr_assumes_the_user_role_with_the_identity_of_the_person() -> None:
    template = studio_template(auth=IdentityCenterAuth())
    trust = trust_policy(template, user_role(template))["Statement"]
    assert {statement["Action"] for statement in trust} == {"sts:AssumeRole", "sts:SetContext"}
    assert all(statement["Principal"] == EMR and "Condition" not in statement for statement in trust)


def test_nobody_may_do_anything_by_the_user_role_before_they_are_added() -> None:
    template = studio_template(auth=IdentityCenterAuth())
    assert identity_policies(template, user_role(template)) == []


def test_roles_have_the_boundary_and_path_that_were_given() -> None:
    stack = new_stack()
    boundary = iam.ManagedPolicy.from_managed_policy_name(stack, "Boundary", "boundary")
    new_studio(stack, auth=IdentityCenterAuth(), permissions_boundary=boundary, role_path="/emr/studio/")
    found = Resolver(template_of(stack))
    roles = [found.properties(name) for name in resources(found.template, ROLE)]
    assert len(roles) == 2
    for role in roles:
        assert role["PermissionsBoundary"] == "arn:aws:iam::111122223333:policy/boundary"
        assert role["Path"] == "/emr/studio/"


def test_roles_that_the_cdk_makes_for_a_new_vpc_have_the_boundary_too() -> None:
    stack = new_stack()
    boundary = iam.ManagedPolicy.from_managed_policy_name(stack, "Boundary", "boundary")
    new_studio(stack, vpc=NewVpc(max_azs=2), permissions_boundary=boundary)
    found = Resolver(template_of(stack))
    roles = [found.properties(name) for name in resources(found.template, ROLE)]
    assert len(roles) == 2
    assert {role["PermissionsBoundary"] for role in roles} == {"arn:aws:iam::111122223333:policy/boundary"}


def test_policies_of_tiers_have_a_path_of_their_own() -> None:
    stack = new_stack()
    studio = new_studio(stack, auth=IdentityCenterAuth(), policy_path="/tiers/")
    studio.add_group("engineers", tier=Tier.BASIC)
    found = Resolver(template_of(stack))
    mapping = found.properties(the_only(found.template, "AWS::EMR::StudioSessionMapping")[0])
    assert ":policy/tiers/" in mapping["SessionPolicyArn"]


def test_a_given_role_gets_the_policy_and_keeps_the_rest() -> None:
    stack = new_stack()
    role = iam.Role(stack, "Role", assumed_by=iam.ServicePrincipal("elasticmapreduce.amazonaws.com"), path="/mine/")
    new_studio(stack, service_role=role, role_path="/other/")
    template = template_of(stack)
    role_id, resource = the_only(template, ROLE)
    assert service_role(template) == role_id
    assert resource["Properties"]["Path"] == "/mine/"
    assert statements_of(template, role_id).keys() == service_role_statements()


@pytest.mark.parametrize("mutable", [True, False])
def test_an_imported_role_gets_the_policy_unless_it_is_immutable(*, mutable: bool) -> None:
    stack = new_stack()
    arn = "arn:aws:iam::111122223333:role/mine"
    new_studio(stack, service_role=iam.Role.from_role_arn(stack, "Role", arn, mutable=mutable))
    template = template_of(stack)
    assert studio_properties(template)["ServiceRole"] == arn
    attached = [
        policy["Properties"].get("Roles", []) for policy in resources(template, "AWS::IAM::ManagedPolicy").values()
    ]
    assert [name for names in attached for name in names] == (["mine"] if mutable else [])


def test_the_service_role_makes_network_interfaces_in_the_studios_subnets_and_groups_alone() -> None:
    template = studio_template()
    properties = studio_properties(template)
    allowed = statements_of(template, service_role(template))["AllowEC2ENICreationInSubnetAndSecurityGroup"]
    prefix = "arn:aws:ec2:eu-west-1:111122223333:"
    groups = [properties["WorkspaceSecurityGroupId"], properties["EngineSecurityGroupId"]]
    assert set(allowed["Resource"]) == {
        *(f"{prefix}subnet/{subnet}" for subnet in properties["SubnetIds"]),
        *(f"{prefix}security-group/{group}" for group in groups),
    }


def test_git_secrets_are_read_by_the_service_role_unless_people_read_their_own() -> None:
    reading = "AllowSecretsManagerReadOnlyActionsWithEMRTags"
    assert reading in service_role_statements()
    assert reading not in service_role_statements(git_secrets=GitSecrets.USER)


def test_collaborators_are_looked_up_where_people_can_collaborate() -> None:
    iam_users, directory = "AllowWorkspaceCollaboration", "AllowWorkspaceCollaborationInIdentityCenter"
    found = {
        "iam": service_role_statements(),
        "sso": service_role_statements(auth=IdentityCenterAuth()),
        "propagating": service_role_statements(auth=IdentityCenterAuth(trusted_identity_propagation=True)),
    }
    both = {iam_users, directory}
    assert {name: sids & both for name, sids in found.items()} == {
        "iam": {iam_users},
        "sso": both,
        "propagating": set(),
    }


def test_no_statement_of_a_service_role_is_without_a_sid() -> None:
    documents: list[Json] = identity_policies(template := studio_template(), service_role(template))
    assert all(statement.get("Sid") for document in documents for statement in document["Statement"])
