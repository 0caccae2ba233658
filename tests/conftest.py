"""What tests of constructs share: apps with the flags of the project, Studios in them, readers of their templates."""

import json
import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

# The CDK's own check of templates is for ids of real resources; its process reads this when it starts.
os.environ["CDK_VALIDATION"] = "false"

from aws_cdk import App, Environment, Stack
from aws_cdk import aws_ec2 as ec2
from aws_cdk.assertions import Annotations, Match, Template

from emr_studio_constructs import EmrStudio
from emr_studio_constructs.cfn import Resolver, identity_policies, resources, the_only

ROOT = Path(__file__).parent.parent
FLAGS: Mapping[str, object] = json.loads((ROOT / "cdk.json").read_text(encoding="utf-8"))["context"]
ACCOUNT, REGION = "111122223333", "eu-west-1"
ZONES = [f"{REGION}a", f"{REGION}b", f"{REGION}c"]

Json = dict[str, Any]
# Whatever an argument of EmrStudio takes.
Argument = Any


def new_app(context: Mapping[str, object] = FLAGS) -> App:
    return App(context=dict(context))


def new_stack(app: App | None = None, name: str = "Stack", *, region: str | None = REGION) -> Stack:
    """A stack in the fake account, or one that knows neither account nor Region."""
    env = Environment(account=ACCOUNT, region=region) if region else None
    return Stack(app or new_app(), name, env=env)


def imported_vpc(stack: Stack, construct_id: str = "ImportedVpc", zones: int = 3) -> ec2.IVpc:
    """An imported VPC with a public and a private subnet in each zone."""
    return ec2.Vpc.from_vpc_attributes(
        stack,
        construct_id,
        vpc_id="vpc-0123456789abcdef0",
        vpc_cidr_block="10.0.0.0/16",
        availability_zones=ZONES[:zones],
        private_subnet_ids=[f"subnet-0123456789abcde0{number}" for number in range(zones)],
        private_subnet_route_table_ids=[f"rtb-0123456789abcde0{number}" for number in range(zones)],
        public_subnet_ids=[f"subnet-0123456789abcde1{number}" for number in range(zones)],
        public_subnet_route_table_ids=[f"rtb-0123456789abcde1{number}" for number in range(zones)],
    )


def new_studio(stack: Stack, construct_id: str = "Studio", **arguments: Argument) -> EmrStudio:
    """A Studio in an imported VPC, unless the arguments name another."""
    if "vpc" not in arguments:
        arguments["vpc"] = imported_vpc(stack, f"{construct_id}ImportedVpc")
    return EmrStudio(stack, construct_id, **arguments)


def template_of(stack: Stack) -> Json:
    return dict(Template.from_stack(stack).to_json())


def studio_template(**arguments: Argument) -> Json:
    """The template of a stack with one Studio."""
    stack = new_stack()
    new_studio(stack, **arguments)
    return template_of(stack)


def warnings_of(stack: Stack) -> list[str]:
    """What the library warns of in a stack: the ids by which the warnings can be acknowledged."""
    found = [str(message.entry.data) for message in Annotations.from_stack(stack).find_warning("*", Match.any_value())]
    ids = re.findall(r"\[ack: emr-studio-constructs:(\w+)\]", " ".join(found))
    return sorted(ids)


def studio_properties(template: Json) -> Json:
    """The resolved properties of the only Studio."""
    return Resolver(template).properties(the_only(template, "AWS::EMR::Studio")[0])


def by_arn(template: Json, arn: str) -> str:
    """The logical id of the resource with this ARN."""
    found = Resolver(template)
    (logical_id,) = (name for name in template["Resources"] if found.physical(name).arn() == arn)
    return str(logical_id)


def by_ref(template: Json, kind: str, ref: str) -> str:
    """The logical id of the resource of a type with this physical id."""
    found = Resolver(template)
    (logical_id,) = (name for name in resources(template, kind) if found.ref(name) == ref)
    return logical_id


def service_role(template: Json) -> str:
    """The logical id of the only Studio's service role."""
    return by_arn(template, studio_properties(template)["ServiceRole"])


def user_role(template: Json) -> str:
    """The logical id of the only Studio's user role."""
    return by_arn(template, studio_properties(template)["UserRole"])


def statements(documents: list[Json]) -> dict[str, Json]:
    """The statements of some documents by sid, or by their actions where they have none."""
    return {
        statement.get("Sid") or str(statement["Action"]): statement
        for document in documents
        for statement in document["Statement"]
    }


class Right(NamedTuple):
    """On which resources, and under which conditions, an action is allowed."""

    on: tuple[str, ...]
    when: Json


def rights(documents: list[Json]) -> dict[str, Right]:
    """What some documents allow, by action, however they gather actions in statements."""
    found: dict[str, Right] = {}
    for statement in (each for document in documents for each in document["Statement"]):
        assert statement["Effect"] == "Allow"
        for action in as_list(statement["Action"]):
            on = (*(found[action].on if action in found else ()), *as_list(statement["Resource"]))
            found[action] = Right(on, statement.get("Condition", {}))
    return found


def statements_of(template: Json, identity: str) -> dict[str, Json]:
    """What a role, user or group of the template is allowed, by sid."""
    return statements(identity_policies(template, identity))


def as_list(value: object) -> list[str]:
    """IAM writes a list of one as the one."""
    return [str(item) for item in value] if isinstance(value, list) else [str(value)]
