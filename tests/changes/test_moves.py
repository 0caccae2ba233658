"""Another logical id is another resource: what is the same otherwise has moved."""

from copy import deepcopy
from functools import partial

import pytest
from aws_cdk import Stack
from changing import (
    ALICE,
    MAPPING,
    MAPPING_BY_ID,
    STUDIO,
    a_studio_with_people,
    a_template,
    changed,
    changes,
    renamed,
    seen,
    small,
    the,
)
from conftest import Json, imported_vpc, new_studio

from emr_studio_constructs import IdentityCenterAuth, Tier
from emr_studio_constructs.changes import Action, Loss


def test_a_studio_under_another_construct_id_is_a_move_by_which_the_old_one_is_deleted() -> None:
    def define(stack: Stack, construct_id: str) -> None:
        studio = new_studio(stack, construct_id, vpc=imported_vpc(stack), auth=IdentityCenterAuth())
        studio.add_user("alice", tier=Tier.BASIC)
        studio.add_user(identity_id=ALICE, tier=Tier.BASIC)

    before, after = (a_template(partial(define, construct_id=name)) for name in ("Old", "New"))
    found = changes(before, after)
    assert {change.action for change in found.values()} == {Action.MOVE}
    studio, bucket, key = (found[the(before, each)] for each in (STUDIO, "AWS::S3::Bucket", "AWS::KMS::Key"))
    assert (studio.moved_to, studio.loss) == (the(after, STUDIO), Loss.DELETION)
    assert (bucket.moved_to, bucket.loss) == (the(after, "AWS::S3::Bucket"), Loss.NOTEBOOKS)
    assert (key.moved_to, key.loss) == (the(after, "AWS::KMS::Key"), Loss.REPLACEMENT)
    assert found[the(before, MAPPING)].moved_to == the(after, MAPPING)


def test_what_refers_to_what_moves_is_replaced_by_it() -> None:
    before = a_studio_with_people()
    group = the(before, "AWS::EC2::SecurityGroup", "Workspace")
    found = changes(before, renamed(before, {group: "Moved"}))
    assert (found[group].action, found[group].moved_to) == (Action.MOVE, "Moved")
    change = found[the(before, STUDIO)]
    assert change.action is Action.REPLACE
    assert change.causes == ("WorkspaceSecurityGroupId refers to Moved, which moves, and cannot change in place",)


def test_a_mapping_that_moves_exists_already_but_one_by_id_is_adopted() -> None:
    before = a_studio_with_people()
    by_name, by_id = the(before, MAPPING), the(before, MAPPING_BY_ID)
    found = changes(before, renamed(before, {by_name: "ByName", by_id: "ById"}))
    assert {name: (change.action, change.moved_to) for name, change in found.items()} == {
        by_name: (Action.FAIL, "ByName"),
        by_id: (Action.MOVE, "ById"),
    }


def test_a_mapping_that_moves_to_a_new_studio_does_not_exist_there() -> None:
    before = a_studio_with_people()
    mapping, studio = the(before, MAPPING), the(before, STUDIO)
    found = changes(before, changed(renamed(before, {mapping: "Moved"}), studio, AuthMode="IAM"))
    assert found[mapping].action is Action.MOVE


@pytest.mark.parametrize(
    ("kind", "identity"),
    [(MAPPING, {"IdentityName": "bob"}), (MAPPING_BY_ID, {"IdentityId": ALICE.replace("5", "6")})],
)
def test_somebody_else_who_is_mapped_is_no_move(kind: str, identity: dict[str, str]) -> None:
    before = a_studio_with_people()
    mapping = the(before, kind)
    after = changed(renamed(before, {mapping: "Bob"}), "Bob", **identity)
    assert seen(before, after) == {mapping: (Action.DELETE, None), "Bob": (Action.ADD, None)}


def test_whoever_is_mapped_by_id_in_place_of_by_name_may_be_the_same_person() -> None:
    both = a_studio_with_people()
    by_name, by_id = (deepcopy(both) for _ in range(2))
    del by_name["Resources"][the(both, MAPPING_BY_ID)]
    del by_id["Resources"][the(both, MAPPING)]
    by_name["Resources"]["Topic"] = {"Type": "AWS::SNS::Topic"}
    assert changes(by_name, by_id)["Topic"].costs == ()
    gone = changes(by_name, by_id)[the(both, MAPPING)]
    assert gone.costs[-1] == (
        f"the deploy fails if {the(both, MAPPING_BY_ID)} is the same person: add the id in the deploy after this one"
    )
    assert len(changes(both, by_id)[the(both, MAPPING)].costs) == 1
    assert len(changes(by_id, by_name)[the(both, MAPPING_BY_ID)].costs) == 1


def test_a_named_bucket_that_moves_exists_already() -> None:
    bucket = {"Type": "AWS::S3::Bucket", "Properties": {"BucketName": "ours"}, "DeletionPolicy": "Retain"}
    assert changes(small(Old=bucket), small(New=bucket))["Old"].action is Action.FAIL


def test_a_rule_that_moves_exists_already() -> None:
    rule = {"GroupId": "sg-1", "IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "CidrIp": "10.0.0.0/8"}
    ingress = {"Type": "AWS::EC2::SecurityGroupIngress", "Properties": rule}
    assert changes(small(Old=ingress), small(New=ingress))["Old"].action is Action.FAIL
    other = {**ingress, "Properties": {**rule, "FromPort": 80}}
    assert seen(small(Old=ingress), small(New=other)) == {"Old": (Action.DELETE, None), "New": (Action.ADD, None)}


def test_a_virtual_cluster_that_moves_exists_already() -> None:
    cluster = {"Type": "AWS::EMRContainers::VirtualCluster", "Properties": {"Name": "spark"}}
    assert changes(small(Old=cluster), small(New=cluster))["Old"].action is Action.FAIL


def queue(delay: str, size: str) -> Json:
    properties = {"DelaySeconds": delay, "MaximumMessageSize": size, "Tags": []}
    return {"Type": "AWS::SQS::Queue", "Properties": properties}


@pytest.mark.parametrize("tier", [Tier.INTERMEDIATE, Tier.ADVANCED])  # with no compute all of them allow the same
def test_the_only_one_with_a_tier_gets_another_and_nobody_loses_anything(tier: Tier) -> None:
    def define(stack: Stack, tier: Tier) -> None:
        studio = new_studio(stack, vpc=imported_vpc(stack), auth=IdentityCenterAuth())
        studio.add_user("alice", tier=tier)

    before, after = (a_template(partial(define, tier=each)) for each in (Tier.BASIC, tier))
    found = changes(before, after)
    assert found[the(before, "AWS::IAM::ManagedPolicy", "BASIC")].action is Action.DELETE
    assert [change for change in found.values() if change.loss] == []


def test_what_is_of_another_type_is_no_move() -> None:
    topic = {"Type": "AWS::SNS::Topic", "Properties": queue("1", "1")["Properties"]}
    assert seen(small(A=queue("1", "1")), small(B=topic)) == {"A": (Action.DELETE, None), "B": (Action.ADD, None)}


def test_only_one_moves_to_a_place() -> None:
    found = seen(small(A=queue("1", "1"), B=queue("1", "2")), small(C=queue("1", "2")))
    assert found == {"A": (Action.DELETE, None), "B": (Action.MOVE, None)}


def test_whatever_is_most_alike_moves_first() -> None:
    found = changes(small(A=queue("1", "1"), B=queue("1", "2")), small(C=queue("1", "2"), D=queue("1", "3")))
    assert {name: change.moved_to for name, change in found.items()} == {"A": "D", "B": "C"}


def test_what_has_the_same_end_of_its_path_moves_though_little_is_alike() -> None:
    def letters(path: str, size: int) -> Json:
        return {"Type": "AWS::SQS::Queue", "Properties": {"DelaySeconds": size}, "Metadata": {"aws:cdk:path": path}}

    before = small(Old=letters("Stack/Letters/Resource", 1))
    assert seen(before, small(New=letters("Stack/Post/Letters/Resource", 2))) == {"Old": (Action.MOVE, None)}
    assert seen(before, small(New=letters("Stack/Parcels/Resource", 2))) == {
        "Old": (Action.DELETE, None),
        "New": (Action.ADD, None),
    }
