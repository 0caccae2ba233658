"""Who assumes the roles of a Studio: EMR for this account, and people of the identity provider."""

from dataclasses import replace

import pytest
from engine import Policy, Question

from behaviour.arns import ACCOUNT, EMR, OTHER_ACCOUNT, OTHER_REGION, REGION, SAML_PROVIDER, here
from behaviour.person import judge
from behaviour.settings import BARE, both, on
from behaviour.studios import Studio
from emr_studio_constructs.cfn import resources, trust_policy

IAM, IDENTITY_CENTER = both(BARE)
SOURCE_ACCOUNT, SOURCE_ARN = "aws:SourceAccount", "aws:SourceArn"
SIGN_IN = "https://signin.aws.amazon.com/saml"


def assuming(arn: str, policy: Policy, action: str = "sts:AssumeRole") -> Question:
    context = {SOURCE_ACCOUNT: ACCOUNT, SOURCE_ARN: here("elasticmapreduce", "studio/es-ABC")}
    return Question(principal=EMR, action=action, resource=arn, context=context, resource_policy=policy)


def service_role(studio: Studio) -> Question:
    arn = studio.service_role_arn
    return assuming(arn, trust_policy(studio.found, studio.role_id(arn)))


def test_the_service_role_is_assumed_by_emr_alone(studio: Studio) -> None:
    asked = service_role(studio)
    person = f"arn:aws:sts::{ACCOUNT}:assumed-role/administrator/eve"
    judge(
        allowed=[asked],
        refused=[
            *(replace(asked, principal=name) for name in ("ec2.amazonaws.com", "emr-serverless.amazonaws.com", person)),
            *(replace(asked, action=f"sts:{action}") for action in ("SetContext", "TagSession", "SetSourceIdentity")),
        ],
    )


@pytest.mark.parametrize("missing", [SOURCE_ACCOUNT, SOURCE_ARN])
def test_the_service_role_needs_a_known_source(studio: Studio, missing: str) -> None:
    asked = service_role(studio)
    judge(allowed=[asked], refused=[asked.with_context(without=[missing])])


def test_the_service_role_is_not_assumed_for_another_account(studio: Studio) -> None:
    asked = service_role(studio)
    foreign = here("elasticmapreduce", "studio/es-ABC").replace(ACCOUNT, OTHER_ACCOUNT)
    judge(
        allowed=[asked],
        refused=[
            asked.with_context({SOURCE_ACCOUNT: OTHER_ACCOUNT, SOURCE_ARN: foreign}),
            asked.with_context({SOURCE_ACCOUNT: OTHER_ACCOUNT}),
            asked.with_context({SOURCE_ARN: foreign}),
        ],
    )


def test_the_service_role_is_not_assumed_for_another_region_or_service(studio: Studio) -> None:
    asked = service_role(studio)
    own = str(asked.context[SOURCE_ARN])
    judge(
        allowed=[asked, asked.with_context({SOURCE_ARN: here("elasticmapreduce", "cluster/j-ABC")})],
        refused=[
            asked.with_context({SOURCE_ARN: own.replace(REGION, OTHER_REGION)}),
            asked.with_context({SOURCE_ARN: own.replace("elasticmapreduce", "emr-serverless")}),
        ],
    )


@on(IDENTITY_CENTER)
def test_the_user_role_is_assumed_by_emr_with_the_context_of_a_person(studio: Studio) -> None:
    arn = studio.properties["UserRole"]
    policy = trust_policy(studio.found, studio.role_id(arn))
    asked = [replace(assuming(arn, policy, f"sts:{name}"), context={}) for name in ("AssumeRole", "SetContext")]
    person = f"arn:aws:sts::{ACCOUNT}:assumed-role/administrator/eve"
    judge(
        allowed=asked,
        refused=[
            *(replace(one, principal=other) for one in asked for other in ("ec2.amazonaws.com", person)),
            *(replace(asked[0], action=f"sts:{name}") for name in ("TagSession", "SetSourceIdentity")),
        ],
    )


@on(IAM)
def test_a_studio_in_iam_mode_has_no_user_role(studio: Studio) -> None:
    assert "UserRole" not in studio.properties


def federated(studio: Studio, action: str) -> Question:
    role = next(name for name in resources(studio.template, "AWS::IAM::Role") if name.startswith("Federated"))
    return Question(
        principal=SAML_PROVIDER,
        action=f"sts:{action}",
        resource=studio.found.physical(role).arn(),
        context={"SAML:aud": SIGN_IN},
        resource_policy=trust_policy(studio.found, role),
        also_known=["SAML:aud"],
    )


@on(IAM)
def test_people_of_the_identity_provider_assume_the_federated_role(studio: Studio) -> None:
    actions = ("AssumeRoleWithSAML", "TagSession", "SetSourceIdentity")
    asked = [federated(studio, action) for action in actions]
    judge(
        allowed=asked,
        refused=[
            *(one.with_context({"SAML:aud": "https://example.com/saml"}) for one in asked),
            *(one.with_context(without=["SAML:aud"]) for one in asked),
            *(replace(one, principal=f"{SAML_PROVIDER}2") for one in asked),
            *(replace(one, principal=EMR) for one in asked),
        ],
    )
