"""How rows become policy documents."""

from dataclasses import replace

import pytest

from emr_studio_constructs import Allow, Condition
from emr_studio_constructs.policies.capabilities import CAPABILITIES, CLUSTER_ARNS, Capability
from emr_studio_constructs.policies.emr_on_ec2 import creating_clusters, on_tagged_clusters
from emr_studio_constructs.policies.rendering import (
    fill,
    name_things,
    render_conditions,
    render_document,
    render_statements,
    unite,
)
from emr_studio_constructs.policies.row import EMR_TAG, arn_like, equals, like
from emr_studio_constructs.policies.size import document_size

ROW = Allow(sid="Read", actions=("s3:GetObject",), on=("arn:<partition>:s3:::<bucket>/*",))
THINGS = {"partition": ["aws"], "bucket": ["one", "two"], "account": ["111122223333"], "nothing": []}


def test_a_name_becomes_its_value() -> None:
    assert fill("arn:<partition>:iam::<account>:role/r", THINGS) == ["arn:aws:iam::111122223333:role/r"]
    assert fill("no names", THINGS) == ["no names"]


def test_several_values_become_several_resources() -> None:
    (statement,) = render_statements([ROW], THINGS)
    assert statement["Resource"] == ["arn:aws:s3:::one/*", "arn:aws:s3:::two/*"]
    assert fill("<bucket>-<account>-<bucket>", THINGS) == ["one-111122223333-one", "two-111122223333-two"]


def test_one_value_is_no_list() -> None:
    (statement,) = render_statements([replace(ROW, on=("<account>",))], THINGS)
    assert (statement["Action"], statement["Resource"]) == ("s3:GetObject", "111122223333")


def test_a_row_about_what_is_not_there_is_left_out() -> None:
    assert render_statements([replace(ROW, on=("<nothing>/*",))], THINGS) == []
    (statement,) = render_statements([replace(ROW, on=("<nothing>/*", "<account>"))], THINGS)
    assert statement["Resource"] == "111122223333"


def test_a_name_that_nobody_knows_is_an_error() -> None:
    known = "must name only <partition>, <bucket>, <account>, <nothing>, got <typo>"
    with pytest.raises(ValueError, match=known):
        render_statements([replace(ROW, on=("<typo>",))], THINGS)
    with pytest.raises(ValueError, match=known):
        render_statements([replace(ROW, when=(equals("aws:ResourceAccount", "<typo>"),))], THINGS)


def test_equal_rows_are_rendered_once_and_order_is_kept() -> None:
    rows = [ROW, replace(ROW, sid="Second"), ROW]
    assert [statement["Sid"] for statement in render_statements(rows, THINGS)] == ["Read", "Second"]


def test_different_rows_of_one_sid_are_refused() -> None:
    with pytest.raises(ValueError, match="got Read more than once: rename one"):
        render_document([ROW, replace(ROW, actions=("s3:PutObject",))], THINGS)


def test_conditions_are_gathered_by_operator() -> None:
    when = (equals("a", "1"), equals("b", "2", "3"), like("c", "<bucket>*"), arn_like("d", "arn:<partition>:*"))
    assert render_conditions(when, THINGS) == {
        "StringEquals": {"a": "1", "b": ["2", "3"]},
        "StringLike": {"c": ["one*", "two*"]},
        "ArnLike": {"d": "arn:aws:*"},
    }


def test_a_principal_is_named_in_the_policy_of_a_key_alone() -> None:
    (with_principal,) = render_statements([ROW], THINGS, principal="arn:aws:iam::111122223333:root")
    (without,) = render_statements([ROW], THINGS)
    assert with_principal["Principal"] == {"AWS": "arn:aws:iam::111122223333:root"}
    assert "Principal" not in without


def test_policy_variables_are_left_to_iam() -> None:
    assert fill("${aws:userId}", THINGS) == ["${aws:userId}"]


def test_tags_limit_the_rows_about_clusters_alone() -> None:
    for before, after in zip(
        CAPABILITIES[Capability.CLUSTERS], on_tagged_clusters(Capability.CLUSTERS, {"team": "a"}), strict=True
    ):
        limited = Condition("StringEquals", "elasticmapreduce:ResourceTag/team", ("a",)) in after.when
        assert limited == (before.on == CLUSTER_ARNS)
    assert on_tagged_clusters(Capability.CLUSTERS, {}) == CAPABILITIES[Capability.CLUSTERS]


def test_created_clusters_carry_the_tags_that_attaching_asks_for() -> None:
    role = "arn:aws:iam::111122223333:role/"
    arguments = {"cluster_service_roles": [f"{role}c"], "instance_roles": [f"{role}i"]}
    rows = {row.sid: row for row in creating_clusters({"team": "a"}, **arguments)}
    requested = (equals("elasticmapreduce:RequestTag/team", "a"),)
    assert rows["AllowEMRCreateClusterAdvancedActions"].when == requested
    not_of_others = Condition("StringEqualsIfExists", "elasticmapreduce:ResourceTag/team", ("a",))
    assert rows["AllowTaggingNewClusters"].when == (*requested, not_of_others)
    (tagging,) = (row for row in creating_clusters({}, **arguments) if row.sid == "AllowTaggingNewClusters")
    assert Condition("ForAllValues:StringEquals", "aws:TagKeys", (EMR_TAG,)) in tagging.when


def test_size_counts_no_blanks_and_unknown_values_at_their_longest() -> None:
    assert document_size({"a": "b c"}) == len('{"a":"bc"}')
    assert document_size({"a": "${Token[AWS.Region.12]}"}) == len('{"a":""}') + len("ap-southeast-1")
    assert document_size({"a": "${Token[TOKEN.12]}"}) == len('{"a":""}') + 110
    assert document_size({"a": "arn:${Token[TOKEN.12]}/*"}) == len('{"a":"arn:/*"}') + 64


def test_the_names_of_one_piece_of_compute_are_filled_in_and_the_others_stay() -> None:
    rows = (replace(ROW, when=(equals("aws:ResourceAccount", "<account>"), like("s3:prefix", "<bucket>-*"))),)
    (named,) = name_things(rows, {"bucket": ["one", "two"]})
    assert named.on == ("arn:<partition>:s3:::one/*", "arn:<partition>:s3:::two/*")
    assert [condition.values for condition in named.when] == [("<account>",), ("one-*", "two-*")]
    assert name_things(rows, {"bucket": []}) == ()


def test_rows_that_differ_in_their_resources_alone_are_united() -> None:
    rows = [replace(ROW, on=("arn:a",)), replace(ROW, on=("arn:b", "arn:a")), replace(ROW, on=("arn:a",))]
    assert unite(rows) == [replace(ROW, on=("arn:a", "arn:b"))]


def test_rows_of_one_sid_that_differ_otherwise_are_numbered() -> None:
    rows = [replace(ROW, when=(equals("s3:prefix", text),)) for text in "abc"]
    assert [row.sid for row in unite(rows)] == ["Read", "Read2", "Read3"]
    assert [row.when for row in unite(rows)] == [row.when for row in rows]


def test_rows_of_one_sid_with_other_actions_stay_two() -> None:
    rows = [ROW, replace(ROW, actions=("s3:PutObject",))]
    assert [row.actions for row in unite(rows)] == [("s3:GetObject",), ("s3:PutObject",)]
