import dataclasses
import inspect
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from aws_cdk.assertions import Match, Template
from conftest import new_app
from constructs import Construct
from pydantic import BaseModel

from emr_studio_constructs import EmrStudio, IamAuth, IdentityCenterAuth, NewVpc
from emr_studio_constructs.app import stack as stack_module
from emr_studio_constructs.app.config.auth import IamAuthConfig, IdentityCenterAuthConfig
from emr_studio_constructs.app.config.network import NewVpcConfig
from emr_studio_constructs.app.errors import ConfigError
from emr_studio_constructs.app.load import load_config
from emr_studio_constructs.app.main import define_stacks
from emr_studio_constructs.app.stack import EmrStudioStack

CONFIG = Path(__file__).parents[2] / "config"

Build = Callable[[str], list[EmrStudioStack]]


ID = "906a1b2c3d-4e5f6071-8293-a4b5-c6d7-e8f90a1b2c3d"
OTHER_ID = "906a1b2c3d-08172635-a4b5-c6d7-e8f9-0a1b2c3d4e5f"


def session_policies_in(template: Template) -> dict[str, str]:
    """The logical id of each tier's policy, as the output names them."""
    [parts] = template.find_outputs("SessionPolicies")["SessionPolicies"]["Value"].values()
    separator, values = parts
    said = separator.join(value if isinstance(value, str) else value["Ref"] for value in values)
    return dict(json.loads(said))


def stacks_of(file: Path) -> list[EmrStudioStack]:
    return define_stacks(new_app(), *load_config(str(file)))


@pytest.fixture
def build(tmp_path: Path) -> Build:
    def from_text(text: str) -> list[EmrStudioStack]:
        file = tmp_path / "file.yaml"
        file.write_text(text, encoding="utf-8")
        return stacks_of(file)

    return from_text


@pytest.fixture(scope="module")
def identity_center() -> Template:
    return Template.from_stack(stacks_of(CONFIG / "identity-center.yaml")[0])


@pytest.fixture(scope="module")
def iam_federated() -> Template:
    return Template.from_stack(stacks_of(CONFIG / "iam-federated.yaml")[0])


def test_every_option_of_the_studio_is_reachable_from_a_config(monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[dict[str, Any]] = []

    def recording(scope: Construct, construct_id: str, **options: Any) -> EmrStudio:  # noqa: ANN401  # any option
        calls.append(options)
        return EmrStudio(scope, construct_id, **options)

    monkeypatch.setattr(stack_module, "EmrStudio", recording)
    stacks_of(CONFIG / "everything.yaml")
    options = {
        name: parameter.default
        for name, parameter in inspect.signature(EmrStudio.__init__).parameters.items()
        if parameter.kind is inspect.Parameter.KEYWORD_ONLY
    }
    del options["permissions_boundary"]  # which the app gives to the whole stack
    assert {
        name for name, default in options.items() if all(call.get(name, default) in (default, []) for call in calls)
    } == set()


@pytest.mark.parametrize(
    ("config", "ours", "of_the_app"),
    [
        (NewVpcConfig, NewVpc, {"source"}),
        (IamAuthConfig, IamAuth, {"mode"}),
        (IdentityCenterAuthConfig, IdentityCenterAuth, {"mode", "mapped_by"}),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_options_and_defaults_are_those_of_the_library(
    config: type[BaseModel],
    ours: Any,  # noqa: ANN401  # any dataclass
    of_the_app: set[str],
) -> None:
    in_config = {name: field.default for name, field in config.model_fields.items() if name not in of_the_app}
    assert in_config == {field.name: field.default for field in dataclasses.fields(ours)}


def test_users_and_groups_of_identity_center_are_mapped(identity_center: Template) -> None:
    identity_center.resource_count_is("AWS::EMR::StudioSessionMapping", 5)
    identity_center.has_resource_properties(
        "AWS::EMR::StudioSessionMapping", {"IdentityType": "USER", "IdentityName": "alice@example.com"}
    )


def test_people_by_id_are_mapped_by_id(build: Build) -> None:
    text = f"""
studios:
  A:
    auth: {{mode: IDENTITY_CENTER}}
    users: {{carol: {{identity_id: {ID}, tier: BASIC}}}}
    groups: {{analysts: {{identity_id: {OTHER_ID}, tier: BASIC}}}}
"""
    template = Template.from_stack(build(text)[0])
    template.resource_count_is("AWS::EMR::StudioSessionMapping", 0)
    found = template.find_resources("Custom::EmrStudioSessionMapping").values()
    properties = [resource["Properties"] for resource in found]
    assert [(each["IdentityType"], each["IdentityId"]) for each in properties] == [("USER", ID), ("GROUP", OTHER_ID)]


def test_people_of_a_people_file_are_mapped_like_others(build: Build, tmp_path: Path) -> None:
    (tmp_path / "people.yaml").write_text("groups: {analysts: BASIC}", encoding="utf-8")
    [stack] = build("studios: {A: {auth: {mode: IDENTITY_CENTER}, people_file: people.yaml}}")
    Template.from_stack(stack).has_resource_properties(
        "AWS::EMR::StudioSessionMapping", {"IdentityType": "GROUP", "IdentityName": "analysts"}
    )


def test_a_stack_that_maps_nobody_has_the_policies_of_all_tiers_on_the_user_role(build: Build) -> None:
    text = """
studios:
  A:
    auth: {mode: IDENTITY_CENTER, mapped_by: CLI}
    custom_tiers: {reader: {capabilities: [WORKSPACES]}}
    users: {alice: BASIC}
"""
    [stack] = build(text)
    template = Template.from_stack(stack)
    template.resource_count_is("AWS::EMR::StudioSessionMapping", 0)
    policies = session_policies_in(template)
    assert list(policies) == ["BASIC", "INTERMEDIATE", "ADVANCED", "reader"]
    [studio] = template.find_resources("AWS::EMR::Studio").values()
    user_role, _ = studio["Properties"]["UserRole"]["Fn::GetAtt"]
    for policy in policies.values():
        resource = template.to_json()["Resources"][policy]
        assert resource["Properties"]["Roles"] == [{"Ref": user_role}]


def test_people_who_come_and_go_change_no_template_of_a_stack_that_maps_nobody(build: Build) -> None:
    text = "studios: {A: {auth: {mode: IDENTITY_CENTER, mapped_by: CLI}, users: {alice: BASIC}}}"
    [before], [after] = build(text), build(text.replace("alice: BASIC", "bob: ADVANCED"))
    assert Template.from_stack(before).to_json() == Template.from_stack(after).to_json()


def test_roles_of_iam_are_given_a_tier(iam_federated: Template) -> None:
    iam_federated.has_resource_properties("AWS::IAM::ManagedPolicy", {"Roles": ["platform-engineer"]})


def test_outputs_name_what_one_looks_for_afterwards(identity_center: Template, iam_federated: Template) -> None:
    outputs = {"StudioId", "StudioArn", "StudioUrl", "DeepLink", "ServiceRoleArn", "BucketName"}
    assert set(iam_federated.find_outputs("*")) == outputs
    assert set(identity_center.find_outputs("*")) == {*outputs, "UserRoleArn", "SessionPolicies"}


def test_an_output_names_the_policy_of_each_tier_in_use(build: Build) -> None:
    text = """
studios:
  A:
    auth: {mode: IDENTITY_CENTER}
    custom_tiers: {reader: {capabilities: [WORKSPACES]}, nobodys: {capabilities: [WORKSPACES]}}
    users: {alice: reader, bob: BASIC}
"""
    template = Template.from_stack(build(text)[0])
    policies = session_policies_in(template)
    assert list(policies) == ["BASIC", "reader"]
    mapped = {
        each["Properties"]["IdentityName"]: each["Properties"]["SessionPolicyArn"]["Ref"]
        for each in template.find_resources("AWS::EMR::StudioSessionMapping").values()
    }
    assert policies == {"BASIC": mapped["bob"], "reader": mapped["alice"]}


def test_every_role_of_a_stack_has_the_boundary_of_the_config(build: Build) -> None:
    [stack] = build(
        """
        studios:
          A:
            roles: {permissions_boundary: bound}
            network: {vpc: {source: NEW, restrict_default_security_group: true}}
            auth: {mode: IAM}
            access:
              - saml_role: {name: People, provider_arn: "arn:aws:iam::111122223333:saml-provider/idp"}
                tier: BASIC
        """
    )
    roles = Template.from_stack(stack).find_resources("AWS::IAM::Role")
    assert len(roles) == 4
    assert all("policy/bound" in str(role["Properties"]["PermissionsBoundary"]) for role in roles.values())


def test_a_group_is_called_by_its_name_whatever_its_path(build: Build) -> None:
    [stack] = build(
        """
        studios:
          A:
            account: "111122223333"
            region: eu-west-1
            auth: {mode: IAM}
            access:
              - {group: "arn:aws:iam::111122223333:group/units/sales", tier: BASIC}
        """
    )
    template = Template.from_stack(stack).to_json()
    groups = [resource["Properties"].get("Groups") for resource in template["Resources"].values()]
    assert [found for found in groups if found] == [["sales"], ["sales"]]


def test_stack_is_protected_from_deletion_unless_told_otherwise(build: Build) -> None:
    protected, open_to_deletion = build("studios: {A: {}, B: {termination_protection: false}}")
    assert protected.termination_protection
    assert not open_to_deletion.termination_protection


def test_tags_reach_the_studio(identity_center: Template) -> None:
    tag = {"Key": "cost-center", "Value": "data-platform"}
    identity_center.has_resource_properties("AWS::EMR::Studio", {"Tags": Match.array_with([tag])})


def test_each_studio_has_a_stack_of_its_own(build: Build) -> None:
    stacks = build("studios: {A: {account: '111122223333', region: eu-west-1, stack_name: a-studio}, B: {}}")
    assert [stack.stack_name for stack in stacks] == ["a-studio", "B"]
    assert stacks[0].environment == "aws://111122223333/eu-west-1"


def test_rows_of_a_custom_tier_keep_their_conditions(build: Build) -> None:
    text = """
studios:
  A:
    auth: {mode: IDENTITY_CENTER}
    custom_tiers:
      reader:
        capabilities: [WORKSPACES]
        rows:
          - sid: AllowReadingReports
            actions: ["s3:GetObject"]
            resources: ["arn:aws:s3:::example-reports/*"]
            conditions: {StringEquals: {"s3:ExistingObjectTag/status": [published]}}
    groups: {readers: reader}
"""
    row = {
        "Sid": "AllowReadingReports",
        "Effect": "Allow",
        "Action": "s3:GetObject",
        "Resource": "arn:aws:s3:::example-reports/*",
        "Condition": {"StringEquals": {"s3:ExistingObjectTag/status": "published"}},
    }
    Template.from_stack(build(text)[0]).has_resource_properties(
        "AWS::IAM::ManagedPolicy", {"PolicyDocument": {"Statement": Match.array_with([row])}}
    )


SIX_SUBNETS = """
studios:
  Large:
    network:
      vpc:
        source: ATTRIBUTES
        vpc_id: vpc-0a1b2c3d4e5f60718
        availability_zones: [eu-west-1a, eu-west-1b, eu-west-1c]
        private_subnet_ids:
          - subnet-01111111111111111
          - subnet-02222222222222222
          - subnet-03333333333333333
          - subnet-04444444444444444
          - subnet-05555555555555555
          - subnet-06666666666666666
"""

HALF_A_PROVIDER = """
studios:
  Half:
    auth:
      mode: IAM
      idp_auth_url: https://idp.example.com
"""

UNEVEN_SUBNETS = """
studios:
  Uneven:
    network:
      vpc:
        source: ATTRIBUTES
        vpc_id: vpc-0a1b2c3d4e5f60718
        availability_zones: [eu-west-1a, eu-west-1b]
        private_subnet_ids: [subnet-01111111111111111]
"""

BUILT_IN_TIER = """
studios:
  Own:
    custom_tiers:
      Basic: {capabilities: [WORKSPACES]}
"""

ELEVEN_TIERS = """
studios:
  Tiers:
    auth: {mode: IDENTITY_CENTER, mapped_by: CLI}
    custom_tiers:
""" + "".join(f"      reader{number}: {{capabilities: [WORKSPACES]}}\n" for number in range(8))


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        (SIX_SUBNETS, ":3: studios.Large: ", "got 6"),
        (HALF_A_PROVIDER, ":4: studios.Half.auth: ", "idp_auth_url needs idp_relay_state_parameter_name"),
        (UNEVEN_SUBNETS, ":5: studios.Uneven.network.vpc: ", "must be a multiple of availability zones"),
        (ELEVEN_TIERS, ":13: studios.Tiers.custom_tiers.reader7: ", "must number at most 10"),
        (BUILT_IN_TIER, ":5: studios.Own.custom_tiers.Basic: ", "must not be that of a built-in tier"),
    ],
)
def test_what_the_constructs_refuse_is_one_line_too(build: Build, text: str, place: str, words: str) -> None:
    with pytest.raises(ConfigError) as error:
        build(text)
    (line,) = error.value.lines
    assert place in line
    assert words in line
    assert "\n" not in line


def test_what_the_constructs_refuse_in_a_people_file_is_a_line_of_that(build: Build, tmp_path: Path) -> None:
    people = tmp_path / "people.yaml"
    people.write_text('users:\n  alice: BASIC\n  "b\\tob": BASIC\n', encoding="utf-8")
    with pytest.raises(ConfigError) as error:
        build("studios: {A: {auth: {mode: IDENTITY_CENTER}, people_file: people.yaml}}")
    assert error.value.lines == (
        f"{people}:3: users.b\tob: user name must be without blanks at its ends and control characters, got 'b\\tob'",
    )


def test_a_role_of_another_account_is_not_taken_for_its_namesake(build: Build) -> None:
    text = """
studios:
  Analytics:
    account: "111122223333"
    region: eu-west-1
    network: {vpc: {source: NEW, availability_zones: [eu-west-1a, eu-west-1b]}}
    roles: {service_role_arn: "arn:aws:iam::111122223333:role/same"}
    access: [{role: "arn:aws:iam::444455556666:role/same", tier: BASIC}]
"""
    with pytest.raises(ConfigError, match=r"access\[0\]: grantee must be of the stack's account 111122223333"):
        build(text)
