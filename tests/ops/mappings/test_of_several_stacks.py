import pytest

from ops.mappings.calls import counted
from ops.mappings.given_assembly import an_assembly
from ops.mappings.given_people import IMPORTED, OF_STUDIO, Json, Scene, names_in


@pytest.fixture
def teams(scene: Scene) -> Json:
    """Templates, deployed: a stack makes a Studio and maps user000 to it, two others map user001 and user002."""
    templates = {"Analytics": scene.deploy_studio(scene.mapping("user000", **OF_STUDIO))}
    for name, user in (("One", "user001"), ("Two", "user002")):
        templates[name] = {"Resources": {"Mapping0": scene.mapping(user, **IMPORTED)}}
        scene.create_stack(name, templates[name])
    return templates


def test_people_of_one_studio_in_several_stacks_are_compared_at_once(scene: Scene, teams: Json) -> None:
    scene.map_by_hand("user003")
    assembly = an_assembly(scene.directory, teams)

    code, plan = scene.asked("plan", assembly)
    assert (code, plan["unchanged"], names_in(plan["strays"])) == (0, 3, ["user003"])
    assert plan["source"] == "stacks Analytics, One, Two"

    assert scene.asked("apply", assembly, "--prune")[0] == 0
    assert scene.mapped == dict.fromkeys(("user000", "user001", "user002"), "BASIC")


def test_a_studio_whose_own_stack_maps_nobody_is_managed_where_that_stack_is(scene: Scene) -> None:
    studio = scene.deploy_studio()
    people: Json = {"Resources": {"Mapping0": scene.mapping("user000", **IMPORTED)}}
    scene.create_stack("People", people)
    scene.map_by_hand("user001")

    code, plan = scene.asked("apply", an_assembly(scene.directory, {"Analytics": studio, "People": people}), "--prune")

    assert (code, names_in(plan["deletes"])) == (0, ["user001"])


def test_who_else_is_mapped_to_a_studio_made_elsewhere_is_nobodys_stray(scene: Scene, teams: Json) -> None:
    assembly = an_assembly(scene.directory, {"One": teams["One"]})

    code, found = scene.asked("drift", assembly)
    assert (code, names_in(found["strays"]), names_in(found["unmanaged"])) == (0, [], ["user000", "user002"])
    assert "2 users not looked at, since others may declare them" in scene.emr_studio("mappings", "plan", assembly).out

    answer = scene.emr_studio("mappings", "apply", assembly, "--prune")
    assert answer.code == 1
    assert f"--prune is refused for Studio {scene.studio}: {assembly} does not make it" in answer.err
    assert len(scene.mapped) == 3


def test_one_stack_of_several_that_map_people_is_not_pruned(scene: Scene, teams: Json) -> None:
    assembly = an_assembly(scene.directory, teams)

    for choice in ([assembly, "--studio", "AnalyticsId"], [assembly / "Analytics.template.json"]):
        assert scene.asked("drift", *choice)[1]["unchanged"] == 1
        answer = scene.emr_studio("mappings", "apply", *choice, "--prune")
        assert answer.code == 1
        assert f"OneId, TwoId may map people to it too: name {assembly}, without --studio" in answer.err


def test_one_stack_beside_others_that_map_people_to_studios_of_their_own_is_pruned(scene: Scene) -> None:
    template = scene.deploy_studio(scene.mapping("user000", **OF_STUDIO))
    scene.map_by_hand("user001")
    assembly = an_assembly(scene.directory, {"Analytics": template, "Other": template})

    code, plan = scene.asked("apply", assembly, "--studio", "AnalyticsId", "--prune")

    assert (code, names_in(plan["deletes"])) == (0, ["user001"])


def test_who_is_declared_in_two_stacks_is_named(scene: Scene, teams: Json) -> None:
    teams["Two"]["Resources"]["Again"] = scene.mapping("user001", **IMPORTED)

    answer = scene.emr_studio("mappings", "plan", an_assembly(scene.directory, teams))

    assert answer.code == 1
    assert "USER user001 and user001 are declared, and are one identity" in answer.err


def test_who_moves_from_stack_to_stack_is_in_the_way_of_the_deploy(scene: Scene, teams: Json) -> None:
    teams["One"]["Resources"]["Moved"] = teams["Two"]["Resources"].pop("Mapping0")
    teams["Two"]["Resources"]["New"] = scene.mapping("user003", **IMPORTED)

    code, plan = scene.asked("plan", an_assembly(scene.directory, teams))

    assert code == 2
    assert [(each["identity_name"], each["of_stack"]) for each in plan["conflicts"]] == [("user002", True)]
    assert (names_in(plan["waiting"]), plan["leaving"]) == (["user003"], [])


def test_exports_are_asked_for_once(scene: Scene, teams: Json, monkeypatch: pytest.MonkeyPatch) -> None:
    assembly = an_assembly(scene.directory, teams)

    with counted(monkeypatch) as calls:
        scene.asked("plan", assembly)

    assert (calls["ListExports"], calls["ListStudioSessionMappings"]) == (1, 1)


def test_stacks_that_cannot_be_read_are_passed_over_by_the_choice_of_another(scene: Scene, teams: Json) -> None:
    teams["Odd"] = {"Resources": {"Mapping0": {**scene.mapping("user004", **OF_STUDIO), "Condition": "Wanted"}}}
    assembly = an_assembly(scene.directory, teams)

    assert scene.emr_studio("mappings", "plan", assembly).code == 1
    assert scene.asked("plan", assembly, "--studio", "OneId")[0] == 0


def test_an_unknown_stack_is_named(scene: Scene, teams: Json) -> None:
    answer = scene.emr_studio("mappings", "plan", an_assembly(scene.directory, teams), "--studio", "Analytic")

    assert answer.code == 1
    assert "has no stack 'Analytic', did you mean 'AnalyticsId'?" in answer.err


def test_stacks_of_a_stage_are_read_and_called_as_the_cdk_calls_them(scene: Scene) -> None:
    template = scene.deploy_studio(scene.mapping("user000", **OF_STUDIO))
    assembly = an_assembly(scene.directory, {"Analytics": template}, stage="Prod")
    assert scene.asked("plan", assembly, "--studio", "Prod/Analytics")[0] == 0

    template["Resources"]["New"] = scene.mapping("user001", **OF_STUDIO, SessionPolicyArn={"Ref": "Missing"})
    answer = scene.emr_studio("mappings", "plan", an_assembly(scene.directory, {"Analytics": template}, stage="Prod"))

    assert answer.code == 1
    assert (
        "New.SessionPolicyArn refers to Missing, which is not deployed: run `cdk deploy Prod/Analytics`" in answer.err
    )


def test_tiers_are_called_as_the_stack_does_or_by_the_logical_ids_of_their_policies(scene: Scene) -> None:
    template = scene.deploy(scene.mapping("user000"), scene.mapping("user001", SessionPolicyArn={"Ref": "Other"}))
    code, found = scene.asked("drift", an_assembly(scene.directory, {"Analytics": template}))
    assert (code, found["unchanged"]) == (0, 2)

    policy = template["Resources"]["Other"]
    bare: Json = {
        "Resources": {"Other": policy, "Mapping0": scene.mapping("user002", SessionPolicyArn={"Ref": "Other"})}
    }
    scene.create_stack("Bare", bare)
    for user in ("user000", "user002"):
        scene.unmap_by_hand(user)
    both = an_assembly(scene.directory, {"Analytics": template, "Bare": bare})

    _, plan = scene.asked("plan", both)
    assert {each["identity_name"]: each["tier"] for each in plan["creates"]} == {
        "user000": "BASIC",
        "user002": "Other",
    }
