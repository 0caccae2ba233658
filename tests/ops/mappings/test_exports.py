from pathlib import Path

import yaml
from rehearsals.given import allow, document

from ops.mappings.given_people import Scene


def test_a_studio_made_by_hand_is_written_down_and_then_there_is_nothing_to_do(scene: Scene) -> None:
    scene.map_by_hand("user000")
    scene.map_by_hand("user001", "ADVANCED")
    scene.map_by_hand("group0")

    for option in ([], ["--by-id"]):
        file = scene.directory / f"exported{len(option)}.yaml"
        assert scene.emr_studio("mappings", "export", scene.studio, "--file", file, *option).code == 0
        code, plan = scene.asked("plan", file, "--prune")
        assert (code, plan["unchanged"]) == (0, 3)
        assert scene.asked("drift", file)[0] == 0


def test_an_export_goes_to_standard_output_by_name(scene: Scene) -> None:
    scene.map_by_hand("user000")
    tier = scene.basic.rpartition("/")[2]

    answer = scene.emr_studio("mappings", "export", scene.studio)

    assert answer.code == 0
    assert yaml.safe_load(answer.out) == {
        "studio_id": scene.studio,
        "region": "eu-west-1",
        "session_policies": {tier: scene.basic},
        "users": {"user000": tier},
    }


def test_by_id_people_are_written_with_the_ids_that_aws_gives(scene: Scene) -> None:
    identity = "906a1b2c3d-4e5f6071-8293-a4b5-c6d7-e8f90a1b2c3d"
    scene.account.aws.set_people({"alice": ()}, (), ids={"USER/alice": identity})
    scene.map_by_hand("alice")

    exported = yaml.safe_load(scene.emr_studio("mappings", "export", scene.studio, "--by-id").out)

    assert exported["users"] == {"alice": {"identity_id": identity, "tier": scene.basic.rpartition("/")[2]}}


def test_policies_that_share_a_name_are_tiers_of_their_own(scene: Scene) -> None:
    iam, content = scene.account.client("iam"), document(allow("elasticmapreduce:*"))
    for path, user in (("/a/", "user000"), ("/b/", "user001")):
        arn = iam.create_policy(PolicyName="same", Path=path, PolicyDocument=content)["Policy"]["Arn"]
        scene.account.emr.create_studio_session_mapping(
            StudioId=scene.studio, IdentityType="USER", IdentityName=user, SessionPolicyArn=arn
        )

    exported = yaml.safe_load(scene.emr_studio("mappings", "export", scene.studio).out)

    assert exported["users"] == {"user000": "same", "user001": "same-2"}


def test_the_people_of_a_config_are_written_with_its_tiers(scene: Scene) -> None:
    scene.deploy()
    scene.map_by_hand("user000", "ADVANCED")
    config = scene.config(mapped_by="CLI", users={})

    exported = yaml.safe_load(scene.emr_studio("mappings", "export", config).out)

    assert exported == {"users": {"user000": "ADVANCED"}}
    scene.file(exported, "people.yaml")
    assert scene.asked("plan", scene.config(mapped_by="CLI", people_file="people.yaml"))[0] == 0


def test_a_policy_that_is_no_tier_of_the_config_is_named(scene: Scene) -> None:
    scene.deploy()
    other = scene.account.client("iam").create_policy(PolicyName="other", PolicyDocument=document(allow("s3:*")))
    arn = other["Policy"]["Arn"]
    scene.account.emr.create_studio_session_mapping(
        StudioId=scene.studio, IdentityType="USER", IdentityName="user000", SessionPolicyArn=arn
    )

    answer = scene.emr_studio("mappings", "export", scene.config(users={}))

    assert answer.code == 1
    assert (
        f"USER user000 of Studio {scene.studio} is mapped to {arn}, which is no tier of stack Analytics" in answer.err
    )


def test_a_file_that_is_there_is_not_overwritten(scene: Scene, tmp_path: Path) -> None:
    file = tmp_path / "kept.yaml"
    file.write_text("kept", encoding="utf-8")

    answer = scene.emr_studio("mappings", "export", scene.studio, "--file", file)

    assert (answer.code, file.read_text(encoding="utf-8")) == (1, "kept")
    assert "file exists: name a new file" in answer.err


def test_json_has_the_same_content(scene: Scene) -> None:
    scene.map_by_hand("user000")

    as_yaml = scene.emr_studio("mappings", "export", scene.studio)
    as_json = scene.emr_studio("mappings", "export", scene.studio, "--output", "json")

    assert yaml.safe_load(as_yaml.out) == yaml.safe_load(as_json.out)
