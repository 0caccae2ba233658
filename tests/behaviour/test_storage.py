"""What EMR Studio itself may do with notebooks and their key, and what bucket and key refuse to everybody."""

from collections.abc import Iterable
from dataclasses import replace

from engine import Policy, Question

from behaviour import arns
from behaviour.arns import ACCOUNT, OTHER_ACCOUNT, here
from behaviour.person import judge
from behaviour.settings import BARE, GIVEN_BUCKET, PREFIX, both, on
from behaviour.studios import Studio

CONTEXT, VIA, CALLER = "kms:EncryptionContext:aws:s3:arn", "kms:ViaService", "kms:CallerAccount"
OBJECT_ACTIONS = ("s3:GetObject", "s3:PutObject", "s3:DeleteObject")
KEY_ACTIONS = ("kms:Decrypt", "kms:GenerateDataKey", "kms:ReEncryptFrom", "kms:ReEncryptTo")
OPEN_TO_ALL: Policy = {
    "Version": "2012-10-17",
    "Statement": [{"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*"}],
}
ADMINISTRATOR: Policy = {
    "Version": "2012-10-17",
    "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}],
}


def objects(studio: Studio, resources: Iterable[str]) -> list[Question]:
    context = {"aws:ResourceAccount": ACCOUNT, "aws:SecureTransport": "true"}
    return [studio.service_role.asks(action, arn, context) for arn in resources for action in OBJECT_ACTIONS]


@on(*both(BARE), *both(GIVEN_BUCKET))
def test_notebooks_are_kept_in_the_studios_own_place_alone(studio: Studio) -> None:
    bucket, prefix = studio.bucket_arn, f"{PREFIX}/" if studio.setting.given_bucket else ""
    elsewhere = ["arn:aws:s3:::some-bucket/a", f"{bucket}2/{prefix}a"]
    if prefix:
        elsewhere += [f"{bucket}/a", f"{bucket}/teams/sales/a", f"{bucket}/teams/data2/a"]
    judge(
        allowed=objects(studio, [f"{bucket}/{prefix}e-ABCDEFGH/a.ipynb"]),
        refused=objects(studio, elsewhere),
    )


def test_a_bucket_of_another_account_is_refused_whatever_it_allows(studio: Studio) -> None:
    own = objects(studio, [f"{studio.bucket_arn}/a"])
    own += [
        studio.service_role.asks(f"s3:{action}", studio.bucket_arn, {"aws:ResourceAccount": ACCOUNT})
        for action in ("ListBucket", "GetEncryptionConfiguration")
    ]
    foreign = [asked.with_context({"aws:ResourceAccount": OTHER_ACCOUNT}) for asked in own]
    judge(
        allowed=[replace(asked, resource_policy=OPEN_TO_ALL, resource_account=OTHER_ACCOUNT) for asked in own],
        refused=[replace(asked, resource_policy=OPEN_TO_ALL, resource_account=OTHER_ACCOUNT) for asked in foreign],
    )


def test_plain_http_is_refused_to_everybody(studio: Studio) -> None:
    def over(secure: str) -> Iterable[Question]:
        for asked in objects(studio, [f"{studio.bucket_arn}/a"]):
            yield replace(asked, resource_policy=studio.bucket_policy).with_context({"aws:SecureTransport": secure})

    judge(allowed=over("true"), refused=over("false"))


def use_of_key(studio: Studio) -> list[Question]:
    context = {CONTEXT: studio.bucket_arn, VIA: f"s3.{arns.REGION}.amazonaws.com", CALLER: ACCOUNT}
    asked = [studio.service_role.asks(action, studio.key_arn, context) for action in KEY_ACTIONS]
    return [replace(question, resource_policy=studio.key_policy) for question in asked]


def test_the_key_is_used_for_the_bucket_alone(studio: Studio) -> None:
    def of(*contexts: str) -> list[Question]:
        return [asked.with_context({CONTEXT: arn}) for asked in use_of_key(studio) for arn in contexts]

    bucket = studio.bucket_arn
    judge(
        allowed=of(bucket, f"{bucket}/e-ABCDEFGH/a.ipynb"),
        refused=[
            *of("arn:aws:s3:::some-bucket", f"{bucket}2", f"{bucket}2/a"),
            *(asked.with_context(without=[CONTEXT]) for asked in use_of_key(studio)),
        ],
    )


def test_the_key_is_used_through_s3_alone(studio: Studio) -> None:
    wrong = [{VIA: f"ec2.{arns.REGION}.amazonaws.com"}, {VIA: f"s3.{arns.OTHER_REGION}.amazonaws.com"}]
    wrong += [{CALLER: OTHER_ACCOUNT}]
    judge(
        allowed=use_of_key(studio),
        refused=[
            *(asked.with_context(context) for asked in use_of_key(studio) for context in wrong),
            *(asked.with_context(without=[key]) for asked in use_of_key(studio) for key in (VIA, CALLER)),
        ],
    )


def test_the_policy_of_the_key_holds_administrators_to_s3_too(studio: Studio) -> None:
    asked = [replace(question, identity_policies=[ADMINISTRATOR]) for question in use_of_key(studio)]
    judge(
        allowed=asked,
        refused=[
            *(question.with_context(without=[VIA]) for question in asked),
            *(question.with_context({CALLER: OTHER_ACCOUNT}) for question in asked),
        ],
    )


def test_the_key_is_described_directly(studio: Studio) -> None:
    asked = replace(studio.service_role.asks("kms:DescribeKey", studio.key_arn), resource_policy=studio.key_policy)
    other = replace(asked, resource=here("kms", "key/12345678-1234-1234-1234-123456789012"))
    judge(allowed=[asked], refused=[other])
