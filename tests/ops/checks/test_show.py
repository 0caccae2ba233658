import pytest

from emr_studio_constructs.ops.checks.finding import Finding, good, problem, unknown, warning
from emr_studio_constructs.ops.checks.show import show
from emr_studio_constructs.ops.errors import DifferencesFoundError
from emr_studio_constructs.ops.options import Output

COMMAND = "aws ec2 authorize-security-group-egress --group-id sg-0a1b2c3d4e5f60718 --ip-permissions IpProtocol=tcp"
WORDS = "choose private subnets, with a route to a NAT gateway, or make the VPC anew, which takes some time"
SHUT = problem("sg-1", "is shut", cause="AWS says so", fix=WORDS, command=COMMAND)


@pytest.mark.parametrize("found", [SHUT, unknown("vpc-1", "may not be looked at", fix="allow it")])
def test_problems_and_what_could_not_be_looked_at_end_with_2(found: Finding) -> None:
    with pytest.raises(DifferencesFoundError):
        show({"es-1": [found]}, Output.TABLE, verbose=False)


def test_warnings_alone_do_not(capsys: pytest.CaptureFixture[str]) -> None:
    show(
        {"es-1": [good("a", "is good"), warning("b", "is old", cause="", fix="renew it")]}, Output.TABLE, verbose=False
    )
    assert capsys.readouterr().out.splitlines()[-1].startswith("1 warning, 1 good")


@pytest.mark.parametrize("columns", [80, 120])
def test_a_command_is_one_line_whatever_the_terminal_and_words_are_folded(
    columns: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("emr_studio_constructs.ops.screen._WIDTH", columns)
    with pytest.raises(DifferencesFoundError):
        show({"es-1": [SHUT]}, Output.TABLE, verbose=True)
    lines = [line.strip() for line in capsys.readouterr().out.splitlines()]
    assert COMMAND in lines
    assert all(len(line) <= columns for line in lines if line != COMMAND)
    assert WORDS in " ".join(lines)
