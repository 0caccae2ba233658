from datetime import datetime, timedelta, timezone

import pytest
from rich.text import Text

from emr_studio_constructs.choices import IdentityType
from emr_studio_constructs.ops.mappings.comparison import Comparison
from emr_studio_constructs.ops.mappings.model import Change, Conflict, Identity, Leaving, Mapping, Plan
from emr_studio_constructs.ops.mappings.show import show_comparison
from emr_studio_constructs.ops.mappings.target import DEFAULT_QUOTAS, Target
from ops.mappings.stubs import stubbed

LONG = "a-name-of-somebody-who-is-called-otherwise-at-home@a-subsidiary.of-a-long-name.example.com"
POLICIES = "arn:aws:iam::111122223333:policy/"
CREATED = datetime(2026, 11, 22, 1, 30, tzinfo=timezone(timedelta(hours=2)))


def mapped(name: str, policy: str) -> Mapping:
    identity = Identity(type=IdentityType.GROUP, name=name)
    return Mapping(identity=identity, session_policy_arn=POLICIES + policy, created=CREATED)


def show(plan: Plan) -> None:
    with stubbed() as (aws, _):
        target = Target(
            aws=aws,
            source="test",
            studio_id="es-1",
            declared=(),
            managed=frozenset(),
            tiers={},
            quotas=DEFAULT_QUOTAS,
        )
        show_comparison(Comparison(target, plan))


@pytest.fixture
def screen(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> list[str]:
    """What a terminal of 80 columns shows of a plan with all kinds of differences."""
    before, after = mapped(LONG, "Analytics-" * 8 + "B"), mapped(LONG, "Analytics-" * 8 + "A")
    for name, value in {"FORCE_COLOR": "1", "COLUMNS": "80", "TERM": "xterm-256color"}.items():
        monkeypatch.setenv(name, value)
    show(
        Plan(
            creates=(after,),
            updates=(Change(before=before, after=after),),
            waiting=(after,),
            leaving=(Leaving(identity=before.identity, session_policy_arn=before.session_policy_arn, declared=True),),
            conflicts=(Conflict(before=before, after=after), Conflict(before=before, after=after, of_stack=True)),
            strays=(mapped("bob", "BASIC"),),
        )
    )
    return Text.from_ansi(capsys.readouterr().out).plain.splitlines()


def is_command(line: str) -> bool:
    return "delete-studio-session-mapping" in line


def test_nothing_is_cut_off_on_80_columns(screen: list[str]) -> None:
    rows = [line for line in screen if not is_command(line)]

    assert "…" not in "".join(rows)
    assert max(map(len, rows)) <= 80
    assert {"+", "~", ">", "<", "!", "?"} <= {row[0] for row in rows if row}


def test_a_command_is_one_line_to_be_copied(screen: list[str]) -> None:
    [command] = filter(is_command, screen)

    assert command.strip() == (
        "aws emr delete-studio-session-mapping --region eu-west-1 --studio-id es-1 "
        f"--identity-type GROUP --identity-name {LONG}"
    )


def test_times_are_those_of_utc(capsys: pytest.CaptureFixture[str]) -> None:
    show(Plan(strays=(mapped("bob", "BASIC"),)))

    assert "?  GROUP  bob  BASIC  mapped 2026-11-21 23:30 UTC" in capsys.readouterr().out
