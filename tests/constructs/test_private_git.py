"""Private Git servers: what EMR is told of them, who may change it, and the way to them."""

import json

import pytest
from aws_cdk import App, CfnParameter, RemovalPolicy, Stack
from aws_cdk import aws_ec2 as ec2
from aws_cdk import aws_iam as iam
from aws_cdk import aws_s3 as s3
from aws_cdk.assertions import Annotations, Match
from buckets import ALLOW_DELETION
from conftest import Argument, Json, by_arn, imported_vpc, new_app, new_stack, new_studio, template_of, warnings_of

from emr_studio_constructs import EmrStudio, GitAccess, IEmrStudio, NewVpc, PrivateGitServer
from emr_studio_constructs.cfn import (
    Resolver,
    Rule,
    all_policy_documents,
    bucket_policy,
    resources,
    security_group_rules,
    the_only,
)

RESOURCE, BUCKET, FUNCTION = "Custom::EmrStudioPrivateGit", "AWS::S3::Bucket", "AWS::Lambda::Function"
BY_ADDRESS = PrivateGitServer(git_server_dns_name="git.example.com", git_server_ip_v4_list=["10.1.2.3", "10.1.2.4"])
BY_DNS = PrivateGitServer(git_server_dns_name="code.example.com", dns_server_ip_v4="10.1.2.5")
KEY = "life-cycle-configuration/configuration.json"


def with_servers(studio: IEmrStudio, *servers: PrivateGitServer) -> None:
    for server in servers or (BY_ADDRESS,):
        studio.add_private_git_server(server)


def template_with(*servers: PrivateGitServer, stack: Stack | None = None, **arguments: Argument) -> Json:
    stack = stack or new_stack()
    with_servers(new_studio(stack, **arguments), *servers)
    return template_of(stack)


def written(template: Json) -> Json:
    return Resolver(template).properties(the_only(template, RESOURCE)[0])


def lock(template: Json) -> Json | None:
    policy = bucket_policy(template, the_only(template, BUCKET)[0])
    statements = policy["Statement"] if policy else []
    return next((each for each in statements if each["Effect"] == "Deny" and "s3:PutObject" in each["Action"]), None)


def rules_to_servers(template: Json) -> set[Rule]:
    found = Resolver(template)
    studio = found.properties(the_only(template, "AWS::EMR::Studio")[0])
    (group,) = (
        name
        for name in resources(template, "AWS::EC2::SecurityGroup")
        if found.ref(name) == studio["WorkspaceSecurityGroupId"]
    )
    return {rule for rule in security_group_rules(template, group) if rule.from_port != 18888}


def imported(stack: Stack, **arguments: Argument) -> IEmrStudio:
    role = iam.Role.from_role_name(stack, "Service", "service")
    return EmrStudio.from_studio_attributes(stack, "Studio", studio_id="es-ONE", service_role=role, **arguments)


def test_a_studio_without_private_servers_has_nothing_of_them() -> None:
    template = template_of(new_studio(new_stack()).stack)
    assert not resources(template, FUNCTION)
    assert lock(template) is None


def test_emr_is_told_of_all_servers_in_one_object_in_its_own_words() -> None:
    template = template_with(BY_ADDRESS, BY_DNS)
    assert json.loads(written(template)["Body"]) == [
        {
            "Type": "PrivatelyHostedGitConfig",
            "Value": [
                {"GitServerDnsName": "git.example.com", "GitServerIpV4List": ["10.1.2.3", "10.1.2.4"]},
                {"GitServerDnsName": "code.example.com", "DnsServerIpV4": "10.1.2.5"},
            ],
        }
    ]
    assert written(template)["Key"] == KEY


def test_the_object_is_in_the_studios_own_part_of_the_bucket() -> None:
    stack = new_stack()
    given = s3.Bucket.from_bucket_name(stack, "Given", "given")
    found = written(template_with(stack=stack, bucket=given, prefix="teams/data"))
    assert (found["Bucket"], found["Key"]) == ("given", f"teams/data/{KEY}")


def test_addresses_and_names_may_be_known_at_deploy_only() -> None:
    stack = new_stack()
    parameters = [CfnParameter(stack, name, default=name).value_as_string for name in ("Name", "Address", "Dns")]
    name, address, dns = parameters
    server = PrivateGitServer(git_server_dns_name=name, git_server_ip_v4_list=[address], dns_server_ip_v4=dns)
    template = template_with(server, stack=stack, git=GitAccess.none())
    (value,) = json.loads(written(template)["Body"])[0]["Value"]
    assert value == {"GitServerDnsName": "Name", "GitServerIpV4List": ["Address"], "DnsServerIpV4": "Dns"}
    assert {rule.peer for rule in rules_to_servers(template)} == {"Address/32", "Dns/32"}


def test_nobody_but_the_writer_changes_the_folder() -> None:
    template = template_with()
    found, denied = Resolver(template), lock(template)
    function = found.properties(the_only(template, FUNCTION)[0])
    bucket = found.get_att(the_only(template, BUCKET)[0], "Arn")
    assert denied
    assert denied["Principal"] == {"AWS": "*"}
    assert denied["Resource"] == f"{bucket}/life-cycle-configuration/*"
    assert denied["Condition"] == {"ArnNotEquals": {"aws:PrincipalArn": [function["Role"]]}}
    assert {"s3:PutObject", "s3:DeleteObject", "s3:DeleteObjectVersion"} <= set(denied["Action"])


def test_a_bucket_that_is_emptied_with_its_stack_can_be_emptied() -> None:
    stack = new_stack(new_app({ALLOW_DELETION: True}))
    template = template_with(stack=stack, removal_policy=RemovalPolicy.DESTROY)
    denied = lock(template)
    assert denied
    excepted = [by_arn(template, arn) for arn in denied["Condition"]["ArnNotEquals"]["aws:PrincipalArn"]]
    assert len(excepted) == 2
    assert any("AutoDeleteObjects" in name for name in excepted)


def test_the_writer_waits_for_its_policy() -> None:
    template = template_with()
    awaited = {template["Resources"][name]["Type"] for name in the_only(template, RESOURCE)[1]["DependsOn"]}
    assert {"AWS::IAM::ManagedPolicy", "AWS::Lambda::Function"} <= awaited


def test_a_bucket_whose_policy_cannot_be_changed_here_is_warned_of() -> None:
    stack = new_stack()
    template_with(stack=stack, bucket=s3.Bucket.from_bucket_name(stack, "Given", "given"), prefix="")
    assert "PrivateGitNotLocked" in warnings_of(stack)


def test_a_bucket_of_another_stack_is_not_made_to_wait_for_the_studio() -> None:
    app = App()
    theirs, ours = new_stack(app, "Theirs"), new_stack(app, "Ours")
    template = template_with(stack=ours, bucket=s3.Bucket(theirs, "Bucket"), prefix="studio")
    assert resources(template, RESOURCE)
    assert "PrivateGitNotLocked" in warnings_of(ours)


def test_a_given_bucket_of_the_same_stack_is_locked() -> None:
    stack = new_stack()
    denied = lock(template_with(stack=stack, bucket=s3.Bucket(stack, "Given"), prefix="studio"))
    assert denied
    assert denied["Resource"].endswith("/studio/life-cycle-configuration/*")
    assert "PrivateGitNotLocked" not in warnings_of(stack)


@pytest.mark.parametrize("git", [GitAccess.none(), GitAccess.to(ec2.Peer.ipv4("10.9.0.0/16"))])
def test_workspaces_are_let_out_to_the_servers_and_their_dns_server(git: GitAccess) -> None:
    allowed = {
        (rule.protocol, rule.from_port, rule.peer)
        for rule in rules_to_servers(template_with(BY_ADDRESS, BY_DNS, git=git))
    }
    assert allowed - {("tcp", 443, "10.9.0.0/16")} == {
        ("tcp", 443, "10.1.2.3/32"),
        ("tcp", 443, "10.1.2.4/32"),
        ("tcp", 53, "10.1.2.5/32"),
        ("udp", 53, "10.1.2.5/32"),
    }


def test_where_the_whole_internet_is_open_only_dns_servers_are_added() -> None:
    allowed = {(rule.from_port, rule.peer) for rule in rules_to_servers(template_with(BY_ADDRESS, BY_DNS))}
    assert allowed == {(443, "0.0.0.0/0"), (53, "10.1.2.5/32")}


def test_given_groups_stay_as_they_are_and_it_is_said_what_to_check() -> None:
    stack = new_stack()
    vpc = imported_vpc(stack)
    groups = [ec2.SecurityGroup(stack, name, vpc=vpc, allow_all_outbound=False) for name in ("Workspace", "Engine")]
    template = template_with(stack=stack, vpc=vpc, workspace_security_group=groups[0], engine_security_group=groups[1])
    assert rules_to_servers(template) == set()
    Annotations.from_stack(stack).has_info("*", Match.string_like_regexp(".*PrivateGitRules.*"))


def test_an_imported_studio_gets_servers_too() -> None:
    stack = new_stack()
    with_servers(imported(stack, bucket=s3.Bucket.from_bucket_name(stack, "Given", "given"), prefix="studio"), BY_DNS)
    found = written(template_of(stack))
    assert (found["Bucket"], found["Key"]) == ("given", f"studio/{KEY}")


def test_two_studios_of_one_stack_have_a_writer_each() -> None:
    stack = new_stack()
    for name in ("One", "Two"):
        with_servers(new_studio(stack, name))
    template = template_of(stack)
    found = Resolver(template)
    tokens = {found.properties(name)["ServiceToken"] for name in resources(template, RESOURCE)}
    assert len(tokens) == len(resources(template, FUNCTION)) == 2


def test_a_studio_without_internet_reaches_private_servers() -> None:
    template = template_with(vpc=NewVpc(nat_gateways=0, availability_zones=["eu-west-1a"]))
    assert {rule.peer for rule in rules_to_servers(template)} == {"10.1.2.3/32", "10.1.2.4/32"}


def test_cloudformation_waits_for_the_writer_as_long_as_it_may_take() -> None:
    assert written(template_with())["ServiceTimeout"] == "600"


def test_the_writer_writes_to_a_bucket_of_the_account_that_owns_it() -> None:
    stack = new_stack()
    bucket = s3.Bucket.from_bucket_attributes(stack, "Given", bucket_name="given", account="999988887777")
    template = template_with(stack=stack, bucket=bucket, prefix="studio")
    documents = [
        found.document for found in all_policy_documents(Resolver(template)) if "PrivateGitWriterPolicy" in found.source
    ]
    conditions = [statement.get("Condition", {}).get("StringEquals", {}) for statement in documents[0]["Statement"]]
    assert {each["aws:ResourceAccount"] for each in conditions if "aws:ResourceAccount" in each} == {"999988887777"}
