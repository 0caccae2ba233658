"""Who may assume the roles of a Studio's templates."""

import pytest
from review.reviewed import studios_in

from emr_studio_constructs.ops.report.trust import Trust, trust_of
from emr_studio_constructs.review.studio import ReviewedStudio
from ops.report.assemblies import Json, studio_in, template_by_hand


def studio_with(trust: Json) -> ReviewedStudio:
    """A Studio by hand whose user role has a trust policy of one statement."""
    template = template_by_hand()
    template["Resources"]["UserRole"]["Properties"] = {
        "AssumeRolePolicyDocument": {"Statement": [{"Action": "sts:AssumeRole", **trust}]}
    }
    return studio_in(template)


def test_principals_and_conditions_of_each_role_are_told() -> None:
    [studio] = (each for each in studios_in("everything") if each.stack == "Analytics")
    [said] = (each for each in trust_of(studio) if "Contractors" in each.role)
    assert said.whom == "arn:aws:iam::111122223333:saml-provider/example-idp"
    assert "SAML:aud StringEquals https://signin.aws.amazon.com/saml" in said.condition


def test_a_role_from_elsewhere_is_said_to_be_unknown() -> None:
    [studio] = (each for each in studios_in("everything") if each.stack == "research-studio")
    assert Trust(
        role="arn:aws:iam::111122223333:role/research-studio-service",
        whom="not known: the role is not in these templates",
        condition="not known",
    ) in trust_of(studio)


@pytest.mark.parametrize(
    ("trust", "whom"),
    [
        ({"Effect": "Allow", "Principal": "*"}, "everybody"),
        ({"Effect": "Allow", "Principal": {"AWS": ["*"], "Service": "a.amazonaws.com"}}, "everybody, a.amazonaws.com"),
        ({"Effect": "Allow", "NotPrincipal": {"AWS": "444455556666"}}, "everybody but 444455556666"),
        ({"Effect": "Deny", "Principal": {"AWS": "444455556666"}}, "not 444455556666"),
        ({"Effect": "Allow", "Resource": "*"}, "nobody"),
    ],
)
def test_whatever_a_trust_policy_names_is_in_words(trust: Json, whom: str) -> None:
    [said] = (each for each in trust_of(studio_with(trust)) if each.role == "UserRole")
    assert said.whom == whom


def test_what_assumes_nothing_is_left_out() -> None:
    tags = {"Effect": "Allow", "Action": "sts:TagSession", "Principal": {"Service": "elasticmapreduce.amazonaws.com"}}
    assert [each for each in trust_of(studio_with(tags)) if each.role == "UserRole"] == []
