"""What refers to a resource that becomes another follows it; what CloudFormation refuses is said."""

import pytest
from changing import (
    MAPPING,
    MAPPING_BY_ID,
    STUDIO,
    a_studio_with_people,
    changed,
    changes,
    seen,
    settable,
    small,
    the,
)
from conftest import Json

from emr_studio_constructs.cfn.resource_types import APPLICATION
from emr_studio_constructs.changes import Action, Loss

TRUST = {"Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": "emr.amazonaws.com"}}]}


def test_another_description_of_a_security_group_replaces_the_studio_and_moves_its_mappings() -> None:
    before = a_studio_with_people()
    group = the(before, "AWS::EC2::SecurityGroup", "Workspace")
    found = seen(before, changed(before, group, GroupDescription="Another"))
    assert found[group] == (Action.REPLACE, None)
    assert found[the(before, STUDIO)] == (Action.REPLACE, Loss.REPLACEMENT)
    assert found[the(before, MAPPING)] == (Action.REPLACE, None)
    assert found[the(before, MAPPING_BY_ID)] == (Action.REPLACE, None)


def test_the_reason_names_what_becomes_another() -> None:
    before = a_studio_with_people()
    group = the(before, "AWS::EC2::SecurityGroup", "Workspace")
    change = changes(before, changed(before, group, GroupDescription="Another"))[the(before, STUDIO)]
    assert change.causes == (
        f"WorkspaceSecurityGroupId refers to {group}, which is replaced, and cannot change in place",
    )


def test_another_range_of_a_vpc_replaces_the_studio() -> None:
    before = a_studio_with_people()
    found = seen(before, changed(before, the(before, "AWS::EC2::VPC"), CidrBlock="10.1.0.0/16"))
    assert found[the(before, "AWS::EC2::VPC")] == (Action.REPLACE, Loss.REPLACEMENT)
    assert found[the(before, STUDIO)] == (Action.REPLACE, Loss.REPLACEMENT)


def test_another_range_of_a_subnet_is_a_subnet_taken_away() -> None:
    before = a_studio_with_people()
    subnet = the(before, "AWS::EC2::Subnet", "PrivateSubnet1")
    found = changes(before, changed(before, subnet, CidrBlock="10.0.250.0/24"))
    assert found[the(before, STUDIO)].action is Action.FAIL
    assert found[the(before, STUDIO)].causes == ("SubnetIds loses 1 of 2 subnets: EMR can only add some to a Studio",)


def test_a_list_of_subnets_that_only_the_deploy_knows_may_lose_one_that_is_replaced() -> None:
    subnets = {"Fn::Split": [",", {"Fn::Join": ["", [{"Ref": "Subnet"}, ",subnet-2"]]}]}
    before = small(
        Subnet={"Type": "AWS::EC2::Subnet", "Properties": {"CidrBlock": "10.0.0.0/24"}},
        Studio={"Type": STUDIO, "Properties": {"SubnetIds": subnets}},
    )
    studio = changes(before, changed(before, "Subnet", CidrBlock="10.0.1.0/24"))["Studio"]
    assert studio.action is Action.UPDATE
    assert "SubnetIds differs: only the deploy knows whether a subnet is taken away" in studio.causes
    assert studio.costs == ("if a subnet is taken away, EMR refuses it, and the deploy fails",)


def test_another_path_of_the_service_role_replaces_the_studio() -> None:
    before = a_studio_with_people()
    role = the(before, "AWS::IAM::Role", "StudioServiceRole")
    found = seen(before, changed(before, role, Path="/teams/"))
    assert found[role] == (Action.REPLACE, Loss.REPLACEMENT)
    assert found[the(before, STUDIO)] == (Action.REPLACE, Loss.REPLACEMENT)


def test_a_replaced_session_policy_changes_its_mappings_in_place() -> None:
    before = a_studio_with_people()
    policy = the(before, "AWS::IAM::ManagedPolicy", "BASIC")
    found = seen(before, changed(before, policy, Description="Another"))
    assert found[policy] == (Action.REPLACE, Loss.REPLACEMENT)
    assert found[the(before, MAPPING)] == (Action.UPDATE, None)
    assert found[the(before, MAPPING_BY_ID)] == (Action.UPDATE, None)
    assert the(before, STUDIO) not in found


def test_a_replaced_bucket_leaves_the_notebooks_behind() -> None:
    before = a_studio_with_people()
    bucket = the(before, "AWS::S3::Bucket")
    found = seen(before, changed(before, bucket, BucketName="another"))
    assert found[bucket] == (Action.REPLACE, Loss.NOTEBOOKS)
    assert found[the(before, STUDIO)] == (Action.UPDATE, Loss.NOTEBOOKS)


def test_a_function_that_moves_fails_since_its_custom_resources_must_keep_their_token() -> None:
    before = a_studio_with_people()
    function = the(before, "AWS::Lambda::Function")
    found = changes(before, changed(before, function, FunctionName="named"))
    assert found[function].action is Action.REPLACE
    assert found[the(before, MAPPING_BY_ID)].action is Action.FAIL


def test_other_custom_resources_decide_for_themselves() -> None:
    custom = {"Type": "Custom::Theirs", "Properties": {"ServiceToken": "arn", "Size": 1}}
    group = {"Type": "AWS::EC2::SecurityGroup", "Properties": {"VpcId": {"Fn::GetAtt": ["Custom", "VpcId"]}}}
    before = small(Custom=custom, Group=group)
    found = seen(before, changed(before, "Custom", Size=2))
    assert found == {"Custom": (Action.MAY_REPLACE, None), "Group": (Action.MAY_REPLACE, None)}


def test_of_a_type_without_a_schema_it_is_said_that_nobody_knows() -> None:
    before = small(Thing={"Type": "Their::Own::Thing", "Properties": {"Size": 1}})
    (change,) = changes(before, changed(before, "Thing", Size=2)).values()
    assert change.action is Action.MAY_REPLACE
    assert change.causes == ("Size differs, and whether it can change in place is not known here",)


def test_another_type_under_the_same_id_fails() -> None:
    before = small(Thing={"Type": "AWS::SNS::Topic"})
    (change,) = changes(before, small(Thing={"Type": "AWS::SQS::Queue"})).values()
    assert (change.action, change.type) == (Action.FAIL, "AWS::SNS::Topic")


def test_a_replaced_resource_with_the_same_name_fails() -> None:
    role = {"Type": "AWS::IAM::Role", "Properties": {"RoleName": "engine", "AssumeRolePolicyDocument": TRUST}}
    before = small(Role=role)
    change = changes(before, changed(before, "Role", Path="/teams/"))["Role"]
    assert change.action is Action.FAIL
    assert change.causes[-1].startswith("there cannot be two with the same RoleName")
    assert (
        changes(before, changed(before, "Role", Path="/teams/", RoleName="engine-2"))["Role"].action is Action.REPLACE
    )


@pytest.mark.parametrize("name", ["ManagedPolicyName", None])
def test_a_policy_fails_by_its_name_only_if_it_has_one(name: str | None) -> None:
    before = small(Policy={"Type": "AWS::IAM::ManagedPolicy", "Properties": {"Description": "Old"}})
    if name:
        before = changed(before, "Policy", **{name: "ours"})
    (change,) = changes(before, changed(before, "Policy", Description="New")).values()
    assert change.action is (Action.FAIL if name else Action.REPLACE)


def test_a_security_group_fails_by_its_name_within_its_vpc() -> None:
    named = {"GroupName": "ours", "GroupDescription": "old", "VpcId": "vpc-1"}
    before = small(Group={"Type": "AWS::EC2::SecurityGroup", "Properties": named})
    assert seen(before, changed(before, "Group", GroupDescription="new")) == {"Group": (Action.FAIL, None)}
    assert seen(before, changed(before, "Group", GroupDescription="new", VpcId="vpc-2")) == {
        "Group": (Action.REPLACE, None)
    }


@pytest.mark.parametrize("name", sorted(settable(APPLICATION)))
def test_of_an_application_all_but_name_and_type_changes_in_place_or_is_refused(name: str) -> None:
    before = small(App={"Type": APPLICATION, "Properties": {name: "old"}})
    (change,) = changes(before, changed(before, "App", **{name: "new"})).values()
    if name in ("Name", "Type"):
        assert (change.action, change.loss) == (Action.REPLACE, Loss.REPLACEMENT)
    else:
        assert (change.action, change.loss) == (Action.UPDATE, None)
        assert change.costs == (
            "while it is started, EMR Serverless may refuse that, and the deploy fails: stop it first",
        )


def test_of_an_application_whose_policy_alone_changes_there_is_nothing_to_stop() -> None:
    before = small(App={"Type": APPLICATION, "Properties": {"Name": "ours"}})
    after = small(App={**before["Resources"]["App"], "DeletionPolicy": "Retain"})
    (change,) = changes(before, after).values()
    assert (change.properties, change.costs) == (("DeletionPolicy",), ())


def test_what_a_resource_says_of_itself_changes_with_it() -> None:
    endpoint = {"ServiceName": "s3", "VpcId": {"Fn::GetAtt": ["Vpc", "Name"]}}
    before = small(
        Vpc={"Type": "AWS::EMRServerless::Application", "Properties": {"Tags": [], "Name": "old"}},
        Endpoint={"Type": "AWS::EC2::VPCEndpoint", "Properties": {**endpoint, "PolicyDocument": {}}},
        Topic={"Type": "AWS::SNS::Topic", "Properties": {"DisplayName": {"Fn::GetAtt": ["Queue", "DelaySeconds"]}}},
        Queue={"Type": "AWS::SQS::Queue", "Properties": {"DelaySeconds": 1}},
    )
    found = seen(before, changed(before, "Queue", DelaySeconds=2))
    assert found == {"Queue": (Action.UPDATE, None), "Topic": (Action.UPDATE, None)}


def test_part_of_a_property_that_cannot_change_replaces() -> None:
    options = {"PrivateDnsPreference": "ALL", "DnsRecordIpType": "ipv4"}
    before = small(Endpoint={"Type": "AWS::EC2::VPCEndpoint", "Properties": {"DnsOptions": options}})
    other = changed(before, "Endpoint", DnsOptions={**options, "DnsRecordIpType": "ipv6"})
    assert seen(before, other) == {"Endpoint": (Action.UPDATE, None)}
    other = changed(before, "Endpoint", DnsOptions={**options, "PrivateDnsPreference": "NONE"})
    assert changes(before, other)["Endpoint"].causes == ("DnsOptions.PrivateDnsPreference cannot change in place",)
    assert seen(before, other) == {"Endpoint": (Action.REPLACE, None)}


def test_part_of_what_only_the_deploy_knows_may_be_another() -> None:
    def endpoint(preference: str) -> Json:
        options = {"Fn::Transform": {"Name": "Theirs", "Parameters": {"Preference": preference}}}
        return small(Endpoint={"Type": "AWS::EC2::VPCEndpoint", "Properties": {"DnsOptions": options}})

    assert seen(endpoint("ALL"), endpoint("NONE")) == {"Endpoint": (Action.REPLACE, None)}


def test_part_of_each_in_a_list_that_cannot_change_replaces() -> None:
    def replicator(**info: str) -> Json:
        properties = {"ReplicationInfoList": [{"SourceKafkaClusterArn": "a", "TargetKafkaClusterArn": "b", **info}]}
        return small(Replicator={"Type": "AWS::MSK::Replicator", "Properties": properties})

    found = changes(replicator(), replicator(SourceKafkaClusterArn="c"))["Replicator"]
    assert found.causes == ("ReplicationInfoList.*.SourceKafkaClusterArn cannot change in place",)
    assert changes(replicator(), replicator(Other="c"))["Replicator"].action is Action.UPDATE


def test_a_nested_stack_that_is_handed_what_becomes_another_may_lose_it() -> None:
    before = small(
        Group={"Type": "AWS::EC2::SecurityGroup", "Properties": {"GroupDescription": "old"}},
        Nested={"Type": "AWS::CloudFormation::Stack", "Properties": {"Parameters": {"Group": {"Ref": "Group"}}}},
    )
    found = seen(before, changed(before, "Group", GroupDescription="new"))
    assert found == {"Group": (Action.REPLACE, None), "Nested": (Action.UPDATE, Loss.REPLACEMENT)}
    assert seen(before, changed(before, "Nested", Tags=[])) == {"Nested": (Action.UPDATE, None)}
