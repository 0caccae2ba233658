"""Who tells EMR of private Git servers, and who does not."""

from collections.abc import Iterable
from dataclasses import replace

from engine import Question

from behaviour import arns
from behaviour.arns import ACCOUNT, EMR, OTHER_ACCOUNT, here
from behaviour.person import Person, judge
from behaviour.settings import PRIVATE_GIT, on
from behaviour.studios import Studio
from behaviour.test_storage import ADMINISTRATOR, CALLER, CONTEXT, VIA
from emr_studio_constructs.cfn import the_only, trust_policy

WRITING = ("s3:PutObject", "s3:DeleteObject")
CHANGING = (*WRITING, "s3:DeleteObjectVersion", "s3:ReplicateObject", "s3:ReplicateDelete")
FOLDER = "life-cycle-configuration"
LAMBDA = "lambda.amazonaws.com"


def configuration(studio: Studio) -> str:
    return f"{studio.bucket_arn}/{FOLDER}/configuration.json"


def beside(studio: Studio) -> list[str]:
    """Notebooks, as like the folder as can be."""
    names = ("e-ABCDEFGH/a.ipynb", f"{FOLDER}s/a.ipynb", f"e-ABCDEFGH/{FOLDER}/configuration.json", f"{FOLDER}.ipynb")
    return [f"{studio.bucket_arn}/{name}" for name in names]


def in_bucket(studio: Studio, person: Person, actions: Iterable[str], *objects: str) -> list[Question]:
    context = {"aws:ResourceAccount": ACCOUNT, "aws:SecureTransport": "true"}
    asked = [person.asks(action, each, context) for action in actions for each in objects]
    return [replace(question, resource_policy=studio.bucket_policy) for question in asked]


def administrators(studio: Studio) -> list[Person]:
    """Who may do everything in the account, as far as their own policies go."""
    eve = replace(
        studio.function,
        principal=f"arn:aws:sts::{ACCOUNT}:assumed-role/administrator/eve",
        role_arn=arns.OTHER_ROLE,
        user_id="AROAADMINISTRATOR:eve",
    )
    everybody = [eve, studio.service_role, *studio.people.values()]
    return [replace(each, identity_policies=[ADMINISTRATOR], session_policy=None) for each in everybody]


@on(PRIVATE_GIT)
def test_the_writer_writes_one_object_and_nothing_else(studio: Studio) -> None:
    writer, own = studio.function, configuration(studio)
    elsewhere = [
        *beside(studio),
        f"{studio.bucket_arn}/{FOLDER}/other.json",
        f"{studio.bucket_arn}2/{FOLDER}/configuration.json",
    ]
    other_account = [
        each.with_context({"aws:ResourceAccount": OTHER_ACCOUNT}) for each in in_bucket(studio, writer, WRITING, own)
    ]
    judge(
        allowed=in_bucket(studio, writer, WRITING, own),
        refused=[
            *in_bucket(studio, writer, WRITING, *elsewhere),
            *in_bucket(studio, writer, ("s3:GetObject", "s3:DeleteObjectVersion", "s3:PutObjectTagging"), own),
            *in_bucket(studio, writer, ("s3:ListBucket", "s3:PutBucketPolicy"), studio.bucket_arn),
            *other_account,
        ],
    )


@on(PRIVATE_GIT)
def test_the_writer_encrypts_what_it_writes_and_reads_nothing(studio: Studio) -> None:
    context = {CONTEXT: configuration(studio), VIA: f"s3.{arns.REGION}.amazonaws.com", CALLER: ACCOUNT}

    def asks(action: str) -> Question:
        return replace(studio.function.asks(action, studio.key_arn, context), resource_policy=studio.key_policy)

    asked = asks("kms:GenerateDataKey")
    judge(
        allowed=[asked, asked.with_context({CONTEXT: studio.bucket_arn})],
        refused=[
            asks("kms:Decrypt"),
            asked.with_context({CONTEXT: beside(studio)[0]}),
            asked.with_context({VIA: f"ec2.{arns.REGION}.amazonaws.com"}),
        ],
    )


@on(PRIVATE_GIT)
def test_nobody_else_changes_the_folder_whatever_they_may_do(studio: Studio) -> None:
    folder = (configuration(studio), f"{studio.bucket_arn}/{FOLDER}/", f"{studio.bucket_arn}/{FOLDER}/deeper/a.json")
    judge(
        refused=[
            *(each for person in administrators(studio) for each in in_bucket(studio, person, CHANGING, *folder)),
            *in_bucket(studio, studio.service_role, WRITING, *folder),
        ]
    )


@on(PRIVATE_GIT)
def test_emr_reads_the_object_and_notebooks_stay_as_free_as_they_were(studio: Studio) -> None:
    reading = ("s3:GetObject",)
    judge(
        allowed=[
            *in_bucket(studio, studio.service_role, reading, configuration(studio)),
            *in_bucket(studio, studio.service_role, (*WRITING, *reading), *beside(studio)),
            *(
                each
                for person in administrators(studio)
                for each in in_bucket(studio, person, CHANGING, *beside(studio))
            ),
        ]
    )


@on(PRIVATE_GIT)
def test_the_writer_writes_its_own_log_alone(studio: Studio) -> None:
    function, _ = the_only(studio.template, "AWS::Lambda::Function")
    name = studio.found.properties(function)["LoggingConfig"]["LogGroup"]
    own = studio.function.asks("logs:PutLogEvents", here("logs", f"log-group:{name}:log-stream:s"))
    judge(allowed=[own], refused=[replace(own, resource=here("logs", "log-group:other:log-stream:s"))])


@on(PRIVATE_GIT)
def test_the_writers_role_is_assumed_by_lambda_alone(studio: Studio) -> None:
    arn = studio.function.role_arn
    policy = trust_policy(studio.found, studio.role_id(arn))
    asked = Question(principal=LAMBDA, action="sts:AssumeRole", resource=arn, resource_policy=policy)
    person = f"arn:aws:sts::{ACCOUNT}:assumed-role/administrator/eve"
    judge(allowed=[asked], refused=[replace(asked, principal=other) for other in (EMR, "ec2.amazonaws.com", person)])
