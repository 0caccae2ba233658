import json
from pathlib import Path

import pytest
import yaml
from rehearsals.given import allow, document
from rehearsals.given_studios import a_studio

from emr_studio_constructs.choices import IdentityType
from emr_studio_constructs.ops.mappings.exports import _people
from emr_studio_constructs.ops.mappings.model import Identity, Mapping
from ops.mappings.given_assembly import an_assembly
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


def test_whom_the_config_declares_by_id_stays_so_under_the_name_it_gives(scene: Scene) -> None:
    renamed, other = (f"906a1b2c3d-4e5f6071-8293-a4b5-c6d7-e8f90a1b2c3{last}" for last in "de")
    ids = {"USER/alice-smith": renamed, "USER/alice": other}
    scene.account.aws.set_people(dict.fromkeys(("alice-smith", "alice", "bob"), ()), (), ids=ids)
    scene.deploy()
    for name in ("alice-smith", "bob"):
        scene.map_by_hand(name)
    users = {"alice": {"identity_id": renamed, "tier": "ADVANCED"}}
    config = scene.config(mapped_by="CLI", users=users)

    assert yaml.safe_load(scene.emr_studio("mappings", "export", config).out) == {
        "users": {"alice": {"identity_id": renamed, "tier": "BASIC"}, "bob": "BASIC"}
    }

    scene.map_by_hand("alice", "ADVANCED")
    assert yaml.safe_load(scene.emr_studio("mappings", "export", config).out) == {
        "users": {renamed: {"identity_id": renamed, "tier": "BASIC"}, "alice": "ADVANCED", "bob": "BASIC"}
    }


@pytest.mark.parametrize(
    ("what", "options", "said"),
    [
        ("es-NOPE", [], "there is no Studio es-NOPE in eu-west-1: check the id, or give --region"),
        ("es-abc", [], "es-abc is no Studio's id: capital letters and digits follow es-, as in es-0123456789"),
        ("es-NOPE", ["--studio", "Analytics"], "--studio chooses from a config, and es-NOPE is a Studio: remove it"),
        ("missing.yaml", [], "missing.yaml: no such file"),
    ],
)
def test_what_cannot_be_exported_is_named(scene: Scene, what: str, options: list[str], said: str) -> None:
    answer = scene.emr_studio("mappings", "export", what, *options)

    assert (answer.code, answer.out) == (1, "")
    assert said in answer.err


def test_an_assembly_is_not_exported(scene: Scene) -> None:
    assembly = an_assembly(scene.directory, {"Analytics": {"Resources": {}}})

    for source in (assembly, assembly / "Analytics.template.json"):
        answer = scene.emr_studio("mappings", "export", source)
        assert answer.code == 1
        assert "is a cloud assembly: export wants a Studio's id or a config" in answer.err


def test_a_studio_in_iam_mode_is_not_exported(scene: Scene) -> None:
    studio = a_studio(scene.account)

    answer = scene.emr_studio("mappings", "export", studio)

    assert answer.code == 1
    assert f"Studio {studio} in eu-west-1 has AuthMode IAM: nobody is mapped to it" in answer.err


def test_a_studio_to_which_nobody_is_mapped_is_exported(scene: Scene) -> None:
    answer = scene.emr_studio("mappings", "export", scene.studio)

    assert yaml.safe_load(answer.out) == {"studio_id": scene.studio, "region": "eu-west-1", "session_policies": {}}


def test_json_is_written_to_a_file_too(scene: Scene) -> None:
    scene.map_by_hand("user000")
    file = scene.directory / "exported.json"

    answer = scene.emr_studio("mappings", "export", scene.studio, "--output", "json", "--file", file)

    assert (answer.code, answer.out) == (0, "")
    assert list(json.loads(file.read_text(encoding="utf-8"))["users"]) == ["user000"]


def test_json_has_the_same_content(scene: Scene) -> None:
    scene.map_by_hand("user000")

    as_yaml = scene.emr_studio("mappings", "export", scene.studio)
    as_json = scene.emr_studio("mappings", "export", scene.studio, "--output", "json")

    assert yaml.safe_load(as_yaml.out) == yaml.safe_load(as_json.out)


def test_two_who_are_mapped_by_one_name_are_both_written() -> None:
    both = [
        Mapping(identity=Identity(type=IdentityType.USER, name="alice", id=each), session_policy_arn="basic")
        for each in ("1", "2")
    ]
    written = _people(both, lambda _: "BASIC", by_id=False)
    assert written == {"users": {"alice": "BASIC", "2": {"identity_id": "2", "tier": "BASIC"}}}
