import pytest

from ops.mappings.calls import counted
from ops.mappings.given_people import GROUPS, PEOPLE, Json, Scene

EVERYBODY: Json = {"users": dict.fromkeys(PEOPLE, "BASIC"), "groups": dict.fromkeys(GROUPS, "BASIC")}
# 105 mappings, 50 a page.
PAGES = {"ListStudioSessionMappings": 3}
READ_STACK = {"GetCallerIdentity": 1, "DescribeStacks": 1, "GetTemplate": 1}


@pytest.fixture
def full(scene: Scene) -> Scene:
    """A Studio that has all the people it may have."""
    for name in [*PEOPLE, *GROUPS]:
        scene.map_by_hand(name)
    return scene


@pytest.mark.parametrize("command", ["plan", "apply", "drift"])
def test_105_unchanged_mappings_cost_their_list_pages_alone(
    full: Scene, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    file = full.mappings_file(**EVERYBODY)

    with counted(monkeypatch) as calls:
        code, found = full.asked(command, file)

    assert (code, found["unchanged"], calls) == (0, 105, PAGES)


def test_one_change_costs_one_write(full: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    users = {**EVERYBODY["users"], "user042": "ADVANCED"}

    with counted(monkeypatch) as calls:
        full.asked("apply", full.mappings_file(**{**EVERYBODY, "users": users}))

    assert calls == {**PAGES, "UpdateStudioSessionMapping": 1}


def test_of_a_config_the_stack_is_read_besides(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    scene.deploy(scene.mapping("user000"))
    config = scene.config(users={"user000": "BASIC"}, account=scene.account.id, region="eu-west-1")

    with counted(monkeypatch) as calls:
        assert scene.asked("apply", config)[0] == 0

    assert calls == {**READ_STACK, "ListStudioSessionMappings": 1}


def test_where_the_command_line_maps_the_stack_is_read_too(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    scene.deploy()
    scene.map_by_hand("user000")
    config = scene.config(mapped_by="CLI", users={"user000": "BASIC"})

    with counted(monkeypatch) as calls:
        assert scene.asked("apply", config)[0] == 0

    assert calls == {"DescribeStacks": 1, "GetTemplate": 1, "ListStudioSessionMappings": 1}


def test_a_plan_and_an_export_never_write(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    scene.map_by_hand("user000")
    file = scene.mappings_file(users={"user000": "ADVANCED", "user001": "BASIC"})

    with counted(monkeypatch) as calls:
        scene.asked("plan", file, "--resolve-names", "--prune")
        scene.asked("drift", file)
        scene.emr_studio("mappings", "export", scene.studio)

    assert {name for name in calls if not name.startswith(("List", "Get", "Describe"))} == set()


def test_resolved_names_cost_a_look_up_each(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    scene.map_by_hand("user000")
    scene.map_by_hand("group0")
    file = scene.mappings_file(users={"user000": "BASIC"}, groups={"group0": "BASIC"})

    with counted(monkeypatch) as calls:
        assert scene.asked("apply", file, "--resolve-names")[0] == 0

    expected = {"ListStudioSessionMappings": 1, "ListInstances": 1, "GetUserId": 1, "GetGroupId": 1}
    assert calls == expected
