from pathlib import Path

import pytest

from ops.mappings.given_assembly import an_assembly
from ops.mappings.given_people import GROUPS, OF_STUDIO, Json, Scene, names_in


def assembled(scene: Scene, template: Json, *, account: str = "unknown-account") -> Path:
    return an_assembly(scene.directory, {"Analytics": template}, account=account)


def test_people_whom_the_stack_maps_are_mended_and_those_it_has_not_got_yet_wait(scene: Scene) -> None:
    template = scene.deploy(scene.mapping("user000"), scene.mapping("user001"))
    scene.unmap_by_hand("user001")
    template["Resources"]["New"] = scene.mapping("user002", SessionPolicyArn={"Ref": "Other"})
    assembly = assembled(scene, template)

    for source in (assembly, assembly / "Analytics.template.json"):
        code, plan = scene.asked("plan", source)
        assert (code, names_in(plan["creates"]), names_in(plan["waiting"])) == (2, ["user001"], ["user002"])

    assert scene.asked("apply", assembly)[0] == 2
    assert scene.mapped == {"user000": "BASIC", "user001": "BASIC"}


def test_as_many_people_as_the_templates_declare_are_within_the_quota(scene: Scene) -> None:
    groups = [*GROUPS, "group5"]
    scene.account.aws.set_people({}, groups)
    scene.account.aws.set_quotas(users=100, groups=len(groups))
    template = scene.deploy(*(scene.mapping(name, IdentityType="GROUP") for name in groups))
    scene.unmap_by_hand("group0")

    assert scene.asked("apply", assembled(scene, template))[0] == 0
    assert sorted(scene.mapped) == groups


def test_only_the_types_that_a_template_maps_are_pruned(scene: Scene) -> None:
    template = scene.deploy_studio(scene.mapping("user000", **OF_STUDIO))
    scene.map_by_hand("user001")
    scene.map_by_hand("group0")

    assert scene.asked("apply", assembled(scene, template), "--prune")[0] == 0
    assert scene.mapped == {"user000": "BASIC", "group0": "BASIC"}


def test_references_lead_to_what_is_deployed(scene: Scene) -> None:
    template = scene.deploy(scene.mapping("user000", SessionPolicyArn={"Ref": "Other"}))
    arn = template["Resources"]["Mapping0"]["Properties"]
    arn["SessionPolicyArn"] = {"Fn::GetAtt": ["Other", "PolicyArn"]}

    assert scene.asked("drift", assembled(scene, template))[0] == 0
    arn["SessionPolicyArn"] = {"Ref": "Unrelated"}
    assert [change["identity_name"] for change in scene.asked("plan", assembled(scene, template))[1]["updates"]] == [
        "user000"
    ]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        (
            {"SessionPolicyArn": {"Fn::ImportValue": "shared"}},
            "Mapping0.SessionPolicyArn refers to the export shared, which is not deployed: run `cdk deploy",
        ),
        ({"IdentityName": {"Ref": "Who"}}, 'Mapping0.IdentityName is {"Ref": "Who"}, and only text can be compared'),
        ({"SessionPolicyArn": {"Ref": "New"}}, "Mapping0.SessionPolicyArn refers to New, which is not deployed"),
        ({"StudioId": {"Fn::GetAtt": ["Other", "Url"]}}, 'Mapping0.StudioId is {"Fn::GetAtt": ["Other", "Url"]}'),
    ],
)
def test_what_only_a_deploy_knows_is_named(scene: Scene, changes: Json, said: str) -> None:
    scene.deploy()
    template = {"Resources": {"Mapping0": scene.mapping("user000", **changes)}}

    answer = scene.emr_studio("mappings", "plan", assembled(scene, template))

    assert answer.code == 1
    assert said in answer.err


def test_a_mapping_with_a_condition_is_named(scene: Scene) -> None:
    scene.deploy()
    template = {"Resources": {"Mapping0": {**scene.mapping("user000"), "Condition": "Wanted"}}}

    answer = scene.emr_studio("mappings", "plan", assembled(scene, template))

    assert answer.code == 1
    assert "Mapping0 has the Condition Wanted" in answer.err


def test_mappings_by_id_are_read_from_their_custom_resources(scene: Scene) -> None:
    identity = "906a1b2c3d-4e5f6071-8293-a4b5-c6d7-e8f90a1b2c3d"
    scene.account.aws.set_people({"alice": ()}, (), ids={"USER/alice": identity})
    scene.deploy()
    properties = {"IdentityType": "USER", "IdentityId": identity, "StudioId": scene.studio}
    properties["SessionPolicyArn"] = scene.basic
    template = {"Resources": {"Alice": {"Type": "Custom::EmrStudioSessionMapping", "Properties": properties}}}

    code, plan = scene.asked("plan", assembled(scene, template))
    assert (code, [mapping["identity_id"] for mapping in plan["waiting"]]) == (2, [identity])
    scene.map_by_hand("alice")
    assert scene.asked("plan", assembled(scene, template))[0] == 0


def test_credentials_of_another_account_are_refused(scene: Scene) -> None:
    assembly = assembled(scene, {"Resources": {"Mapping0": scene.mapping("user000")}}, account="999999999999")

    answer = scene.emr_studio("mappings", "plan", assembly)

    assert answer.code == 1
    assert "stack AnalyticsId is of account 999999999999" in answer.err


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("missing.yaml", None, "no such file"),
        ("template.json", '{"Resources": {}}', "is no cloud assembly, it has no manifest.json"),
        ("other.yaml", "people: []", "wants studios (a config) or studio_id (a mappings file)"),
        ("empty.yaml", "", "the file is empty: it wants studios"),
    ],
)
def test_what_is_no_source_is_named(scene: Scene, name: str, content: str | None, said: str) -> None:
    file = scene.directory / name
    if content is not None:
        file.write_text(content, encoding="utf-8")

    answer = scene.emr_studio("mappings", "plan", file)

    assert answer.code == 1
    assert said in answer.err


def test_an_assembly_without_mappings_is_named(scene: Scene) -> None:
    answer = scene.emr_studio("mappings", "plan", assembled(scene, {"Resources": {}}))

    assert answer.code == 1
    assert "cdk.out has no session mapping" in answer.err
