from pathlib import Path

import pytest
import yaml
from samples import CONFIG, SAMPLES

from emr_studio_constructs.app.load import load_config
from emr_studio_constructs.ops.checks.subject import Subject
from emr_studio_constructs.ops.checks.subject_of_config import subject_of_config

VPC, PRIVATE, ISOLATED = "vpc-0a1b2c3d4e5f60718", "subnet-0a1b2c3d4e5f60718", "subnet-0b1b2c3d4e5f60718"
PLACE = {"account": "111122223333", "region": "eu-west-1"}
ATTRIBUTES = {
    "source": "ATTRIBUTES",
    "vpc_id": VPC,
    "availability_zones": ["eu-west-1a"],
    "private_subnet_ids": [PRIVATE],
    "isolated_subnet_ids": [ISOLATED],
}


def subject_of(directory: Path, **keys: object) -> Subject:
    """What a config of these keys says."""
    file = directory / "config.yaml"
    file.write_text(yaml.safe_dump({"studios": {"Analytics": keys}}), encoding="utf-8")
    return subject_of_config("Analytics", load_config(str(file))[0].studios["Analytics"])


def test_of_a_studio_that_brings_everything_nothing_is_there_yet(tmp_path: Path) -> None:
    assert subject_of(tmp_path, **PLACE) == Subject(
        stack_name="Analytics", identity_center=False, user_quota=0, group_quota=0
    )


@pytest.mark.parametrize("sample", SAMPLES)
def test_each_sample_has_a_subject(sample: str) -> None:
    for key, config in load_config(str(CONFIG / f"{sample}.yaml"))[0].studios.items():
        subject = subject_of_config(key, config)
        assert subject.stack_name == (config.stack_name or key)
        assert subject.people == config.people


@pytest.mark.parametrize(
    ("subnets", "chosen"),
    [
        (None, (PRIVATE,)),
        ({"type": "PRIVATE_ISOLATED"}, (ISOLATED,)),
        ({"type": "PRIVATE_WITH_EGRESS"}, (PRIVATE,)),
        ({"ids": [ISOLATED]}, (ISOLATED,)),
        ({"group_name": "Isolated"}, (ISOLATED,)),
    ],
)
def test_subnets_are_those_that_the_studio_will_have(
    tmp_path: Path, subnets: dict[str, object] | None, chosen: tuple[str, ...]
) -> None:
    network = {"vpc": ATTRIBUTES, **({"subnets": subnets} if subnets else {})}
    subject = subject_of(tmp_path, **PLACE, network=network)
    assert (subject.vpc_id, subject.subnet_ids) == (VPC, chosen)


def test_of_a_vpc_that_is_looked_up_the_subnets_are_not_known(tmp_path: Path) -> None:
    subject = subject_of(tmp_path, **PLACE, network={"vpc": {"source": "LOOKUP", "vpc_id": VPC}})
    assert (subject.vpc_id, subject.subnet_ids) == (VPC, ())
    assert (subject.subnet_type, subject.subnet_group, subject.makes_vpc_endpoints) == (None, None, False)


def test_of_a_vpc_that_is_looked_up_the_choice_is_known_and_whether_it_gets_endpoints(tmp_path: Path) -> None:
    network = {"vpc": {"source": "LOOKUP", "vpc_id": VPC}, "subnets": {"group_name": "Data"}, "vpc_endpoints": True}
    subject = subject_of(tmp_path, **PLACE, network=network)
    assert (subject.subnet_type, subject.subnet_group, subject.makes_vpc_endpoints) == (None, "Data", True)


def test_access_logs_of_a_new_bucket_go_to_one_that_is_there(tmp_path: Path) -> None:
    storage = {"source": "NEW", "server_access_logs": {"bucket_name": "logs-bucket"}}
    assert subject_of(tmp_path, **PLACE, storage=storage).access_log_bucket == "logs-bucket"


@pytest.mark.parametrize(
    ("network", "wanted"),
    [
        ({"vpc": ATTRIBUTES}, True),
        ({"vpc": ATTRIBUTES, "git": "NONE"}, False),
        ({"vpc": ATTRIBUTES, "git": [{"cidr": "10.0.0.0/8"}]}, False),
        ({"vpc": {"source": "NEW"}}, False),
        ({"vpc": ATTRIBUTES, "security_groups": {"workspace": "sg-0a1b2c3d", "engine": "sg-0b1b2c3d"}}, False),
    ],
)
def test_git_on_the_internet_is_wanted_where_the_groups_will_let_it_out(
    tmp_path: Path, network: dict[str, object], *, wanted: bool
) -> None:
    assert subject_of(tmp_path, **PLACE, network=network).wants_git_on_internet is wanted


def test_what_a_config_names_in_iam_keeps_where_it_does(tmp_path: Path) -> None:
    provider = "arn:aws:iam::111122223333:saml-provider/idp"
    role = "arn:aws:iam::111122223333:role/cluster"
    compute = {"kind": "EMR_ON_EC2", "cluster_service_role_arns": [role], "instance_role_arns": [role]}
    access = [{"role": "data"}, {"user": "erin"}, {"group": "all"}]
    subject = subject_of(
        tmp_path,
        **PLACE,
        roles={"permissions_boundary": "boundary"},
        compute=[compute],
        access=[*access, {"saml_role": {"name": "Saml", "provider_arn": provider}}],
    )
    assert [(thing.kind, thing.name_or_arn, thing.key) for thing in subject.iam_things] == [
        ("policy", "boundary", "roles.permissions_boundary"),
        ("role", role, "compute[0].cluster_service_role_arns"),
        ("role", role, "compute[0].instance_role_arns"),
        ("role", "data", "access[0].role"),
        ("user", "erin", "access[1].user"),
        ("group", "all", "access[2].group"),
        ("SAML provider", provider, "access[3].saml_role"),
    ]


def test_all_roles_and_providers_of_compute_are_named_where_the_config_does(tmp_path: Path) -> None:
    arns = {name: f"arn:aws:iam::111122223333:role/{name}" for name in ("runtime", "launch", "scaling", "execution")}
    provider = "arn:aws:iam::111122223333:oidc-provider/oidc.example.com/id/1"
    endpoint = {"kind": "EMR_ON_EKS", "source": "NEW", "cluster_name": "analytics"}
    compute = [
        {"kind": "EMR_SERVERLESS", "source": "NEW", "id": "Own", "runtime_role_arns": [arns["runtime"]]},
        {
            "kind": "CLUSTER_TEMPLATES",
            "id": "Templates",
            "provider_name": "Data platform",
            "launch_role_arn": arns["launch"],
            "templates": [{"name": "mine", "source": "FILE", "path": "mine.yaml"}],
        },
        {**endpoint, "id": "One", "namespace": "one", "oidc_provider_arn": provider},
        {**endpoint, "id": "Two", "namespace": "two", "execution_role_arn": arns["execution"]},
    ]
    subject = subject_of(tmp_path, **PLACE, compute=compute)
    assert [(thing.kind, thing.name_or_arn, thing.key) for thing in subject.iam_things] == [
        ("role", arns["runtime"], "compute[0].runtime_role_arns"),
        ("role", arns["launch"], "compute[1].launch_role_arn"),
        ("OIDC provider", provider, "compute[2].oidc_provider_arn"),
        ("role", arns["execution"], "compute[3].execution_role_arn"),
    ]
    kinds = ["EMR_SERVERLESS", "CLUSTER_TEMPLATES", "EMR_ON_EKS", "EMR_ON_EKS"]
    assert [each.kind for each in subject.compute] == kinds


def test_whoever_the_command_line_maps_is_not_mapped_by_the_stack(tmp_path: Path) -> None:
    for mapped_by, by_stack in (("STACK", True), ("CLI", False)):
        auth = {"mode": "IDENTITY_CENTER", "mapped_by": mapped_by}
        assert subject_of(tmp_path, **PLACE, auth=auth).mapped_by_stack is by_stack
