"""The ready-made template: what its clusters are, by which roles, and that other tools have nothing against it."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from aws_cdk import App, CfnParameter, Duration, Stack
from conftest import ACCOUNT, Argument, Json, new_app, new_stack, new_studio, template_of
from constructs import Construct

from emr_studio_constructs import ClusterRoles, ClusterTemplates, EmrOnEc2, SparkClusterTemplate, Tier
from emr_studio_constructs.cfn import Resolver, identity_policies, resources, the_only

EMR_TAG = "for-use-with-amazon-emr-managed-policies"


def synthesized(app: App, stack: Stack) -> tuple[Json, Json]:
    """The templates of the stack and of its only product."""
    assembly = app.synth()
    (file,) = Path(assembly.directory).glob("*.product.template.json")
    return dict(assembly.get_stack_by_name(stack.stack_name).template), json.loads(file.read_text(encoding="utf-8"))


def define(region: str | None = "eu-west-1", **arguments: Argument) -> tuple[Json, Json]:
    app = new_app()
    stack = new_stack(app, region=region)
    studio = new_studio(stack)
    role_path = arguments.pop("role_path", None)
    roles = ClusterRoles(stack, "ClusterRoles", role_path=role_path)
    spark = SparkClusterTemplate(stack, "Spark", roles=roles, **arguments)
    studio.add_compute(ClusterTemplates(stack, "Templates", templates={"spark": spark}, provider_name="Data platform"))
    return synthesized(app, stack)


@cache
def default() -> tuple[Json, Json]:
    return define()


def cluster_of(product: Mapping[str, Any], **parameters: Argument) -> Json:
    return Resolver(product, parameters=parameters).properties("Cluster")


def test_a_cluster_has_what_a_studio_needs_and_ends_when_idle() -> None:
    cluster = cluster_of(default()[1], ClusterName="mine", SubnetId="subnet-1", CoreNodes=5, InstanceType="r6i.xlarge")
    assert [application["Name"] for application in cluster["Applications"]] == [
        "Spark",
        "Livy",
        "JupyterEnterpriseGateway",
    ]
    assert cluster["Name"] == "mine"
    assert cluster["ReleaseLabel"] == "emr-7.13.0"
    assert cluster["AutoTerminationPolicy"] == {"IdleTimeout": 3600}
    assert cluster["Instances"] == {
        "Ec2SubnetId": "subnet-1",
        "KeepJobFlowAliveWhenNoSteps": True,
        "MasterInstanceGroup": {"InstanceCount": 1, "InstanceType": "m6i.xlarge"},
        "CoreInstanceGroup": {"InstanceCount": 5, "InstanceType": "r6i.xlarge"},
    }
    assert cluster["Tags"] == [{"Key": EMR_TAG, "Value": "true"}]
    (livy,) = cluster["Configurations"]
    assert livy["ConfigurationProperties"] == {
        "livy.server.session.timeout": "6h",
        "livy.spark.deploy-mode": "cluster",
    }
    assert not {"LogUri", "SecurityConfiguration", "ManagedScalingPolicy"} & cluster.keys()


def test_people_choose_within_bounds() -> None:
    parameters = default()[1]["Parameters"]
    assert set(parameters) == {"ClusterName", "SubnetId", "InstanceType", "CoreNodes"}
    assert parameters["SubnetId"]["Type"] == "AWS::EC2::Subnet::Id"
    assert parameters["InstanceType"]["Default"] in parameters["InstanceType"]["AllowedValues"]
    nodes = parameters["CoreNodes"]
    assert (nodes["MinValue"], nodes["Default"], nodes["MaxValue"]) == (1, 2, 10)


def test_whatever_is_given_takes_the_place_of_the_defaults() -> None:
    product = define(
        release_label="emr-7.12.0",
        instance_types=["m7i.xlarge", "m7i.2xlarge"],
        default_core_nodes=3,
        max_core_nodes=4,
        idle_timeout=Duration.minutes(20),
        security_configuration="identity-center",
        cluster_tags={"team": "data"},
    )[1]
    cluster = cluster_of(product)
    assert (cluster["ReleaseLabel"], cluster["SecurityConfiguration"]) == ("emr-7.12.0", "identity-center")
    assert cluster["AutoTerminationPolicy"] == {"IdleTimeout": 1200}
    assert cluster["Instances"]["MasterInstanceGroup"]["InstanceType"] == "m7i.xlarge"
    assert cluster["Instances"]["CoreInstanceGroup"] == {"InstanceCount": 3, "InstanceType": "m7i.xlarge"}
    assert product["Parameters"]["CoreNodes"]["MaxValue"] == 4
    assert {tag["Key"]: tag["Value"] for tag in cluster["Tags"]} == {"team": "data", EMR_TAG: "true"}


def test_what_is_not_known_yet_is_taken_as_it_is() -> None:
    stack = new_stack()
    number: Any = CfnParameter(stack, "Number", type="Number").value_as_number
    text = CfnParameter(stack, "Text").value_as_string
    roles = ClusterRoles(stack, "ClusterRoles")
    nodes = SparkClusterTemplate(stack, "Nodes", roles=roles, default_core_nodes=number, max_core_nodes=number)
    core_nodes = nodes.node.find_child("CoreNodes")
    assert isinstance(core_nodes, CfnParameter)
    assert nodes.resolve(core_nodes.max_value) == {"Ref": "Number"}
    SparkClusterTemplate(
        stack,
        "Others",
        roles=roles,
        release_label=text,
        idle_timeout=Duration.seconds(number),
        cluster_tags={"team": text},
    )


@pytest.mark.parametrize("region", ["eu-west-1", None], ids=["a Region", "any Region"])
@pytest.mark.parametrize("role_path", [None, "/emr/"])
def test_the_template_names_the_roles_that_the_stack_defines(region: str | None, role_path: str | None) -> None:
    template, product = define(region, role_path=role_path)
    found, cluster = Resolver(template), cluster_of(product)
    roles = [found.physical(name).arn() for name in resources(template, "AWS::IAM::Role") if "ClusterRoles" in name]
    profile, _ = the_only(template, "AWS::IAM::InstanceProfile")
    assert cluster["ServiceRole"] in roles
    assert cluster["JobFlowRole"] == found.ref(profile)
    assert cluster["JobFlowRole"] in {arn.rpartition("/")[2] for arn in roles}


def test_the_template_takes_nothing_over_from_the_stack() -> None:
    template, product = define(region=None)
    assert "Fn::ImportValue" not in json.dumps(product)
    assert "Outputs" not in template


def test_instances_may_write_logs_where_they_are_told_to_and_do_nothing_else() -> None:
    template, product = define(log_uri="s3://example-logs/emr/")
    (role,) = [name for name in resources(template, "AWS::IAM::Role") if "InstanceRole" in name]
    (document,) = identity_policies(template, role)
    (statement,) = document["Statement"]
    assert (statement["Action"], statement["Resource"]) == ("s3:PutObject", "arn:aws:s3:::example-logs/emr/*")
    assert statement["Condition"] == {"StringEquals": {"aws:ResourceAccount": ACCOUNT}}
    assert cluster_of(product)["LogUri"] == "s3://example-logs/emr/"
    assert identity_policies(default()[0], role) == []


def test_the_service_role_has_the_managed_policy_for_tagged_networks() -> None:
    template = default()[0]
    (role,) = [name for name in resources(template, "AWS::IAM::Role") if "ClusterRolesServiceRole" in name]
    managed = Resolver(template).properties(role)["ManagedPolicyArns"]
    assert managed == ["arn:aws:iam::aws:policy/service-role/AmazonEMRServicePolicy_v2"]
    assert ACCOUNT in json.dumps(Resolver(template).properties(role)["AssumeRolePolicyDocument"])


def test_clusters_of_a_template_are_in_reach_by_their_tags() -> None:
    app = new_app()
    stack = new_stack(app)
    studio, tags = new_studio(stack), {"team": "data"}
    spark = SparkClusterTemplate(stack, "Spark", roles=ClusterRoles(stack, "ClusterRoles"), cluster_tags=tags)
    studio.add_compute(EmrOnEc2(cluster_tags=tags))
    studio.add_compute(ClusterTemplates(stack, "Templates", templates={"spark": spark}, provider_name="Platform"))
    policy = studio.tier_policies.policy(Tier.INTERMEDIATE)
    tests = {(c.key, *c.values) for row in policy.rows for c in row.when if "DescribeCluster" in str(row.actions)}
    assert tests == {("elasticmapreduce:ResourceTag/team", "data")}
    cluster = cluster_of(synthesized(app, stack)[1])
    assert {"Key": "team", "Value": "data"} in cluster["Tags"]


def test_policies_of_roles_have_the_path_that_is_given() -> None:
    stack = new_stack()
    roles = ClusterRoles(stack, "ClusterRoles", policy_path="/policies/")
    SparkClusterTemplate(stack, "Spark", roles=roles, log_uri="s3://example-logs/emr/")
    policies = resources(template_of(stack), "AWS::IAM::ManagedPolicy").values()
    assert [policy["Properties"]["Path"] for policy in policies] == ["/policies/"] * 2


def test_roles_and_instance_profile_have_the_path_that_is_given() -> None:
    stack = new_stack()
    ClusterRoles(stack, "ClusterRoles", role_path="/emr/")
    found = template_of(stack)["Resources"].values()
    paths = [(each["Type"], each["Properties"].get("Path")) for each in found if "ManagedPolicy" not in each["Type"]]
    assert sorted(paths) == [("AWS::IAM::InstanceProfile", "/emr/"), *[("AWS::IAM::Role", "/emr/")] * 2]


def test_roles_deep_in_a_tree_have_names_that_iam_takes() -> None:
    stack = new_stack(region="ap-southeast-1")
    roles = ClusterRoles(Construct(stack, "a" * 100), "ClusterRoles")
    assert all(len(name) <= 64 for name in (roles.service_role_name, roles.instance_profile_name))


def test_a_cluster_ends_after_a_minute_of_idleness_at_the_earliest() -> None:
    cluster = cluster_of(define(idle_timeout=Duration.seconds(60))[1])
    assert cluster["AutoTerminationPolicy"] == {"IdleTimeout": 60}


def test_templates_with_the_same_roles_write_logs_each_where_they_are_told_to() -> None:
    stack = new_stack()
    roles = ClusterRoles(stack, "ClusterRoles")
    for name, log_uri in (("One", "s3://one/logs/"), ("Two", "s3://two/logs/"), ("Three", "s3://one/logs/")):
        SparkClusterTemplate(stack, name, roles=roles, log_uri=log_uri)
    template = template_of(stack)
    (role,) = [name for name in resources(template, "AWS::IAM::Role") if "InstanceRole" in name]
    (document,) = identity_policies(template, role)
    (statement,) = document["Statement"]
    assert statement["Resource"] == ["arn:aws:s3:::one/logs/*", "arn:aws:s3:::two/logs/*"]


def test_roles_of_two_regions_have_names_of_their_own() -> None:
    names = []
    for region in ("eu-west-1", "us-east-1"):
        roles = resources(define(region)[0], "AWS::IAM::Role").values()
        names += [role["Properties"]["RoleName"] for role in roles if "RoleName" in role["Properties"]]
    assert len(set(names)) == len(names) == 4
