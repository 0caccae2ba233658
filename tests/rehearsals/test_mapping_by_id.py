import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from rehearsal.errors import RehearsalError
from rehearsal.stage import Stage
from rehearsals.stories import GROUPS, IDENTITY_CENTER, USERS, Story

Json = dict[str, Any]
NewStory = Callable[[str], Story]

ALICE, BOB = USERS
ALICES_ID, ANALYSTS_ID = "90677bd5e2-11111111-2222-3333-4444-555555555555", "66666666-2222-3333-4444-555555555555"
BOBS_ID = "90677bd5e2-77777777-2222-3333-4444-555555555555"
IDS = {f"USER/{ALICE}": ALICES_ID, f"USER/{BOB}": BOBS_ID, "GROUP/analysts": ANALYSTS_ID}
MAPPING = "Custom::EmrStudioSessionMapping"
OTHER_KEY = {"source": "NEW", "encryption": "S3_MANAGED"}


def by_id(identity: str, tier: str = "BASIC") -> Json:
    return {"identity_id": identity, "tier": tier}


BY_ID = {
    **IDENTITY_CENTER,
    "users": {ALICE: by_id(ALICES_ID)},
    "groups": {"analysts": by_id(ANALYSTS_ID)},
}
EVERYBODY = {ALICE: "BASIC", "analysts": "BASIC"}


@pytest.fixture
def story(stage: Stage, tmp_path: Path) -> Iterator[NewStory]:
    stage.aws.set_people(dict.fromkeys(USERS, ()), GROUPS, ids=IDS)
    yield lambda name: Story(stage, tmp_path, f"{name}ById", BY_ID)
    stage.aws.set_faults()


def mapping(story: Story, identity: str) -> Json:
    """What EMR calls a user's mapping to the Studio of a story."""
    return {"StudioId": story.studio["StudioId"], "IdentityType": "USER", "IdentityId": identity}


def policy_of(story: Story, name: str) -> str:
    """The session policy that somebody has."""
    found = story.clients("emr").list_studio_session_mappings(StudioId=story.studio["StudioId"])["SessionMappings"]
    [policy] = [each["SessionPolicyArn"] for each in found if each["IdentityName"] == name]
    return str(policy)


def statuses(story: Story) -> set[str]:
    """Whatever the mappings of a stack have been."""
    events = story.clients("cloudformation").describe_stack_events(StackName=story.name)["StackEvents"]
    return {each["ResourceStatus"] for each in events if each["ResourceType"] == MAPPING}


def test_people_are_mapped_changed_in_place_and_taken_out_by_id_whatever_they_are_called(
    story: NewStory, stage: Stage
) -> None:
    changing = story("Changing")
    changing.deploy()
    assert changing.tiers == EVERYBODY

    stage.aws.set_people(
        {"alice.cooper@example.com": (), BOB: ()}, GROUPS, ids={**IDS, "USER/alice.cooper@example.com": ALICES_ID}
    )
    assert changing.diff() == []
    changing.deploy(users={ALICE: by_id(ALICES_ID, "ADVANCED"), BOB: by_id(BOBS_ID)}, groups={})
    assert sorted(changing.tiers.values()) == ["ADVANCED", "BASIC"]


def test_an_equal_mapping_made_by_hand_is_adopted(story: NewStory) -> None:
    adopting = story("Adopting")
    adopting.deploy()
    emr, policy = adopting.clients("emr"), policy_of(adopting, ALICE)
    emr.create_studio_session_mapping(**mapping(adopting, BOBS_ID), SessionPolicyArn=policy)
    adopting.deploy(users={ALICE: by_id(ALICES_ID), BOB: by_id(BOBS_ID)})
    assert adopting.tiers == {**EVERYBODY, BOB: "BASIC"}
    adopting.deploy(users={ALICE: by_id(ALICES_ID)})
    assert adopting.tiers == EVERYBODY


def test_another_mapping_made_by_hand_fails_the_deploy_and_stays(story: NewStory) -> None:
    refused = story("Unequal")
    refused.deploy()
    emr, policy = refused.clients("emr"), policy_of(refused, ALICE)
    emr.create_studio_session_mapping(**mapping(refused, BOBS_ID), SessionPolicyArn=policy)
    with pytest.raises(RehearsalError, match=rf"USER {BOBS_ID} of Studio es-\w+ is mapped to {policy} already: delete"):
        refused.deploy(users={ALICE: by_id(ALICES_ID), BOB: by_id(BOBS_ID, "ADVANCED")})
    assert refused.status == "UPDATE_ROLLBACK_COMPLETE"
    assert refused.tiers == {**EVERYBODY, BOB: "BASIC"}


def test_whoever_is_mapped_by_name_is_not_mapped_by_id_in_the_same_deploy(story: NewStory) -> None:
    changing = story("FromNameToId")
    changing.deploy(users={ALICE: "BASIC"})
    with pytest.raises(RehearsalError, match="is mapped by name in the same stack, as StudioUsersalice"):
        changing.deploy(users={ALICE: by_id(ALICES_ID)})
    assert changing.tiers == EVERYBODY
    changing.deploy(users={})
    changing.deploy(users={ALICE: by_id(ALICES_ID)})
    assert changing.tiers == EVERYBODY


def test_whoever_is_in_the_stack_by_name_is_not_mapped_by_id_though_that_mapping_is_gone(story: NewStory) -> None:
    changing = story("FromGoneNameToId")
    changing.deploy(users={ALICE: "BASIC"})
    changing.clients("emr").delete_studio_session_mapping(**mapping(changing, ALICES_ID))
    with pytest.raises(RehearsalError, match="is mapped by name in the same stack, as StudioUsersalice"):
        changing.deploy(users={ALICE: by_id(ALICES_ID)})
    assert changing.tiers == {"analysts": "BASIC"}


def test_whoever_goes_from_id_to_name_stays_mapped(story: NewStory) -> None:
    changing = story("FromIdToName")
    changing.deploy()
    changing.clients("emr").delete_studio_session_mapping(**mapping(changing, ALICES_ID))
    changing.deploy(users={ALICE: "BASIC"})
    assert changing.tiers == EVERYBODY


def test_a_rollback_deletes_what_the_deploy_made_and_leaves_what_it_adopted(story: NewStory) -> None:
    def fail_late(template: Json) -> None:
        resources = template["Resources"]
        [last] = [name for name in resources if "nobody" in name]
        resources[last]["DependsOn"] = [name for name, each in resources.items() if each["Type"] == MAPPING]

    back = story("RolledBack")
    back.deploy(groups={})
    emr, policy = back.clients("emr"), policy_of(back, ALICE)
    emr.create_studio_session_mapping(**mapping(back, BOBS_ID), SessionPolicyArn=policy)
    users = {ALICE: by_id(ALICES_ID), BOB: by_id(BOBS_ID), "nobody@example.com": "BASIC"}
    with pytest.raises(RehearsalError, match="IdentityName is invalid"):
        back.deploy(fail_late, users=users, groups={"analysts": by_id(ANALYSTS_ID)})
    assert back.status == "UPDATE_ROLLBACK_COMPLETE"
    assert "DELETE_COMPLETE" in statuses(back)
    assert back.tiers == {ALICE: "BASIC", BOB: "BASIC"}


def test_an_unknown_id_fails_the_deploy_in_emrs_words_and_takes_tiers_back(story: NewStory) -> None:
    refused = story("Unknown")
    refused.deploy()
    stranger = "90677bd5e2-99999999-2222-3333-4444-555555555555"
    with pytest.raises(
        RehearsalError, match=rf"USER {stranger} of Studio es-\w+: .*IdentityId is invalid; check the id"
    ):
        refused.deploy(users={ALICE: by_id(ALICES_ID, "ADVANCED"), BOB: by_id(stranger)})
    assert refused.status == "UPDATE_ROLLBACK_COMPLETE"
    assert refused.tiers == EVERYBODY


def test_people_move_to_the_new_studio_when_a_studio_is_replaced(story: NewStory) -> None:
    replaced = story("Replaced")
    replaced.deploy()
    old = replaced.studio["StudioId"]

    replaced.deploy(storage=OTHER_KEY)

    assert replaced.studio["StudioId"] != old
    assert replaced.tiers == EVERYBODY
    assert replaced.clients("emr").list_studio_session_mappings(StudioId=old)["SessionMappings"] == []


def test_people_stay_in_the_old_studio_when_its_replacement_fails(story: NewStory) -> None:
    replaced = story("NotReplaced")
    replaced.deploy()
    old = replaced.studio["StudioId"]
    with pytest.raises(RehearsalError, match="IdentityName is invalid"):
        replaced.deploy(storage=OTHER_KEY, users={ALICE: by_id(ALICES_ID), "nobody@example.com": "BASIC"})
    assert replaced.studio["StudioId"] == old
    assert replaced.tiers == EVERYBODY


def test_throttling_and_internal_errors_are_survived(story: NewStory, stage: Stage) -> None:
    throttled = story("Throttled")
    faults = [
        {"operation": "CreateStudioSessionMapping", "error": error, "message": "Asked for by a test", **rest}
        for error, rest in (
            ("ThrottlingException", {"times": 1}),
            ("InternalServerError", {"times": 1, "after": True}),
        )
    ]
    stage.aws.set_faults(*faults)
    throttled.deploy()
    assert throttled.tiers == EVERYBODY
    left = json.loads((stage.aws.directory / "faults.json").read_text(encoding="utf-8"))
    assert [fault["times"] for fault in left] == [0, 0]


def test_what_is_gone_already_is_taken_out(story: NewStory, stage: Stage) -> None:
    gone = story("Gone")
    gone.deploy()
    gone.clients("emr").delete_studio_session_mapping(**mapping(gone, ALICES_ID))
    stage.aws.set_people({ALICE: ()}, (), ids=IDS)
    gone.deploy(users={}, groups={})
    assert gone.status == "UPDATE_COMPLETE"
    assert "DELETE_FAILED" not in statuses(gone)


def test_a_mapping_survives_another_logical_id(story: NewStory) -> None:
    def rename(template: Json) -> None:
        resources = template["Resources"]
        [name] = [name for name, each in resources.items() if each["Type"] == MAPPING and "Users" in name]
        resources["AnotherName"] = resources.pop(name)

    moved = story("Moved")
    moved.deploy()
    # The CLI uploads an edited template only where the config is another one, too.
    moved.deploy(rename, description="Moved")
    found = moved.clients("cloudformation").describe_stack_resources(StackName=moved.name)["StackResources"]
    assert "AnotherName" in {each["LogicalResourceId"] for each in found}
    assert moved.tiers == EVERYBODY


def test_a_deleted_stack_leaves_neither_people_nor_function(story: NewStory, stage: Stage) -> None:
    deleted = story("Deleted")
    assembly = deleted.synth()
    stage.deploy(assembly, lambda _line: None)
    studio, client = deleted.studio["StudioId"], deleted.clients

    stage.destroy(assembly, lambda _line: None)

    mapped = client("emr").list_studio_session_mappings()["SessionMappings"]
    assert not [each for each in mapped if each["StudioId"] == studio]
    functions = client("lambda").list_functions()["Functions"]
    assert not [each for each in functions if each["FunctionName"].startswith("Deleted")]
