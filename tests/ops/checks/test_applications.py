import pytest
from rehearsals.given import Account, Json

from emr_studio_constructs.ops.checks.applications import applications, running_applications
from ops.checks.asking import findings, said
from ops.checks.compute import compute, of_stack, refused

GOOD: Json = {
    "name": "notebooks",
    "type": "Spark",
    "releaseLabel": "emr-6.14.0",
    "interactiveConfiguration": {"studioEnabled": True},
}


def named(account: Account, arn: str) -> Json:
    """What a Subject knows of an application that the config names."""
    roles = [f"arn:aws:iam::{account.id}:role/notebooks"]
    return {
        "compute": (compute(kind="EMR_SERVERLESS", source="EXISTING", application_arn=arn, runtime_role_arns=roles),)
    }


def an_application(account: Account, **changes: object) -> tuple[str, str]:
    """The id and ARN of an application for notebooks, but for the changes."""
    made = account.client("emr-serverless").create_application(**{**GOOD, **changes})
    return made["applicationId"], made["arn"]


@pytest.fixture
def application(account: Account) -> tuple[str, str]:
    return an_application(account)


def test_an_application_for_notebooks_is_good(account: Account, application: tuple[str, str]) -> None:
    _, arn = application
    assert said(account, applications, **named(account, arn)) == [f"good {arn} emr-6.14.0, for notebooks"]


@pytest.mark.parametrize(
    ("change", "text"),
    [
        ({"type": "Hive"}, "is an application of Hive"),
        ({"interactiveConfiguration": {"studioEnabled": False}}, "is not switched on for EMR Studio"),
        ({"interactiveConfiguration": {}}, "is not switched on for EMR Studio"),
        ({"releaseLabel": "emr-6.13.0"}, "has emr-6.13.0"),
        ({"releaseLabel": "emr-6.9.0"}, "has emr-6.9.0"),
    ],
)
def test_an_application_that_is_not_for_notebooks_is_a_problem(account: Account, change: Json, text: str) -> None:
    _, arn = an_application(account, **change)
    assert said(account, applications, **named(account, arn)) == [f"problem {arn} {text}"]


def test_all_that_is_wrong_with_an_application_is_said(account: Account) -> None:
    _, arn = an_application(account, type="Hive", releaseLabel="emr-6.6.0", interactiveConfiguration={})
    assert len(findings(account, applications, **named(account, arn))) == 3


def test_an_application_that_is_not_there_is_a_problem(account: Account, application: tuple[str, str]) -> None:
    name, arn = application
    gone = arn.replace(name, "00f1a2b3c4d5e6f7")
    assert said(account, applications, **named(account, gone)) == [f"problem {gone} there is no such application"]


@pytest.mark.parametrize(("old", "new"), [("eu-west-1", "us-east-1"), ("ACCOUNT", "999999999999")])
def test_an_application_of_another_account_or_region_is_a_problem(
    account: Account, application: tuple[str, str], old: str, new: str
) -> None:
    arn = application[1].replace(account.id if old == "ACCOUNT" else old, new)
    [found] = findings(account, applications, **named(account, arn))
    assert (found.mark, found.about) == ("problem", arn)
    assert new in found.text


def test_a_new_application_is_not_asked_about(account: Account) -> None:
    new = compute(kind="EMR_SERVERLESS", source="NEW", id="Notebooks")
    assert said(account, applications, compute=(new,)) == []


def test_what_nobody_may_look_at_is_unknown(
    account: Account, application: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    name, arn = application
    of_stack(monkeypatch, running_applications, Application=name)
    assert refused(account, applications, **named(account, arn)) == ["unknown"]
    assert refused(account, running_applications) == ["unknown"]


def test_an_application_of_the_stack_that_runs_is_a_problem(
    account: Account, application: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    name, _ = application
    of_stack(monkeypatch, running_applications, Application=name)
    assert said(account, running_applications) == [f"good {name} the application is CREATED"]
    account.client("emr-serverless").start_application(applicationId=name)
    [found] = findings(account, running_applications)
    assert (found.mark, found.text) == ("problem", "the application is STARTED")
    assert found.command == f"aws emr-serverless stop-application --application-id {name}"


def test_an_application_that_is_gone_blocks_nothing(account: Account, monkeypatch: pytest.MonkeyPatch) -> None:
    of_stack(monkeypatch, running_applications, Application="00gone")
    assert said(account, running_applications) == []
