import pytest

from ops.mappings.given_assembly import an_assembly
from ops.mappings.given_people import OF_STUDIO, Json, Scene, names_in

USERS = {"user000": "BASIC", "user001": "BASIC"}


@pytest.fixture
def deployed(scene: Scene) -> Json:
    """The template of a stack that maps two users."""
    return scene.deploy(*map(scene.mapping, USERS))


def without(template: Json, *names: str) -> Json:
    resources = {
        logical_id: found
        for logical_id, found in template["Resources"].items()
        if found["Properties"].get("IdentityName") not in names
    }
    return {**template, "Resources": resources}


def test_where_the_command_line_takes_over_all_are_unmapped_by_the_deploy_and_mapped_again_after_it(
    scene: Scene, deployed: Json
) -> None:
    config = scene.config(mapped_by="CLI", users={**USERS, "user001": "ADVANCED", "user002": "BASIC"})

    code, plan = scene.asked("plan", config)
    assert (code, names_in(plan["creates"]), plan["updates"]) == (2, ["user002"], [])
    assert [(each["identity_name"], each["declared"]) for each in plan["leaving"]] == [
        ("user000", True),
        ("user001", True),
    ]
    answer = scene.emr_studio("mappings", "apply", config)
    assert answer.code == 2
    assert "<  USER  user000  BASIC  next deploy unmaps, then apply" in answer.out
    assert "2 leaving in a deploy" in answer.out

    scene.update_stack("Analytics", without(deployed, *USERS))
    assert scene.mapped == {"user002": "BASIC"}
    assert scene.asked("apply", config)[0] == 0
    assert scene.mapped == {"user000": "BASIC", "user001": "ADVANCED", "user002": "BASIC"}


@pytest.mark.usefixtures("deployed")
def test_nobody_is_mapped_whom_the_next_deploy_would_unmap(scene: Scene) -> None:
    scene.unmap_by_hand("user000")

    code, plan = scene.asked("apply", scene.config(mapped_by="CLI", users=USERS))

    assert (code, plan["done"]) == (2, [])
    assert names_in(plan["leaving"]) == ["user000", "user001"]


@pytest.mark.usefixtures("deployed")
def test_who_is_taken_out_of_a_config_is_unmapped_by_the_deploy(scene: Scene) -> None:
    scene.map_by_hand("user002")
    config = scene.config(users={"user000": "BASIC"})

    code, plan = scene.asked("drift", config)

    assert (code, names_in(plan["strays"])) == (2, ["user002"])
    assert [(each["identity_name"], each["declared"]) for each in plan["leaving"]] == [("user001", False)]
    assert "<  USER  user001  BASIC  next deploy unmaps " in scene.emr_studio("mappings", "plan", config).out


def test_who_is_taken_out_can_be_unmapped_at_once_and_the_deploy_accepts_it(scene: Scene, deployed: Json) -> None:
    code, plan = scene.asked("apply", scene.config(users={"user000": "BASIC"}), "--prune")

    assert (code, names_in(plan["deletes"]), plan["leaving"]) == (0, ["user001"], [])
    scene.update_stack("Analytics", without(deployed, "user001"))
    assert scene.mapped == {"user000": "BASIC"}


def test_who_is_taken_out_of_a_template_is_unmapped_by_the_deploy(scene: Scene) -> None:
    template = scene.deploy_studio(scene.mapping("user000", **OF_STUDIO), scene.mapping("user001", **OF_STUDIO))

    code, plan = scene.asked("plan", an_assembly(scene.directory, {"Analytics": without(template, "user001")}))

    assert (code, names_in(plan["leaving"]), plan["strays"]) == (2, ["user001"], [])


def test_the_last_one_of_a_type_leaves_too_and_is_not_pruned(scene: Scene) -> None:
    scene.deploy(scene.mapping("user000"), scene.mapping("group0"))

    code, plan = scene.asked("apply", scene.config(users={"user000": "BASIC"}), "--prune")

    assert (code, names_in(plan["leaving"]), plan["deletes"]) == (2, ["group0"], [])


def test_who_goes_from_name_to_id_is_taken_out_first(scene: Scene) -> None:
    identity = "906a1b2c3d-4e5f6071-8293-a4b5-c6d7-e8f90a1b2c3d"
    scene.account.aws.set_people({"alice": ()}, (), ids={"USER/alice": identity})
    scene.deploy(scene.mapping("alice"))
    config = scene.config(users={"Alice": {"identity_id": identity, "tier": "BASIC"}})

    code, plan = scene.asked("plan", config)
    assert (code, plan["leaving"], plan["strays"]) == (2, [], [])
    assert [(each["identity_name"], each["of_stack"]) for each in plan["conflicts"]] == [("Alice", True)]
    answer = scene.emr_studio("mappings", "drift", config)
    assert "!  USER  Alice  BASIC  take out first\n" in answer.out
    assert "take them out in one deploy, add them in the next\n" in answer.out
    assert "delete-studio-session-mapping" not in answer.out


@pytest.mark.usefixtures("deployed")
def test_until_the_deploy_who_leaves_counts_for_the_quota(scene: Scene) -> None:
    auth = {"mode": "IDENTITY_CENTER", "mapped_by": "CLI", "user_quota": 2}
    config = scene.config(auth=auth, users={"user000": "BASIC", "user002": "BASIC"})

    answer = scene.emr_studio("mappings", "apply", config)

    assert answer.code == 1
    assert "takes 2 users, and would have 3, 1 of them new" in answer.err
