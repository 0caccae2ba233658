"""What notebooks on EMR Serverless may do with the data that a config names."""

from dataclasses import replace
from functools import cache
from typing import Any

from aws_cdk import App, Environment, Stack
from engine import Question

from behaviour.arns import ACCOUNT, OTHER_ACCOUNT, REGION
from behaviour.person import Person, judge
from emr_studio_constructs import EmrStudio, NewVpc
from emr_studio_constructs.app.build.compute.emr_serverless import emr_serverless_of
from emr_studio_constructs.app.config.compute.emr_serverless import DataConfig, NewEmrServerlessConfig
from emr_studio_constructs.app.config.roles import RolesConfig
from emr_studio_constructs.cfn import Resolver, identity_policies, resources

KEY = f"arn:aws:kms:{REGION}:{ACCOUNT}:key/0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9"
LAKE, SCRATCH = "arn:aws:s3:::example-lake", "arn:aws:s3:::example-scratch"
DATA = (
    DataConfig(bucket_name="example-lake", prefix="sales", access="READ", encryption_key_arn=KEY),
    DataConfig(bucket_name="example-scratch", prefix="", access="READ_WRITE"),
)


@cache
def notebook(data: tuple[DataConfig, ...] = DATA) -> Person:
    """A notebook, which works as the runtime role."""
    stack = Stack(App(), "Stack", env=Environment(account=ACCOUNT, region=REGION))
    studio = EmrStudio(stack, "Studio", vpc=NewVpc(availability_zones=("eu-west-1a",)))
    config = NewEmrServerlessConfig(kind="EMR_SERVERLESS", source="NEW", id="Notebooks", data=data)
    emr_serverless_of(stack, config, studio=studio, roles=RolesConfig())
    app = stack.node.root
    assert isinstance(app, App)
    template: dict[str, Any] = app.synth().get_stack_by_name("Stack").template
    found = Resolver(template, account=ACCOUNT, region=REGION)
    (role,) = (name for name in resources(template, "AWS::IAM::Role") if name.startswith("EmrServerless"))
    return Person(
        principal=f"arn:aws:sts::{ACCOUNT}:assumed-role/{found.ref(role)}/session",
        role_arn=found.physical(role).arn(),
        user_id="AROANOTEBOOK:session",
        identity_policies=identity_policies(found, role),
    )


def listing(bucket: str, prefix: str | None = None) -> Question:
    return notebook().asks("s3:ListBucket", bucket, {} if prefix is None else {"s3:prefix": prefix})


def key(action: str, service: str = "s3", person: Person | None = None, caller: str = ACCOUNT) -> Question:
    """A use of a key that leaves it to the account's policies."""
    via = {"kms:ViaService": f"{service}.{REGION}.amazonaws.com"} if service else {}
    context = {"kms:CallerAccount": caller, **via}
    asked = (person or notebook()).asks(f"kms:{action}", KEY, context)
    root = {"Effect": "Allow", "Principal": {"AWS": f"arn:aws:iam::{ACCOUNT}:root"}, "Action": "kms:*", "Resource": "*"}
    return replace(asked, resource_policy={"Version": "2012-10-17", "Statement": [root]})


def test_data_to_read_is_read_and_not_written() -> None:
    asks = notebook().asks
    judge(
        allowed=[asks("s3:GetObject", f"{LAKE}/sales/2026/a.parquet"), key("Decrypt")],
        refused=[
            *(asks(f"s3:{action}", f"{LAKE}/sales/2026/a.parquet") for action in ("PutObject", "DeleteObject")),
            key("GenerateDataKey"),
        ],
    )


def test_data_elsewhere_is_out_of_reach() -> None:
    asks = notebook().asks
    others = (f"{LAKE}/salesforce/a", f"{LAKE}/a", f"{LAKE}2/sales/a", "arn:aws:s3:::studio-notebooks/a")
    judge(
        allowed=[asks("s3:GetObject", f"{LAKE}/sales/a")],
        refused=[asks(f"s3:{action}", other) for other in others for action in ("GetObject", "PutObject")],
    )


def test_names_are_listed_where_the_data_is() -> None:
    judge(
        allowed=[listing(LAKE, "sales/"), listing(LAKE, "sales/2026/"), listing(SCRATCH)],
        refused=[
            *(listing(LAKE, prefix) for prefix in (None, "", "sale", "sales", "salesforce", "sales-secret/")),
            listing(f"{LAKE}2", "sales/"),
        ],
    )


def test_data_to_write_is_read_written_and_deleted() -> None:
    asks = notebook().asks
    judge(
        allowed=[asks(f"s3:{action}", f"{SCRATCH}/any/a") for action in ("GetObject", "PutObject", "DeleteObject")],
        refused=[asks(f"s3:{action}", SCRATCH) for action in ("DeleteBucket", "PutBucketPolicy")],
    )


def test_the_key_of_data_is_used_through_s3_alone() -> None:
    judge(allowed=[key("Decrypt")], refused=[key("Decrypt", "ec2"), key("Decrypt", "")])


def test_the_key_of_data_is_used_for_this_account_alone() -> None:
    judge(allowed=[key("Decrypt")], refused=[key("Decrypt", caller=OTHER_ACCOUNT)])


def test_the_key_of_data_to_write_encrypts() -> None:
    written = DataConfig(bucket_name="example-lake", prefix="out", access="READ_WRITE", encryption_key_arn=KEY)
    judge(allowed=[key(action, person=notebook((written,))) for action in ("Decrypt", "GenerateDataKey")])


def test_without_data_there_is_no_policy() -> None:
    assert notebook(()).identity_policies == []
