"""Who reads Git secrets, notebooks and keys: the service role, and people nothing but what they own."""

from collections.abc import Mapping
from dataclasses import replace

from engine import Question

from behaviour import arns
from behaviour.person import judge
from behaviour.settings import BARE, GIVEN_BUCKET, OPTIONAL, PREFIX, TAGGED, USER_SECRETS, both, on
from behaviour.studios import Studio

SECRET_READ = "secretsmanager:GetSecretValue"
OWNED = f"secretsmanager:ResourceTag/{arns.USER_TAG}"
FOR_EMR = {f"aws:ResourceTag/{arns.EMR_TAG}": "true"}


def test_git_secrets_are_read_by_the_service_role(studio: Studio) -> None:
    asked = studio.service_role.asks(SECRET_READ, arns.GIT_SECRET)
    people = [person.asks(SECRET_READ, arns.GIT_SECRET) for person in studio.everybody]
    judge(
        allowed=[asked.with_context(FOR_EMR), replace(asked, resource=arns.OTHER_SECRET).with_context(FOR_EMR)],
        refused=[
            asked,
            asked.with_context({f"aws:ResourceTag/{arns.EMR_TAG}": "false"}),
            *(question.with_context(FOR_EMR) for question in people),
            *(question.with_context({OWNED: str(question.context["aws:userid"])}) for question in people),
        ],
    )


@on(*both(USER_SECRETS))
def test_git_secrets_are_read_by_their_owner_alone(studio: Studio) -> None:
    people = [person.asks(SECRET_READ, arns.GIT_SECRET) for tier, person in studio.people.items() if tier != "CUSTOM"]
    everybody = [person.asks(SECRET_READ, arns.GIT_SECRET) for person in [*studio.everybody, studio.service_role]]
    judge(
        allowed=[question.with_context({OWNED: str(question.context["aws:userid"])}) for question in people],
        refused=[
            *everybody,
            *(question.with_context(FOR_EMR) for question in everybody),
            *(question.with_context({OWNED: "AROAOTHER:bob"}) for question in everybody),
        ],
    )


def test_a_secret_is_made_for_git_alone(studio: Studio) -> None:
    tag = f"aws:RequestTag/{arns.EMR_TAG}"
    asked = [person.asks("secretsmanager:CreateSecret", arns.GIT_SECRET) for person in studio.people.values()]
    right = [question.with_context({tag: "true"}) for question in asked]
    elsewhere = [replace(question, resource=arns.OTHER_SECRET) for question in right]
    tagging = [person.asks("secretsmanager:TagResource", arns.OTHER_SECRET) for person in studio.people.values()]
    judge(allowed=right, refused=[*asked, *elsewhere, *tagging])


@on(*both(BARE), *both(USER_SECRETS))
def test_nobody_puts_their_id_on_the_secret_of_another(studio: Studio) -> None:
    tagging = [person.asks("secretsmanager:TagResource", arns.GIT_SECRET) for person in studio.people.values()]
    own = [question.with_context({OWNED: str(question.context["aws:userid"])}) for question in tagging]
    judge(allowed=[*tagging, *own], refused=[question.with_context({OWNED: "AROAOTHER:bob"}) for question in tagging])


@on(*both(BARE), *both(TAGGED), *both(OPTIONAL), *both(GIVEN_BUCKET))
def test_nobody_but_the_service_role_touches_notebooks(studio: Studio) -> None:
    notebook = f"{studio.bucket_arn}/{PREFIX}/e-ABCDEFGH/notebook.ipynb"
    context = {"aws:ResourceAccount": arns.ACCOUNT, "aws:SecureTransport": "true"}
    actions = ("s3:GetObject", "s3:PutObject", "s3:DeleteObject")
    judge(
        allowed=[studio.service_role.asks(action, notebook, context) for action in actions],
        refused=[
            replace(person.asks(action, notebook, context), resource_policy=studio.bucket_policy)
            for person in studio.everybody
            for action in actions
        ],
    )


@on(*both(BARE), *both(TAGGED), *both(OPTIONAL))
def test_nobody_but_the_service_role_uses_the_key(studio: Studio) -> None:
    key, policy = studio.key_arn, studio.key_policy
    through_s3 = {
        "kms:ViaService": f"s3.{arns.REGION}.amazonaws.com",
        "kms:CallerAccount": arns.ACCOUNT,
        "kms:EncryptionContext:aws:s3:arn": studio.bucket_arn,
    }
    uses = ("kms:Decrypt", "kms:GenerateDataKey", "kms:ReEncryptFrom", "kms:ReEncryptTo")
    administers = ("kms:CreateGrant", "kms:PutKeyPolicy", "kms:ScheduleKeyDeletion", "kms:DisableKey")
    people = studio.everybody
    judge(
        allowed=[replace(studio.service_role.asks(action, key, through_s3), resource_policy=policy) for action in uses],
        refused=[
            *(replace(p.asks(action, key, through_s3), resource_policy=policy) for p in people for action in uses),
            *(
                replace(p.asks(action, key), resource_policy=policy)
                for p in [*people, studio.service_role]
                for action in administers
            ),
        ],
    )


def test_an_administrator_manages_the_key_but_uses_it_through_s3_alone(studio: Studio) -> None:
    everything = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "kms:*", "Resource": "*"}]}
    through_s3 = {"kms:ViaService": f"s3.{arns.REGION}.amazonaws.com", "kms:CallerAccount": arns.ACCOUNT}

    def asks(action: str, context: Mapping[str, str] | None = None) -> Question:
        return Question(
            principal=f"arn:aws:iam::{arns.ACCOUNT}:role/Admin",
            action=action,
            resource=studio.key_arn,
            context=context or {},
            identity_policies=[everything],
            resource_policy=studio.key_policy,
        )

    judge(
        allowed=[asks("kms:PutKeyPolicy"), asks("kms:ScheduleKeyDeletion"), asks("kms:Decrypt", through_s3)],
        refused=[asks("kms:Decrypt"), asks("kms:GenerateDataKey"), asks("kms:CreateGrant"), asks("kms:Encrypt")],
    )
