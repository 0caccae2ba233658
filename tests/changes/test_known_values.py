"""What is known before a deploy is read as CloudFormation does; what means the same is no difference."""

import re
from typing import Any

import pytest
from changing import changes, seen, small
from conftest import Json

from emr_studio_constructs.changes import Action, compare
from emr_studio_constructs.changes.model import Alone
from emr_studio_constructs.changes.values import Values

TEMPLATE: Json = {
    "Resources": {},
    "Parameters": {
        "Zone": {"Type": "String", "Default": "a"},
        "Subnets": {"Type": "CommaDelimitedList", "Default": "subnet-1, subnet-2"},
        "Count": {"Type": "Number", "Default": 2},
        "Image": {"Type": "AWS::SSM::Parameter::Value<String>", "Default": "/image"},
        "Asked": {"Type": "String"},
    },
    "Mappings": {"Sizes": {"a": {"size": "small"}, "b": {"size": "large"}, "eu-west-1": {"size": "near"}}},
    "Conditions": {
        "InA": {"Fn::Equals": [{"Ref": "Zone"}, "a"]},
        "InB": {"Fn::Not": [{"Condition": "InA"}]},
        "Near": {"Fn::Equals": [{"Ref": "AWS::Region"}, "eu-west-1"]},
        "Same": {"Fn::Equals": [{"Ref": "Asked"}, {"Ref": "Asked"}]},
        "Asked": {"Fn::Equals": [{"Ref": "Asked"}, "yes"]},
        "NotAsked": {"Fn::Not": [{"Condition": "Asked"}]},
        "All": {"Fn::And": [{"Condition": "InA"}, {"Condition": "Asked"}]},
        "None": {"Fn::And": [{"Condition": "InB"}, {"Condition": "Asked"}]},
        "Any": {"Fn::Or": [{"Condition": "InA"}, {"Condition": "Asked"}]},
        "One": {"Fn::Or": [{"Condition": "InB"}, {"Condition": "Asked"}]},
        "Both": {"Fn::And": [{"Condition": "InA"}, {"Condition": "Same"}]},
    },
}
ASKED = {"Fn::Equals": [{"Ref": "Asked"}, "yes"]}


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({"Ref": "Zone"}, "a"),
        ({"Ref": "Subnets"}, ["subnet-1", "subnet-2"]),
        ({"Ref": "Count"}, "2"),
        ({"Ref": "Image"}, {"AWS::SSM::Parameter::Value<String>": "/image"}),
        ({"Ref": "Asked"}, {"Ref": "Asked"}),
        ({"Ref": "AWS::Region"}, {"Ref": "AWS::Region"}),
        ([True, 1, "1", 1.5], ["true", "1", "1", "1.5"]),
        ({"A": {"Ref": "AWS::NoValue"}, "B": [{"Ref": "AWS::NoValue"}, "b"]}, {"B": ["b"]}),
        ({"Fn::GetAtt": "Nested.Outputs.Arn"}, {"Fn::GetAtt": ["Nested", "Outputs.Arn"]}),
        ({"Fn::FindInMap": ["Nowhere", "a", "size"]}, {"Fn::FindInMap": [None, "a", "size"]}),
        ({"Fn::FindInMap": ["Sizes", {"Ref": "Zone"}, "size"]}, "small"),
        ({"Fn::If": ["InA", "yes", "no"]}, "yes"),
        ({"Fn::If": ["InB", "yes", "no"]}, "no"),
        ({"A": {"Fn::If": ["InB", "yes", {"Ref": "AWS::NoValue"}]}}, {}),
        ({"Fn::If": ["Same", "yes", "no"]}, "yes"),
        ({"Fn::If": ["Asked", "yes", {"Ref": "AWS::NoValue"}]}, {"Fn::If": [ASKED, "yes", None]}),
        ({"Fn::If": ["NotAsked", "yes", "no"]}, {"Fn::If": [{"Fn::Not": [ASKED]}, "yes", "no"]}),
        ({"Fn::If": ["All", "yes", "no"]}, {"Fn::If": [{"Fn::And": [ASKED]}, "yes", "no"]}),
        ({"Fn::If": ["None", "yes", "no"]}, "no"),
        ({"Fn::If": ["Any", "yes", "no"]}, "yes"),
        ({"Fn::If": ["One", "yes", "no"]}, {"Fn::If": [{"Fn::Or": [ASKED]}, "yes", "no"]}),
        ({"Fn::If": ["Both", "yes", "no"]}, "yes"),
        ({"Fn::Join": ["-", ["x", {"Ref": "Zone"}, "z"]]}, "x-a-z"),
        ({"Fn::Join": ["", ["x", {"Ref": "Asked"}]]}, {"Fn::Join": ["", ["x", {"Ref": "Asked"}]]}),
        ({"Fn::Join": ["", [{"Ref": "Asked"}]]}, {"Ref": "Asked"}),
        ({"Fn::Join": ["", []]}, ""),
        ({"Fn::Join": [",", {"Ref": "Subnets"}]}, "subnet-1,subnet-2"),
        ({"Fn::Join": [",", {"Fn::GetAZs": ""}]}, {"Fn::Join": [",", {"Fn::GetAZs": ""}]}),
        ({"Fn::Sub": "x-${Zone}-${!Zone}"}, "x-a-${Zone}"),
        ({"Fn::Sub": "${Bucket.Arn}/*"}, {"Fn::Join": ["", [{"Fn::GetAtt": ["Bucket", "Arn"]}, "/*"]]}),
        ({"Fn::Sub": ["${Own}/${Zone}", {"Own": {"Ref": "Asked"}}]}, {"Fn::Join": ["", [{"Ref": "Asked"}, "/a"]]}),
        ({"Fn::Select": [1, {"Ref": "Subnets"}]}, "subnet-2"),
        ({"Fn::Select": [0, {"Fn::GetAZs": ""}]}, {"Fn::Select": ["0", {"Fn::GetAZs": ""}]}),
        ({"Fn::Split": ["-", {"Fn::Join": ["-", ["a", "b"]]}]}, ["a", "b"]),
    ],
)
def test_a_value_is_read_as_far_as_it_is_known(value: Any, expected: Any) -> None:  # noqa: ANN401  # any JSON
    assert Values(Alone(TEMPLATE), None).read(value) == expected


def test_where_the_region_is_known_it_is_a_value() -> None:
    known, unknown = (Values(Alone(TEMPLATE), region) for region in ("eu-west-1", None))
    find = {"Fn::FindInMap": ["Sizes", {"Ref": "AWS::Region"}, "size"]}
    assert known.read(find) == "near"
    assert unknown.read(find) == {"Fn::FindInMap": [TEMPLATE["Mappings"]["Sizes"], {"Ref": "AWS::Region"}, "size"]}
    assert known.read({"Fn::If": ["Near", "yes", "no"]}) == "yes"
    assert isinstance(unknown.read({"Fn::If": ["Near", "yes", "no"]}), dict)


def a_group(description: Any = "ours", **sections: Json) -> Json:  # noqa: ANN401  # any JSON
    group = {"Type": "AWS::EC2::SecurityGroup", "Properties": {"GroupDescription": description}}
    return {**sections, **small(Group=group)}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            {"Parameters": {"P": {"Type": "String", "Default": "old"}}},
            {"Parameters": {"P": {"Type": "String", "Default": "new"}}},
        ),
        (
            {"Parameters": {"P": {"Type": "AWS::SSM::Parameter::Value<String>", "Default": "/old"}}},
            {"Parameters": {"P": {"Type": "AWS::SSM::Parameter::Value<String>", "Default": "/new"}}},
        ),
    ],
)
def test_another_default_of_a_parameter_is_another_value(before: Json, after: Json) -> None:
    found = seen(a_group({"Ref": "P"}, **before), a_group({"Ref": "P"}, **after))
    assert found == {"Group": (Action.REPLACE, None)}


def test_another_row_of_a_mapping_is_another_value_in_its_region_alone() -> None:
    value = {"Fn::FindInMap": ["M", {"Ref": "AWS::Region"}, "name"]}
    before = a_group(value, Mappings={"M": {"eu-west-1": {"name": "x"}, "us-east-1": {"name": "y"}}})
    after = a_group(value, Mappings={"M": {"eu-west-1": {"name": "x"}, "us-east-1": {"name": "z"}}})
    assert compare(before, after, region="eu-west-1") == []
    assert [change.action for change in compare(before, after, region="us-east-1")] == [Action.REPLACE]
    assert [change.action for change in compare(before, after)] == [Action.REPLACE]


def test_what_means_the_same_is_no_difference() -> None:
    zone = {"Z": {"Type": "String", "Default": "ours"}}
    for same in ({"Ref": "Z"}, {"Fn::Sub": "${Z}"}, {"Fn::Join": ["", ["ou", "rs"]]}):
        assert compare(a_group(), a_group(same, Parameters=zone)) == []


def a_conditional_group(default: str | None) -> Json:
    template = a_group(
        Parameters={"P": {"Type": "String", **({"Default": default} if default else {})}},
        Conditions={"Wanted": {"Fn::Equals": [{"Ref": "P"}, "yes"]}},
    )
    template["Resources"]["Group"]["Condition"] = "Wanted"
    return template


def test_a_condition_that_no_longer_holds_deletes() -> None:
    assert seen(a_conditional_group("yes"), a_conditional_group("no")) == {"Group": (Action.DELETE, None)}
    assert seen(a_conditional_group("no"), a_conditional_group("yes")) == {"Group": (Action.ADD, None)}
    assert seen(a_conditional_group("no"), a_conditional_group("no")) == {}
    assert seen(a_conditional_group(None), a_conditional_group(None)) == {}


def test_a_condition_that_only_the_deploy_knows_may_delete() -> None:
    (change,) = compare(a_group(), a_conditional_group(None))
    assert change.action is Action.DELETE
    assert change.causes == ("it has another condition, and only the deploy knows whether that holds",)
    assert compare(a_conditional_group(None), a_group()) == []


def test_another_content_of_an_asset_is_a_difference() -> None:
    functions, layers = (
        [small(It={"Type": kind, "Properties": {name: {"S3Key": f"{digest}.zip"}}}) for digest in "12"]
        for kind, name in (("AWS::Lambda::Function", "Code"), ("AWS::Lambda::LayerVersion", "Content"))
    )
    assert [(change.action, change.loss) for change in compare(*functions)] == [(Action.UPDATE, None)]
    assert [(change.action, change.loss) for change in compare(*layers)] == [(Action.REPLACE, None)]


def test_what_the_cdk_says_of_itself_is_no_difference() -> None:
    metadata = {"Type": "AWS::CDK::Metadata", "Properties": {"Analytics": "v2"}}
    group = a_group()
    group["Resources"]["Group"]["Metadata"] = {"aws:asset:path": "somewhere"}
    group["Resources"]["Group"]["DependsOn"] = ["Other"]
    bootstrap = {"BootstrapVersion": {"Type": "AWS::SSM::Parameter::Value<String>", "Default": "/cdk-bootstrap/x"}}
    after = {**group, "Parameters": bootstrap, "Outputs": {"Id": {"Value": 1}}}
    after["Resources"]["CDKMetadata"] = metadata
    assert compare(a_group(), after) == []
    assert compare(after, a_group()) == []


def test_a_path_names_the_resource() -> None:
    named = a_group()
    named["Resources"]["Group"]["Metadata"] = {"aws:cdk:path": "Stack/Group/Resource"}
    assert changes(named, small())["Group"].path == "Stack/Group/Resource"
    assert changes(a_group(), small())["Group"].path is None


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ({}, "a template is an object with Resources"),
        ({"Resources": None}, "a template is an object with Resources"),
        (small(Group={}), "Resources has Group, which is no resource: it has no Type"),
        ({"Resources": {"Group": None}}, "Resources has Group, which is no resource: it has no Type"),
        (
            {"Resources": {"Fn::ForEach::Buckets": ["Name", ["a"], {}]}},
            "Resources has Fn::ForEach::Buckets: only the deploy",
        ),
        (
            {"Resources": {"Fn::Transform": {"Name": "AWS::Include"}}},
            "Resources has Fn::Transform: only the deploy knows",
        ),
        (a_group({"Fn::If": ["Nowhere", "yes", "no"]}), "Conditions has no Nowhere"),
        (
            a_group({"Fn::If": ["One", "yes", "no"]}, Conditions={"One": {"Fn::Equals": ["a"]}}),
            "{'Fn::Equals': ['a']} is no condition",
        ),
        (
            a_group({"Fn::If": ["Itself", "yes", "no"]}, Conditions={"Itself": {"Condition": "Itself"}}),
            "CloudFormation takes no such template (RecursionError: ",
        ),
        (
            a_group({"Ref": "P"}, Parameters={"P": {"Default": "a"}}),
            "CloudFormation takes no such template (KeyError: 'Type'): cfn-lint says what is wrong with it",
        ),
    ],
)
def test_what_nothing_can_be_said_of_is_named(template: Json, said: str) -> None:
    for pair in ((template, a_group()), (a_group(), template)):
        with pytest.raises(ValueError, match=re.escape(said)):
            compare(*pair)


def test_properties_without_content_are_none() -> None:
    topic = small(Topic={"Type": "AWS::SNS::Topic", "Properties": None})
    assert compare(topic, small(Topic={"Type": "AWS::SNS::Topic"})) == []


@pytest.mark.parametrize(("default", "action"), [("Retain", Action.KEEP), ("Delete", Action.DELETE)])
def test_a_policy_may_be_a_function(default: str, action: Action) -> None:
    group = {"Type": "AWS::EC2::SecurityGroup", "DeletionPolicy": {"Ref": "P"}}
    before = {"Parameters": {"P": {"Type": "String", "Default": default}}, **small(Group=group)}
    assert seen(before, small()) == {"Group": (action, None)}
