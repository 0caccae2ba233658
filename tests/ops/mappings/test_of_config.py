import pytest

from ops.mappings.given_people import Scene, names_in


def test_people_whom_the_stack_maps_are_mended_and_those_it_has_not_got_yet_wait(scene: Scene) -> None:
    scene.deploy(*(scene.mapping(name) for name in ("user000", "user001", "user002")))
    scene.unmap_by_hand("user001")
    users = {"user000": "BASIC", "user001": "BASIC", "user002": "ADVANCED", "user003": "BASIC"}
    config = scene.config(users=users)

    code, applied = scene.asked("apply", config)

    assert code == 2
    assert (names_in(applied["creates"]), names_in(applied["updates"])) == (["user001"], ["user002"])
    assert names_in(applied["waiting"]) == ["user003"]
    assert scene.mapped == {name: tier for name, tier in users.items() if name != "user003"}
    assert scene.asked("plan", config)[0] == 2


def test_who_was_mapped_by_hand_is_in_the_way_of_the_deploy(scene: Scene) -> None:
    scene.deploy()
    scene.map_by_hand("user000")
    config = scene.config(users={"user000": "BASIC"})

    answer = scene.emr_studio("mappings", "plan", config)

    assert answer.code == 2
    assert "!  USER  user000  BASIC  next deploy fails" in answer.out
    assert (
        f"  aws emr delete-studio-session-mapping --region eu-west-1 --studio-id {scene.studio} "
        "--identity-type USER --identity-name user000\n"
    ) in answer.out
    assert scene.asked("apply", config)[1]["done"] == []


def test_who_was_mapped_by_hand_is_adopted_by_id(scene: Scene) -> None:
    identity = "906a1b2c3d-4e5f6071-8293-a4b5-c6d7-e8f90a1b2c3d"
    scene.account.aws.set_people({"alice": ()}, (), ids={"USER/alice": identity})
    scene.deploy()
    scene.map_by_hand("alice")

    same = scene.config(users={"Alice": {"identity_id": identity, "tier": "BASIC"}})
    assert scene.asked("plan", same)[0] == 0
    other = scene.config(users={"Alice": {"identity_id": identity, "tier": "ADVANCED"}})
    code, plan = scene.asked("plan", other)
    assert (code, names_in(plan["conflicts"])) == (2, ["Alice"])


def test_nobody_waits_where_the_command_line_maps(scene: Scene) -> None:
    scene.deploy()
    people = {"user000": "BASIC", "user001": "ADVANCED"}
    config = scene.config(mapped_by="CLI", users=people, groups={"group0": "BASIC"})

    assert scene.asked("apply", config)[0] == 0
    assert scene.mapped == {**people, "group0": "BASIC"}


def test_people_are_read_from_a_people_file(scene: Scene) -> None:
    scene.deploy()
    scene.file({"users": {"user000": "BASIC"}}, "people.yaml")
    config = scene.config(mapped_by="CLI", people_file="people.yaml")
    scene.map_by_hand("user001")
    scene.map_by_hand("group0")

    assert scene.asked("apply", config, "--prune")[0] == 0
    assert scene.mapped == {"user000": "BASIC", "group0": "BASIC"}


def test_a_studio_that_is_not_deployed_is_to_be_deployed_first(scene: Scene) -> None:
    config = scene.config(users={"user000": "BASIC"}, stack_name="analytics-stack")

    answer = scene.emr_studio("mappings", "plan", config)

    assert answer.code == 1
    assert "stack analytics-stack is not deployed in eu-west-1: run `cdk deploy Analytics` first" in answer.err


def test_a_tier_without_a_deployed_policy_is_named(scene: Scene) -> None:
    scene.deploy()
    config = scene.config(users={"user000": "INTERMEDIATE"})

    answer = scene.emr_studio("mappings", "plan", config)

    assert answer.code == 1
    assert "stack Analytics has no session policy for tier INTERMEDIATE of user000" in answer.err


def test_credentials_of_another_account_are_refused(scene: Scene) -> None:
    config = scene.config(users={"user000": "BASIC"}, account="999999999999", region="eu-west-1")

    answer = scene.emr_studio("mappings", "apply", config)

    assert answer.code == 1
    assert (
        f"Studio Analytics is of account 999999999999, and the credentials are of account {scene.account.id}: "
        "choose others by --profile"
    ) in answer.err


@pytest.mark.parametrize(
    ("studio", "said"),
    [
        ("Analytic", "has no such Studio, did you mean 'Analytics'?"),
        ("Other", "nobody is mapped to Other: auth.mode is IAM"),
    ],
)
def test_a_studio_that_cannot_be_chosen_is_named(scene: Scene, studio: str, said: str) -> None:
    auth = {"mode": "IDENTITY_CENTER"}
    config = scene.file({"studios": {"Analytics": {"auth": auth}, "Other": {"auth": {"mode": "IAM"}}}})

    answer = scene.emr_studio("mappings", "plan", config, "--studio", studio)

    assert answer.code == 1
    assert said in answer.err


def test_several_studios_are_compared_one_after_the_other(scene: Scene) -> None:
    auth = {"mode": "IDENTITY_CENTER", "mapped_by": "CLI"}
    scene.deploy(name="One")
    scene.deploy(name="Two")
    studios = {"One": {"auth": auth, "users": {"user000": "BASIC"}}, "Two": {"auth": auth}}

    answer = scene.emr_studio("mappings", "plan", scene.file({"studios": studios}))

    assert answer.code == 2
    assert "by stack One" in answer.out
    assert "by stack Two" in answer.out
