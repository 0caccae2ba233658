"""Tags that CloudFormation refuses for a Studio are found at synth, wherever they come from."""

import pytest
from aws_cdk import Aws, Stack, Tags
from conftest import new_app, new_stack, new_studio, studio_properties, template_of
from constructs import IConstruct

BAD_TAGS = [
    pytest.param("cost center", "12", id="a blank in the key"),
    pytest.param("owner@team", "12", id="a sign in the key that is not allowed"),
    pytest.param("aws:owner", "12", id="a reserved key"),
    pytest.param("owner", "", id="an empty value"),
    pytest.param("owner", "team (data)", id="a value with another sign at its end"),
    pytest.param("owner", "team ", id="a value with a blank at its end"),
]
GOOD_TAGS = [("owner", "Data Analytics"), ("cost_center-1", "12"), ("a.b:c/d=e+f", "x@y.z")]
SCOPES = ["app", "stack", "studio"]


def scope_named(name: str, stack: Stack, studio: IConstruct) -> IConstruct:
    return {"app": stack.node.root, "stack": stack, "studio": studio}[name]


@pytest.mark.parametrize("scope", SCOPES)
@pytest.mark.parametrize(("key", "value"), BAD_TAGS)
def test_a_refused_tag_is_named(key: str, value: str, scope: str) -> None:
    stack = new_stack()
    studio = new_studio(stack)
    Tags.of(scope_named(scope, stack, studio)).add(key, value)
    with pytest.raises(RuntimeError) as error:
        template_of(stack)
    assert f"tag {key!r} with value {value!r} is refused for a Studio" in str(error.value)


@pytest.mark.parametrize("scope", SCOPES)
def test_allowed_tags_reach_the_studio(scope: str) -> None:
    stack = new_stack()
    studio = new_studio(stack)
    for key, value in GOOD_TAGS:
        Tags.of(scope_named(scope, stack, studio)).add(key, value)
    assert {tag["Key"]: tag["Value"] for tag in studio_properties(template_of(stack))["Tags"]} == dict(GOOD_TAGS)


def test_a_tag_known_at_deploy_only_is_left_to_cloudformation() -> None:
    stack = new_stack()
    Tags.of(new_studio(stack)).add("stack", Aws.STACK_NAME)
    assert studio_properties(template_of(stack))["Tags"] == [{"Key": "stack", "Value": "stack"}]


def test_a_refused_tag_may_be_kept_from_the_studio() -> None:
    stack = new_stack(new_app())
    new_studio(stack)
    Tags.of(stack).add("cost center", "12", exclude_resource_types=["AWS::EMR::Studio"])
    assert "Tags" not in studio_properties(template_of(stack))
