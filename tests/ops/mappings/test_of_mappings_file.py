from rehearsals.given_studios import a_studio

from ops.mappings.given_people import GROUPS, PEOPLE, Scene, names_in


def test_plan_shows_the_differences_and_apply_makes_them(scene: Scene) -> None:
    for name in ("user000", "user001", "user002"):
        scene.map_by_hand(name)
    file = scene.mappings_file(users={"user000": "BASIC", "user001": "ADVANCED", "user003": "BASIC"})

    code, plan = scene.asked("plan", file)
    assert code == 2
    assert (names_in(plan["creates"]), names_in(plan["updates"])) == (["user003"], ["user001"])
    assert (names_in(plan["deletes"]), names_in(plan["strays"]), plan["unchanged"]) == ([], ["user002"], 1)
    [update] = plan["updates"]
    assert (update["tier_before"], update["tier"]) == ("BASIC", "ADVANCED")

    code, applied = scene.asked("apply", file)
    assert code == 0
    assert sorted(names_in(applied["done"])) == ["user001", "user003"]
    assert scene.mapped == {"user000": "BASIC", "user001": "ADVANCED", "user002": "BASIC", "user003": "BASIC"}
    assert scene.asked("plan", file)[0] == 0


def test_strays_are_deleted_with_prune_alone_and_only_of_declared_types(scene: Scene) -> None:
    for name in ("user000", "user001", "group0"):
        scene.map_by_hand(name)
    file = scene.mappings_file(users={"user000": "BASIC"})

    code, applied = scene.asked("apply", file, "--prune")

    assert code == 0
    assert names_in(applied["unmanaged"]) == ["group0"]
    assert scene.mapped == {"user000": "BASIC", "group0": "BASIC"}


def test_drift_tells_of_strays_with_their_age(scene: Scene) -> None:
    scene.map_by_hand("user000")
    scene.map_by_hand("user001")
    file = scene.mappings_file(users={"user000": "BASIC"})

    code, found = scene.asked("drift", file)

    assert code == 2
    [stray] = found["strays"]
    assert stray["identity_name"] == "user001"
    assert stray["created"] is not None
    assert scene.asked("plan", file)[0] == 0


def test_drift_without_differences_ends_with_0(scene: Scene) -> None:
    scene.map_by_hand("group0")

    assert scene.asked("drift", scene.mappings_file(groups={"group0": "BASIC"}))[0] == 0


def test_an_empty_list_does_not_unmap_everybody(scene: Scene) -> None:
    scene.map_by_hand("user000")
    file = scene.mappings_file(users={}, groups={"group0": "BASIC"})

    answer = scene.emr_studio("mappings", "apply", file, "--prune")

    assert answer.code == 1
    assert "--prune would unmap every user" in answer.err
    assert scene.mapped == {"user000": "BASIC"}


def test_more_people_than_the_quota_are_refused_before_any_write(scene: Scene) -> None:
    file = scene.mappings_file(
        users={"user000": "BASIC"},
        groups={name: "BASIC" for name in [*GROUPS, "group5"]},  # noqa: C420
    )

    answer = scene.emr_studio("mappings", "apply", file)

    assert answer.code == 1
    assert "takes 5 groups, and would have 6, 6 of them new" in answer.err
    assert scene.mapped == {}


def test_somebody_new_takes_the_place_of_somebody_old_in_a_full_studio(scene: Scene) -> None:
    scene.account.aws.set_quotas(users=3, groups=5)
    for name in PEOPLE[:3]:
        scene.map_by_hand(name)
    people = dict.fromkeys(PEOPLE[1:4], "BASIC")
    file = scene.file(
        {"studio_id": scene.studio, "session_policies": scene.tiers, "user_quota": 3, "users": people}, "full.yaml"
    )

    assert scene.asked("apply", file, "--prune")[0] == 0
    assert scene.mapped == people


def test_one_refused_write_is_named_and_the_others_are_made(scene: Scene) -> None:
    file = scene.mappings_file(users={"user000": "BASIC", "nobody": "BASIC", "user001": "BASIC"})

    answer = scene.emr_studio("mappings", "apply", file)

    assert answer.code == 1
    assert "failed: create USER nobody" in answer.out
    assert "IdentityName is invalid" in answer.out
    assert "1 of 3 writes failed" in answer.err
    assert sorted(scene.mapped) == ["user000", "user001"]


def test_with_resolved_names_an_unknown_one_stops_all(scene: Scene) -> None:
    file = scene.mappings_file(users={"user000": "BASIC", "nobody": "BASIC"}, groups={"no-group": "BASIC"})

    answer = scene.emr_studio("mappings", "apply", file, "--resolve-names")

    assert answer.code == 1
    assert "not in the Identity Store d-0123456789: nobody, no-group" in answer.err
    assert scene.mapped == {}


def test_with_resolved_names_people_are_mapped_by_id(scene: Scene) -> None:
    scene.map_by_hand("group0")
    file = scene.mappings_file(users={"user000": "BASIC"}, groups={"group0": "BASIC"})

    code, applied = scene.asked("apply", file, "--resolve-names")

    assert code == 0
    assert [mapping["identity_id"] is not None for mapping in applied["done"]] == [True]
    assert scene.mapped == {"user000": "BASIC", "group0": "BASIC"}


def test_people_are_mapped_by_the_id_they_are_declared_by_and_keep_it_when_renamed(scene: Scene) -> None:
    identity = "906a1b2c3d-4e5f6071-8293-a4b5-c6d7-e8f90a1b2c3d"
    aws = scene.account.aws
    aws.set_people({"alice": ()}, (), ids={"USER/alice": identity})
    file = scene.mappings_file(users={"our Alice": {"identity_id": identity, "tier": "BASIC"}})
    assert scene.asked("apply", file)[0] == 0

    aws.set_people({"alice-smith": ()}, (), ids={"USER/alice-smith": identity})

    code, plan = scene.asked("plan", file)
    assert (code, plan["unchanged"]) == (0, 1)


def test_mistakes_in_the_file_are_named_by_line(scene: Scene) -> None:
    file = scene.directory / "mappings.yaml"
    file.write_text(f"studio_id: {scene.studio}\nsession_policies: {{}}\nuser:\n  alice: BASIC\n", encoding="utf-8")

    answer = scene.emr_studio("mappings", "plan", file)

    assert answer.code == 1
    assert f"{file}:3: user: unknown key, did you mean 'users'?" in answer.err


def test_a_tier_that_the_file_has_not_got_is_named_by_line(scene: Scene) -> None:
    file = scene.mappings_file(users={"user000": "BASICS"})

    answer = scene.emr_studio("mappings", "plan", file)

    assert answer.code == 1
    assert "users.user000: 'BASICS' is none of session_policies, did you mean 'BASIC'?" in answer.err


def test_a_tier_of_somebody_by_id_is_named_where_it_is(scene: Scene) -> None:
    alice = {"identity_id": "906fa2c3-5d4e-4f60-8182-93a4b5c6d7e8", "tier": "BASICS"}

    answer = scene.emr_studio("mappings", "plan", scene.mappings_file(users={"alice": alice}))

    assert answer.code == 1
    assert "users.alice.tier: 'BASICS' is none of session_policies" in answer.err


def test_a_studio_cannot_be_chosen_from_a_file_about_one(scene: Scene) -> None:
    answer = scene.emr_studio("mappings", "plan", scene.mappings_file(users={}), "--studio", "Analytics")

    assert answer.code == 1
    assert "--studio chooses from a config" in answer.err


def test_a_studio_that_is_not_there_is_named(scene: Scene) -> None:
    scene.studio = "es-NOPE"

    answer = scene.emr_studio("mappings", "plan", scene.mappings_file(users={"user000": "BASIC"}))

    assert (answer.code, answer.out) == (1, "")
    assert "there is no Studio es-NOPE in eu-west-1" in answer.err


def test_a_studio_in_another_region_is_named_with_the_region_that_was_asked(scene: Scene) -> None:
    file = scene.mappings_file(users={"user000": "BASIC"})

    answer = scene.emr_studio("mappings", "plan", file, "--region", "eu-central-1")

    assert answer.code == 1
    assert f"there is no Studio {scene.studio} in eu-central-1: check the id, or give --region" in answer.err


def test_nobody_is_mapped_to_a_studio_in_iam_mode(scene: Scene) -> None:
    scene.studio = a_studio(scene.account)

    answer = scene.emr_studio("mappings", "plan", scene.mappings_file(users={"user000": "BASIC"}))

    assert answer.code == 1
    assert f"Studio {scene.studio} in eu-west-1 has AuthMode IAM" in answer.err


def test_who_was_renamed_is_told_from_who_was_mapped(scene: Scene) -> None:
    identity = "906a1b2c3d-4e5f6071-8293-a4b5-c6d7-e8f90a1b2c3d"
    aws = scene.account.aws
    aws.set_people({"bob": ()}, (), ids={"USER/bob": identity})
    scene.map_by_hand("bob")
    aws.set_people({"robert": ()}, (), ids={"USER/robert": identity})
    file = scene.mappings_file(users={"robert": "BASIC"})

    answer = scene.emr_studio("mappings", "apply", file)

    assert answer.code == 1
    assert "failed: create USER robert: is mapped as bob already: use --resolve-names" in answer.out
    assert scene.asked("apply", file, "--resolve-names")[0] == 0
