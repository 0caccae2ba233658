import pytest
from rehearsals.given import Json

from emr_studio_constructs.review.policy_documents import acts, reaches, statements_of


@pytest.mark.parametrize(
    ("statement", "meant"),
    [
        ({"Action": "S3:putobject"}, True),
        ({"Action": ["s3:Get*", "s3:Put*"]}, True),
        ({"Action": "s3:Pu?Object"}, True),
        ({"Action": "s3:Put"}, False),
        ({"NotAction": "s3:Put*"}, False),
        ({"NotAction": "s3:Get*"}, True),
    ],
)
def test_actions_are_meant_by_pattern_in_whatever_case(statement: Json, *, meant: bool) -> None:
    assert acts(statement, "s3:PutObject") is meant


@pytest.mark.parametrize(
    ("statement", "meant"),
    [
        ({"Resource": "arn:aws:s3:::notebooks/*"}, True),
        ({"Resource": "arn:aws:s3:::Notebooks/*"}, False),
        ({"Resource": "arn:aws:s3:::note[b]ooks/*"}, False),
        ({"NotResource": ["arn:aws:s3:::notebooks/team/*"]}, False),
        ({"NotResource": "arn:aws:s3:::notebooks/others/*"}, True),
    ],
)
def test_resources_are_meant_by_pattern_in_their_own_case(statement: Json, *, meant: bool) -> None:
    assert reaches(statement, "arn:aws:s3:::notebooks/team/a.ipynb") is meant


def test_a_policy_of_one_statement_needs_no_list() -> None:
    assert statements_of('{"Statement": {"Effect": "Allow"}}') == [{"Effect": "Allow"}]
