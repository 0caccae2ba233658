"""EMR Serverless in a config: what a new application is made of, one that exists, and mistakes."""

from pathlib import Path
from typing import Any

import pytest
from conftest import Json, new_stack, new_studio, template_of
from pydantic import TypeAdapter, ValidationError

from emr_studio_constructs import Tier
from emr_studio_constructs.app.build.compute.emr_serverless import emr_serverless_of
from emr_studio_constructs.app.build.imports import role_of
from emr_studio_constructs.app.config.compute.emr_serverless import EmrServerlessConfig
from emr_studio_constructs.app.config.roles import RolesConfig
from emr_studio_constructs.app.errors import ConfigError
from emr_studio_constructs.app.load import load_config
from emr_studio_constructs.cfn import Resolver, all_policy_documents, resources, the_only

ARN = "arn:aws:emr-serverless:eu-west-1:111122223333:/applications/00f1a2b3c4d5e6f7"
KEY = "arn:aws:kms:eu-west-1:111122223333:key/0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9"
IMAGE = "111122223333.dkr.ecr.eu-west-1.amazonaws.com/spark:1.0"
ROLE = "arn:aws:iam::111122223333:role/notebooks"
STUDIO = """
studios:
  Analytics:
    storage:
      source: EXISTING
      bucket_name: example-lake
      prefix: "{notebooks}"
    compute:
      - kind: EMR_ON_EC2
      - kind: EMR_SERVERLESS
        source: NEW
        id: Notebooks
        data:
          - {{bucket_name: example-scratch, prefix: "", access: READ}}
          - {{bucket_name: example-lake, prefix: "{data}", access: READ}}
"""
NEW: Json = {"kind": "EMR_SERVERLESS", "source": "NEW", "id": "Notebooks"}
EXISTING: Json = {"kind": "EMR_SERVERLESS", "source": "EXISTING", "application_arn": ARN, "runtime_role_arns": (ROLE,)}
DATA = ({"bucket_name": "example-lake", "prefix": "sales", "access": "READ"},)
APPLICATION, APP_ROLE = "AWS::EMRServerless::Application", "EmrServerlessNotebooksApplicationRuntimeRole"


def read(config: Json) -> Any:  # noqa: ANN401  # one of two models
    return TypeAdapter(EmrServerlessConfig).validate_python(config, strict=False)


def built(*configs: Json, roles: RolesConfig | None = None, tier: Tier | None = None) -> Json:
    """The template of a stack with a Studio, what configs describe, and somebody with a tier."""
    stack = new_stack()
    studio = new_studio(stack)
    for config in configs:
        studio.add_compute(emr_serverless_of(stack, read(config), studio=studio, roles=roles or RolesConfig()))
    if tier:
        studio.grant_access(role_of(stack, "people"), tier=tier)
    return template_of(stack)


def application(template: Json) -> Json:
    return Resolver(template).properties(the_only(template, APPLICATION)[0])


def _uses(template: Json, sid: str) -> list[str]:
    """What the statements of a sid are about, in all policies."""
    found = [each for policy in all_policy_documents(template) for each in policy.document["Statement"]]
    return [each["Resource"] for each in found if each.get("Sid") == sid]


def test_the_least_config_is_an_application_by_default() -> None:
    template = built(NEW)
    found = application(template)
    assert found["MaximumCapacity"] == {"Cpu": "64 vCPU", "Memory": "256 GB", "Disk": "1000 GB"}
    assert (found["ReleaseLabel"], found["AutoStopConfiguration"]["IdleTimeoutMinutes"]) == ("emr-7.13.0", 15)
    assert not {"Name", "NetworkConfiguration", "ImageConfiguration", "MonitoringConfiguration"} & found.keys()
    assert [name for name in resources(template, "AWS::IAM::Role") if name.startswith(APP_ROLE)]


def test_every_key_reaches_the_application() -> None:
    keys: Json = {
        "application_name": "notebooks",
        "release_label": "emr-7.12.0",
        "architecture": "X86_64",
        "image_uri": IMAGE,
        "maximum_vcpu": 128,
        "maximum_memory_gb": 512,
        "maximum_disk_gb": 2000,
        "idle_timeout_minutes": 30,
        "network": "STUDIO",
        "security_group_ids": ("sg-0123456789abcdef0",),
        "encryption_key_arn": KEY,
    }
    found = application(built({**NEW, **keys}))
    assert (found["Name"], found["ReleaseLabel"], found["Architecture"]) == ("notebooks", "emr-7.12.0", "X86_64")
    assert found["ImageConfiguration"] == {"ImageUri": IMAGE}
    assert found["MaximumCapacity"] == {"Cpu": "128 vCPU", "Memory": "512 GB", "Disk": "2000 GB"}
    assert found["AutoStopConfiguration"]["IdleTimeoutMinutes"] == 30
    assert found["NetworkConfiguration"]["SecurityGroupIds"] == ["sg-0123456789abcdef0"]
    logs = found["MonitoringConfiguration"]["ManagedPersistenceMonitoringConfiguration"]
    assert logs["EncryptionKeyArn"] == KEY


def test_in_the_network_of_the_studio_workers_are_in_its_subnets() -> None:
    template = built({**NEW, "network": "STUDIO"})
    (studio,) = resources(template, "AWS::EMR::Studio")
    subnets = Resolver(template).properties(studio)["SubnetIds"]
    assert application(template)["NetworkConfiguration"]["SubnetIds"] == subnets


def test_the_new_role_and_its_policies_have_the_paths_of_the_config() -> None:
    config = {**NEW, "data": DATA, "encryption_key_arn": KEY}
    template = built(config, roles=RolesConfig(role_path="/roles/", policy_path="/policies/"))
    found = Resolver(template)
    policies = ("EmrServerlessNotebooksApplicationDataPolicy", "EmrServerlessNotebooksApplicationLogsKeyPolicy")
    paths = {
        prefix: {found.properties(name).get("Path") for name in template["Resources"] if name.startswith(prefix)}
        for prefix in (APP_ROLE, *policies)
    }
    assert paths == {APP_ROLE: {"/roles/"}, **{policy: {"/policies/"} for policy in policies}}


def test_existing_roles_take_the_place_of_a_new_one() -> None:
    template = built({**NEW, "runtime_role_arns": (ROLE,)}, roles=RolesConfig(role_path="/roles/"))
    assert [name for name in resources(template, "AWS::IAM::Role") if name.startswith("EmrServerless")] == []


def test_an_application_that_exists_is_left_as_it_is() -> None:
    assert built(EXISTING) == built()


def test_people_use_the_key_of_the_logs_of_an_application_that_exists() -> None:
    template = built({**EXISTING, "encryption_key_arn": KEY}, tier=Tier.INTERMEDIATE)
    assert _uses(template, "AllowKeysOfServerlessLogs") == [KEY]


def test_a_key_of_two_kinds_of_data_is_named_once() -> None:
    written = {**DATA[0], "prefix": "out", "access": "READ_WRITE", "encryption_key_arn": KEY}
    template = built({**NEW, "data": ({**DATA[0], "encryption_key_arn": KEY}, written)})
    assert _uses(template, "AllowDecryptingData") == [KEY]


def test_several_applications_are_told_apart_by_their_ids() -> None:
    template = built(NEW, {**NEW, "id": "Reports"}, EXISTING)
    assert len(resources(template, APPLICATION)) == 2


def test_two_applications_of_one_id_are_refused() -> None:
    with pytest.raises(RuntimeError, match="There is already a Construct with name 'EmrServerless-Notebooks'"):
        built(NEW, NEW)


@pytest.mark.parametrize(
    ("wrong", "where", "said"),
    [
        ({"runtime_role_arns": (ROLE,), "data": DATA}, ("data",), "only without runtime_role_arns"),
        ({"security_group_ids": ("sg-0123456789abcdef0",)}, ("security_group_ids",), "only with network STUDIO"),
    ],
)
def test_keys_that_exclude_each_other_are_refused(wrong: Json, where: tuple[str, ...], said: str) -> None:
    with pytest.raises(ValidationError) as error:
        read({**NEW, **wrong})
    (mistake,) = error.value.errors()[0]["ctx"]["mistakes"]
    assert mistake.path == where
    assert said in mistake.text


@pytest.mark.parametrize(
    ("config", "wrong"),
    [
        *((NEW, {"id": text}) for text in ("", "1st", "a" * 33, "my app")),
        *((NEW, {"application_name": text}) for text in ("", "our spark", "a" * 65)),
        (NEW, {"architecture": "ARM"}),
        (NEW, {"maximum_vcpu": 7}),
        (NEW, {"maximum_memory_gb": 31}),
        (NEW, {"maximum_disk_gb": 39}),
        *((NEW, {"idle_timeout_minutes": minutes}) for minutes in (0, 10081)),
        (NEW, {"network": "VPC"}),
        (NEW, {"network": "STUDIO", "security_group_ids": tuple(f"sg-0123456{number}" for number in range(6))}),
        (NEW, {"runtime_role_arns": ()}),
        (NEW, {"data": ({**DATA[0], "access": "WRITE"},)}),
        *(
            (NEW, {"data": ({**DATA[0], "prefix": prefix},)})
            for prefix in ("sales*", "*", "s?les", "${aws:username}", "sales/$", "/sales", "sales/", "our sales")
        ),
        (NEW, {"application_arn": ARN}),
        (EXISTING, {"application_arn": "00f1a2b3c4d5e6f7"}),
        (EXISTING, {"runtime_role_arns": ()}),
        (EXISTING, {"data": DATA}),
    ],
)
def test_a_value_that_no_application_has_is_refused(config: Json, wrong: Json) -> None:
    read(config)
    with pytest.raises(ValidationError) as error:
        read({**config, **wrong})
    assert [*wrong][-1] in {part for each in error.value.errors() for part in each["loc"]}


@pytest.mark.parametrize(
    ("notebooks", "data"),
    [("notes", ""), ("", "sales"), ("", ""), ("notes", "notes"), ("notes/all", "notes"), ("notes", "notes/anna")],
)
def test_data_that_is_the_studios_notebooks_is_refused(tmp_path: Path, notebooks: str, data: str) -> None:
    file = tmp_path / "file.yaml"
    file.write_text(STUDIO.format(notebooks=notebooks, data=data), encoding="utf-8")
    with pytest.raises(ConfigError) as error:
        load_config(str(file))
    (line,) = error.value.lines
    assert "studios.Analytics.compute[1].data[1]: holds the notebooks of the Studio" in line
    assert "choose another prefix" in line


@pytest.mark.parametrize(("notebooks", "data"), [("notes", "sales"), ("notes", "notes-of-sales"), ("notes/a", "no")])
def test_data_beside_the_studios_notebooks_is_taken(tmp_path: Path, notebooks: str, data: str) -> None:
    file = tmp_path / "file.yaml"
    file.write_text(STUDIO.format(notebooks=notebooks, data=data), encoding="utf-8")
    load_config(str(file))
