"""EMR Serverless applications: what is defined, what a role trusts, and who gets at the key of the logs."""

from functools import cache

import pytest
from aws_cdk import App, CfnParameter, Duration, Stack, Stage
from aws_cdk import aws_ec2 as ec2
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms
from aws_cdk import aws_s3 as s3
from aws_cdk.assertions import Annotations, Match
from bad_inputs import group, key, subnets
from conftest import (
    FLAGS,
    Argument,
    Json,
    imported_vpc,
    new_app,
    new_stack,
    new_studio,
    statements_of,
    template_of,
)

from emr_studio_constructs import Architecture, EmrServerlessApp, Tier
from emr_studio_constructs.cfn import Resolver, key_policy, resources, the_only, trust_policy

APPLICATION, ROLE = "AWS::EMRServerless::Application", "AWS::IAM::Role"
SERVERLESS = "emr-serverless.amazonaws.com"
ARN = "arn:aws:emr-serverless:eu-west-1:111122223333:/applications/00abc"
REPOSITORY = "111122223333.dkr.ecr.eu-west-1.amazonaws.com/spark"
IMAGE = f"{REPOSITORY}:1.0"


def defined(stack: Stack | None = None, **arguments: Argument) -> Json:
    """The template of a stack with one application."""
    stack = stack or new_stack()
    EmrServerlessApp(stack, "Spark", **arguments)
    return template_of(stack)


def properties(template: Json) -> Json:
    return Resolver(template).properties(the_only(template, APPLICATION)[0])


@cache
def by_default() -> Json:
    return defined()


def infos_of(stack: Stack) -> list[str]:
    found = Annotations.from_stack(stack).find_info("*", Match.any_value())
    return [str(message.entry.data) for message in found]


def test_by_default_an_application_is_for_studio_with_limits_and_stops_by_itself() -> None:
    assert properties(by_default()) == {
        "Type": "Spark",
        "ReleaseLabel": "emr-7.13.0",
        "Architecture": "X86_64",
        "InteractiveConfiguration": {"StudioEnabled": True},
        "MaximumCapacity": {"Cpu": "64 vCPU", "Memory": "256 GB", "Disk": "1000 GB"},
        "AutoStartConfiguration": {"Enabled": True},
        "AutoStopConfiguration": {"Enabled": True, "IdleTimeoutMinutes": 15},
    }


def test_by_default_there_is_nothing_beside_an_application_and_one_role_without_permissions() -> None:
    template = by_default()
    assert sorted(each["Type"] for each in template["Resources"].values()) == [APPLICATION, ROLE]
    assert statements_of(template, the_only(template, ROLE)[0]) == {}


def test_every_setting_reaches_the_application() -> None:
    template = defined(
        application_name="team/spark#1",
        release_label="emr-6.14.0",
        architecture=Architecture.X86_64,
        image_uri=IMAGE,
        maximum_vcpu=8,
        maximum_memory_gb=32,
        maximum_disk_gb=40,
        idle_timeout=Duration.days(7),
    )
    found = properties(template)
    assert found["Name"] == "team/spark#1"
    assert found["ReleaseLabel"] == "emr-6.14.0"
    assert found["Architecture"] == "X86_64"
    assert found["ImageConfiguration"] == {"ImageUri": IMAGE}
    assert found["MaximumCapacity"] == {"Cpu": "8 vCPU", "Memory": "32 GB", "Disk": "40 GB"}
    assert found["AutoStopConfiguration"]["IdleTimeoutMinutes"] == 7 * 24 * 60


@pytest.mark.parametrize("label", ["emr-6.15.0", "emr-7.0.0", "emr-10.0.0", "emr-spark-8.0.0"])
def test_a_later_release_is_taken(label: str) -> None:
    assert properties(defined(release_label=label))["ReleaseLabel"] == label


def test_an_image_is_taken_by_its_digest() -> None:
    image = f"{REPOSITORY}@sha256:{'0123456789abcdef' * 4}"
    assert properties(defined(image_uri=image))["ImageConfiguration"] == {"ImageUri": image}


def test_what_is_known_at_deploy_only_is_taken() -> None:
    stack = new_stack()
    number = CfnParameter(stack, "Number", type="Number")
    text = CfnParameter(stack, "Text")
    template = defined(
        stack,
        application_name=text.value_as_string,
        release_label=text.value_as_string,
        image_uri=text.value_as_string,
        maximum_vcpu=number.value_as_number,
        maximum_memory_gb=number.value_as_number,
        maximum_disk_gb=number.value_as_number,
        idle_timeout=Duration.minutes(number.value_as_number),
    )
    found = Resolver(template, parameters={"Number": "100", "Text": "emr-7.1.0"}).properties(
        the_only(template, APPLICATION)[0]
    )
    assert found["Name"] == found["ReleaseLabel"] == found["ImageConfiguration"]["ImageUri"] == "emr-7.1.0"
    assert found["MaximumCapacity"] == {"Cpu": "100 vCPU", "Memory": "100 GB", "Disk": "100 GB"}
    assert found["AutoStopConfiguration"]["IdleTimeoutMinutes"] == "100"


# --- Network ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("inline", [True, False])
def test_workers_in_a_vpc_let_nothing_in_and_https_out(*, inline: bool) -> None:
    stack = new_stack(new_app({**FLAGS, "@aws-cdk/aws-ec2.securityGroupDisableInlineRules": not inline}))
    template = defined(stack, vpc=imported_vpc(stack))
    found = properties(template)["NetworkConfiguration"]
    assert found["SubnetIds"] == [f"subnet-0123456789abcde0{number}" for number in range(3)]
    resolver = Resolver(template)
    (workers,) = resources(template, "AWS::EC2::SecurityGroup")
    assert found["SecurityGroupIds"] == [resolver.get_att(workers, "GroupId")]
    group_properties = resolver.properties(workers)
    assert "SecurityGroupIngress" not in group_properties
    (rule,) = group_properties["SecurityGroupEgress"]
    assert (rule["IpProtocol"], rule["FromPort"], rule["ToPort"], rule["CidrIp"]) == ("tcp", 443, 443, "0.0.0.0/0")


def test_given_subnets_and_groups_are_those_of_the_workers() -> None:
    stack = new_stack()
    groups = [ec2.SecurityGroup.from_security_group_id(stack, name, name) for name in ("sg-1", "sg-2")]
    template = defined(stack, vpc=imported_vpc(stack), vpc_subnets=subnets(stack, 2), security_groups=groups)
    assert properties(template)["NetworkConfiguration"] == {
        "SubnetIds": ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"],
        "SecurityGroupIds": ["sg-1", "sg-2"],
    }
    assert resources(template, "AWS::EC2::SecurityGroup") == {}


def test_subnets_of_a_vpc_that_the_cli_is_yet_to_look_up_are_taken() -> None:
    stack = new_stack()
    vpc = ec2.Vpc.from_lookup(stack, "LookedUp", vpc_id="vpc-0123456789abcdef0")
    chosen = ec2.SubnetSelection(subnet_group_name="Data")
    EmrServerlessApp(stack, "Spark", vpc=vpc, vpc_subnets=chosen)


def test_a_database_lets_an_application_in_by_its_connections() -> None:
    stack = new_stack()
    vpc = imported_vpc(stack)
    app = EmrServerlessApp(stack, "Spark", vpc=vpc)
    group(stack, "Database", vpc).connections.allow_from(app, ec2.Port.tcp(5432), "From notebooks")
    template = template_of(stack)
    (workers,) = properties(template)["NetworkConfiguration"]["SecurityGroupIds"]
    (ingress,) = resources(template, "AWS::EC2::SecurityGroupIngress")
    rule = Resolver(template).properties(ingress)
    assert (rule["FromPort"], rule["SourceSecurityGroupId"]) == (5432, workers)


# --- Roles ------------------------------------------------------------------------------------------------------------


def test_the_runtime_role_is_for_this_application() -> None:
    template = by_default()
    role, _ = the_only(template, ROLE)
    found = Resolver(template)
    arn = found.get_att(the_only(template, APPLICATION)[0], "Arn")
    (statement,) = trust_policy(found, role)["Statement"]
    assert statement["Principal"] == {"Service": SERVERLESS}
    assert statement["Condition"] == {
        "StringEquals": {"aws:SourceAccount": "111122223333"},
        "ArnLike": {"aws:SourceArn": [arn, f"{arn}/*"]},
    }


def test_the_runtime_role_has_the_path_that_is_given() -> None:
    template = defined(role_path="/data/")
    assert Resolver(template).properties(the_only(template, ROLE)[0])["Path"] == "/data/"


def test_data_is_granted_to_the_runtime_role() -> None:
    stack = new_stack()
    app = EmrServerlessApp(stack, "Spark")
    data = s3.Bucket(stack, "Data", encryption=s3.BucketEncryption.KMS)
    data.grant_read(app.runtime_role, "sales/*")
    template = template_of(stack)
    role = next(name for name in resources(template, ROLE) if name.startswith("Spark"))
    granted = [action for each in statements_of(template, role).values() for action in each["Action"]]
    assert "s3:GetObject*" in granted
    assert "kms:Decrypt" in granted


def test_given_runtime_roles_take_the_place_of_one_of_its_own() -> None:
    stack = new_stack()
    own = iam.Role(stack, "Own", assumed_by=iam.ServicePrincipal(SERVERLESS))
    imported = iam.Role.from_role_name(stack, "Imported", "imported")
    app = EmrServerlessApp(stack, "Spark", runtime_roles=[own, imported])
    assert app.runtime_role is own
    assert list(app.runtime_roles) == [own, imported]
    (role,) = resources(template_of(stack), ROLE)
    assert role.startswith("Own")


def test_a_role_that_is_given_twice_is_passed_as_one() -> None:
    stack = new_stack()
    role = iam.Role.from_role_name(stack, "Runtime", "runtime")
    studio = new_studio(stack)
    studio.add_compute(EmrServerlessApp(stack, "Spark", runtime_roles=[role, role]))
    studio.grant_access(iam.Role(stack, "Anna", assumed_by=iam.AccountRootPrincipal()), tier=Tier.INTERMEDIATE)
    template = template_of(stack)
    anna = next(name for name in resources(template, ROLE) if name.startswith("Anna"))
    passing = statements_of(template, anna)["AllowPassingServerlessRoles"]
    assert passing["Resource"] == "arn:aws:iam::111122223333:role/runtime"


# --- Key --------------------------------------------------------------------------------------------------------------


@cache
def with_key(*, flags: bool = True) -> Json:
    """An application with a key of the app's own, and somebody who may attach."""
    stack = new_stack(new_app(FLAGS if flags else {}))
    studio = new_studio(stack)
    studio.add_compute(EmrServerlessApp(stack, "Spark", encryption_key=kms.Key(stack, "LogsKey")))
    for tier in (Tier.BASIC, Tier.INTERMEDIATE):
        studio.grant_access(iam.Role(stack, tier, assumed_by=iam.AccountRootPrincipal()), tier=tier)
    return template_of(stack)


def logs_key(template: Json) -> str:
    (found,) = (name for name in resources(template, "AWS::KMS::Key") if name.startswith("LogsKey"))
    return found


@pytest.mark.parametrize("flags", [True, False])
def test_logs_are_encrypted_with_a_key_that_emr_serverless_may_use_for_applications(flags: bool) -> None:  # noqa: FBT001  # a parameter of pytest
    template = with_key(flags=flags)
    found = Resolver(template)
    arn = found.get_att(logs_key(template), "Arn")
    assert properties(template)["MonitoringConfiguration"] == {
        "ManagedPersistenceMonitoringConfiguration": {"Enabled": True, "EncryptionKeyArn": arn}
    }
    (statement,) = (
        each for each in key_policy(found, logs_key(template))["Statement"] if "Service" in each["Principal"]
    )
    assert statement["Principal"] == {"Service": SERVERLESS}
    assert set(statement["Action"]) == {"kms:GenerateDataKey", "kms:Decrypt"}
    assert statement["Condition"] == {
        "StringEquals": {"aws:SourceAccount": "111122223333"},
        "ArnLike": {"aws:SourceArn": "arn:aws:emr-serverless:eu-west-1:111122223333:/applications/*"},
    }


def test_the_runtime_role_and_who_may_attach_use_the_key_of_the_logs() -> None:
    template = with_key()
    arn = Resolver(template).get_att(logs_key(template), "Arn")
    users = [
        name
        for name in resources(template, ROLE)
        if any(
            each["Resource"] == arn and {"kms:GenerateDataKey", "kms:Decrypt"} == set(each["Action"])
            for each in statements_of(template, name).values()
        )
    ]
    assert [name[:10] for name in sorted(users)] == ["INTERMEDIA", "SparkRunti"]


def test_each_given_role_uses_the_key_of_the_logs() -> None:
    stack = new_stack()
    roles = [iam.Role(stack, name, assumed_by=iam.ServicePrincipal(SERVERLESS)) for name in ("One", "Two")]
    template = defined(stack, runtime_roles=roles, encryption_key=kms.Key(stack, "LogsKey"))
    for role in resources(template, ROLE):
        assert "AllowKeysOfServerlessLogs" in statements_of(template, role)


def test_the_policy_about_the_key_has_the_path_that_is_given() -> None:
    stack = new_stack()
    template = defined(stack, encryption_key=kms.Key(stack, "LogsKey"), policy_path="/data/")
    policy, _ = the_only(template, "AWS::IAM::ManagedPolicy")
    assert Resolver(template).properties(policy)["Path"] == "/data/"


def test_a_key_of_another_app_comes_with_a_note_of_what_its_policy_must_say() -> None:
    stack = new_stack()
    EmrServerlessApp(stack, "Spark", encryption_key=key(stack))
    (note,) = infos_of(stack)
    assert "encryption_key Stack/Key must let emr-serverless.amazonaws.com use kms:GenerateDataKey" in note
    assert "[ack: emr-studio-constructs:ServerlessKeyPolicy]" in note


# --- Elsewhere --------------------------------------------------------------------------------------------------------


def test_an_application_that_exists_leaves_nothing_in_the_template() -> None:
    stack = new_stack()
    role = iam.Role.from_role_name(stack, "Runtime", "runtime")
    app = EmrServerlessApp.from_application_arn(stack, "Spark", ARN, runtime_roles=[role])
    assert (app.application_arn, app.application_id, app.runtime_role) == (ARN, "00abc", role)
    assert template_of(stack) == template_of(new_stack())


@pytest.mark.parametrize("known", [True, False])
def test_people_use_the_key_of_the_logs_of_an_application_that_exists(*, known: bool) -> None:
    stack = new_stack()
    role = iam.Role.from_role_name(stack, "Runtime", "runtime")
    logs = key(stack) if known else None
    app = EmrServerlessApp.from_application_arn(stack, "Spark", ARN, runtime_roles=[role], encryption_key=logs)
    studio = new_studio(stack)
    studio.add_compute(app)
    studio.grant_access(iam.Role(stack, "Anna", assumed_by=iam.AccountRootPrincipal()), tier=Tier.INTERMEDIATE)
    template = template_of(stack)
    anna = next(name for name in resources(template, ROLE) if name.startswith("Anna"))
    using = statements_of(template, anna).get("AllowKeysOfServerlessLogs", {})
    assert using.get("Resource") == (logs.key_arn if logs else None)
    assert [name for name in template["Resources"] if name.startswith("Spark")] == []


def test_an_application_that_exists_may_be_known_at_deploy_only() -> None:
    stack = new_stack(region=None)
    arn = CfnParameter(stack, "Arn").value_as_string
    role = iam.Role.from_role_name(stack, "Runtime", "runtime")
    app = EmrServerlessApp.from_application_arn(stack, "Spark", arn, runtime_roles=[role])
    new_studio(stack).add_compute(app)
    assert Resolver(template_of(stack), parameters={"Arn": ARN}).resolve(stack.resolve(app.application_id)) == "00abc"


def test_an_application_of_another_stack_is_attached() -> None:
    app = new_app()
    spark = EmrServerlessApp(new_stack(app, "Compute"), "Spark", application_name="spark")
    stack = new_stack(app, "Studio")
    studio = new_studio(stack)
    studio.add_compute(spark)
    studio.grant_access(iam.Role.from_role_name(stack, "Role", "role"), tier=Tier.ADVANCED)
    app.synth()
    assert [each.stack_name for each in stack.dependencies] == ["Compute"]


def test_two_applications_are_in_one_stack_of_a_stage_that_knows_no_region() -> None:
    stack = Stack(Stage(App(), "Stage"), "Stack")
    for name in ("One", "Two"):
        EmrServerlessApp(stack, name)
    template = template_of(stack)
    assert len(resources(template, APPLICATION)) == len(resources(template, ROLE)) == 2
    found = Resolver(template, region="cn-north-1", partition="aws-cn")
    for role in resources(template, ROLE):
        (statement,) = trust_policy(found, role)["Statement"]
        assert statement["Condition"]["ArnLike"]["aws:SourceArn"][0].startswith("arn:aws-cn:emr-serverless:cn-north-1:")
