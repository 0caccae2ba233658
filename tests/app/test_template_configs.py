"""Cluster templates in a config: what the constructs get, and where files are."""

import json
from pathlib import Path

import pytest
from conftest import Argument, Json, new_app, new_stack, new_studio, template_of
from pydantic import ValidationError
from template_files import a_file

from emr_studio_constructs.app.build.compute.cluster_templates import cluster_templates_of
from emr_studio_constructs.app.config.compute.cluster_templates import ClusterTemplatesConfig
from emr_studio_constructs.app.config.roles import RolesConfig
from emr_studio_constructs.app.template_paths import with_template_paths
from emr_studio_constructs.cfn import Resolver, resources

ROLE = "arn:aws:iam::111122223333:role/{}"
SPARK = {
    "name": "spark",
    "source": "SPARK",
    "release_label": "emr-7.12.0",
    "instance_types": ["m7i.xlarge"],
    "default_core_nodes": 1,
    "max_core_nodes": 4,
    "idle_timeout_minutes": 30,
    "log_uri": "s3://example-logs/emr/",
    "security_configuration": "encrypted",
    "cluster_tags": {"team": "data"},
}
FULL = {
    "kind": "CLUSTER_TEMPLATES",
    "id": "Templates",
    "provider_name": "Data platform",
    "portfolio_name": "Clusters",
    "tag_options": {"cost-center": ["1", "2"]},
    "cluster_service_role_arns": [ROLE.format("cluster-service")],
    "instance_role_arns": [ROLE.format("cluster-instance")],
}


def config(*templates: Argument, **changes: Argument) -> ClusterTemplatesConfig:
    said = {**FULL, "templates": list(templates), **changes}
    return ClusterTemplatesConfig.model_validate_json(json.dumps(said))


def built(given: ClusterTemplatesConfig, roles: RolesConfig | None = None) -> tuple[Json, dict[str, Json]]:
    """The template of a stack with these, and those of its products, by the names of their files' constructs."""
    app = new_app()
    stack = new_stack(app)
    new_studio(stack).add_compute(cluster_templates_of(stack, given, roles=roles or RolesConfig()))
    template = template_of(stack)
    files = Path(app.synth().directory).glob("*.product.template.json")
    return template, {file.name: json.loads(file.read_text(encoding="utf-8")) for file in files}


def a_file_template() -> Json:
    return {"name": "mine", "source": "FILE", "path": a_file()}


def test_every_key_reaches_the_constructs() -> None:
    template, products = built(config(SPARK, a_file_template()))
    found = Resolver(template)
    catalog = "AWS::ServiceCatalog::"
    (portfolio,) = map(found.properties, resources(template, f"{catalog}Portfolio"))
    assert (portfolio["DisplayName"], portfolio["ProviderName"]) == ("Clusters", "Data platform")
    options = map(found.properties, resources(template, f"{catalog}TagOption"))
    assert sorted((option["Key"], option["Value"]) for option in options) == [
        ("cost-center", "1"),
        ("cost-center", "2"),
    ]
    (spark,) = [product for name, product in products.items() if "Templatespark" in name]
    cluster = Resolver(spark).properties("Cluster")
    assert (cluster["ReleaseLabel"], cluster["SecurityConfiguration"]) == ("emr-7.12.0", "encrypted")
    assert cluster["LogUri"] == "s3://example-logs/emr/"
    assert cluster["AutoTerminationPolicy"] == {"IdleTimeout": 1800}
    assert cluster["Instances"]["CoreInstanceGroup"] == {"InstanceCount": 1, "InstanceType": "m7i.xlarge"}
    assert {"Key": "team", "Value": "data"} in cluster["Tags"]
    assert spark["Parameters"]["CoreNodes"]["MaxValue"] == 4
    policies = json.dumps([found.properties(name) for name in resources(template, "AWS::IAM::ManagedPolicy")])
    assert ROLE.format("cluster-service") in policies
    assert ROLE.format("cluster-instance") in policies


def test_new_roles_and_policies_have_the_paths_of_the_config() -> None:
    template, _ = built(config(SPARK), RolesConfig(role_path="/r/", policy_path="/p/"))
    for kind, path, names in (
        ("AWS::IAM::Role", "/r/", ("ServiceRole", "InstanceRole", "LaunchRole")),
        ("AWS::IAM::ManagedPolicy", "/p/", ("ServiceRolePolicy", "LogsPolicy", "LaunchRolePolicy")),
    ):
        found = {
            name: each["Properties"].get("Path")
            for name, each in resources(template, kind).items()
            if name.startswith("ClusterTemplates")
        }
        assert len(found) == len(names)
        assert set(found.values()) == {path}
        assert all(any(name in each for each in found) for name in names)


def test_without_ready_made_templates_no_roles_for_clusters_are_made() -> None:
    template, _ = built(config(a_file_template()))
    assert [name for name in resources(template, "AWS::IAM::Role") if "ClusterRoles" in name] == []


def test_a_launch_role_is_taken_by_its_arn() -> None:
    arn = ROLE.format("launch")
    given = config(a_file_template(), launch_role_arn=arn, cluster_service_role_arns=[], instance_role_arns=[])
    template, _ = built(given, RolesConfig(role_path="/r/", policy_path="/p/"))
    (constraint,) = map(Resolver(template).properties, resources(template, "AWS::ServiceCatalog::LaunchRoleConstraint"))
    assert constraint["RoleArn"] == arn


def test_roles_for_a_launch_role_that_is_given_are_refused() -> None:
    with pytest.raises(ValidationError) as error:
        config(a_file_template(), launch_role_arn=ROLE.format("launch"))
    mistakes = error.value.errors()[0]["ctx"]["mistakes"]
    assert [mistake.path for mistake in mistakes] == [("cluster_service_role_arns",), ("instance_role_arns",)]
    assert {mistake.text for mistake in mistakes} == {
        "only without launch_role_arn: what a role of yours passes is its own"
    }


def test_roles_of_one_kind_alone_are_refused() -> None:
    for lacking in ("cluster_service_role_arns", "instance_role_arns"):
        with pytest.raises(ValidationError) as error:
            config(SPARK, **{lacking: []})
        (mistake,) = error.value.errors()[0]["ctx"]["mistakes"]
        assert (mistake.path, mistake.text) == ((), f"a new cluster needs both kinds of role: add {lacking}")


def test_logs_go_to_a_prefix() -> None:
    with pytest.raises(ValidationError) as error:
        config({**SPARK, "log_uri": "s3://example-logs/"})
    assert error.value.errors()[0]["loc"] == ("templates", 0, "SPARK", "log_uri")


def test_an_id_may_be_that_of_something_else_in_the_stack() -> None:
    app = new_app()
    stack = new_stack(app)
    new_studio(stack).add_compute(cluster_templates_of(stack, config(SPARK, id="Studio"), roles=RolesConfig()))
    assert resources(template_of(stack), "AWS::ServiceCatalog::Portfolio")


def test_two_templates_of_a_name_are_refused() -> None:
    with pytest.raises(ValidationError) as error:
        config(SPARK, {**a_file_template(), "name": "spark"})
    (mistake,) = error.value.errors()[0]["ctx"]["mistakes"]
    assert (mistake.path, mistake.text) == (("templates", 1, "name"), "'spark' is another template already")


def test_paths_of_templates_start_at_the_directory_of_the_config_file() -> None:
    compute = {"kind": "CLUSTER_TEMPLATES", "templates": [{"path": "a.yaml"}, {"path": "/b.yaml"}, {"name": "spark"}]}
    data = {"nag": True, "studios": {"One": {"compute": [compute, {"kind": "EMR_ON_EC2"}]}, "Two": {}}}
    moved = {**compute, "templates": [{"path": "config/a.yaml"}, {"path": "/b.yaml"}, {"name": "spark"}]}
    assert with_template_paths(data, Path("config")) == {
        "nag": True,
        "studios": {"One": {"compute": [moved, {"kind": "EMR_ON_EC2"}]}, "Two": {}},
    }


@pytest.mark.parametrize(
    "wrong",
    [
        None,
        [],
        {"studios": []},
        {"studios": {"One": None}},
        {"studios": {"One": {"compute": "x"}}},
        {"studios": {"One": {"compute": ["x", {"templates": "x"}, {"templates": ["x", {"path": 1}]}]}}},
    ],
    ids=str,
)
def test_what_is_no_config_is_left_as_it_is(wrong: Argument) -> None:
    assert with_template_paths(wrong, Path("config")) == wrong
