import pytest
from rehearsals.given import ALICE, ANALYSTS, BOB, ENGINEERS, Account, a_caller, allow

from emr_studio_constructs.ops.checks.ask import ask
from emr_studio_constructs.ops.checks.identity_center import identity_center, mapped_people, people
from emr_studio_constructs.ops.checks.quotas import people_quota
from emr_studio_constructs.ops.checks.security_groups import security_groups
from emr_studio_constructs.ops.checks.session_policies import session_policies
from emr_studio_constructs.ops.checks.subject_of_studio import subject_of_studio
from ops.checks.asking import findings, reader_of, said
from ops.checks.people import a_studio_with, group, user
from rehearsal.aws import LocalAws

STORE, INSTANCE = "d-0123456789", "arn:aws:sso:::instance/ssoins-0123456789abcdef"
ID = "906fa2c3-5d4e-4f60-8182-93a4b5c6d7e8"
EVERYBODY = (user(ALICE), user(BOB), group(ENGINEERS), group(ANALYSTS))


@pytest.mark.usefixtures("directory")
def test_identity_center_in_the_region_is_good_by_default_and_by_arn(account: Account) -> None:
    answer = [f"good {INSTANCE} IAM Identity Center is enabled"]
    assert said(account, identity_center) == said(account, identity_center, instance_arn=INSTANCE) == answer


@pytest.mark.usefixtures("directory")
def test_another_instance_than_that_of_the_region_is_a_problem(account: Account) -> None:
    other = f"{INSTANCE[:-1]}0"
    assert said(account, identity_center, instance_arn=other) == [
        f"problem {other} is no Identity Center instance in eu-west-1: there is {INSTANCE}"
    ]
    assert said(account, people, instance_arn=other, people=EVERYBODY) == []


def test_a_region_without_identity_center_is_a_problem_once(account: Account) -> None:
    assert said(account, identity_center) == ["problem eu-west-1 IAM Identity Center is not enabled here"]
    assert said(account, people, people=EVERYBODY) == []


def test_identity_center_is_not_asked_about_in_iam_mode(account: Account) -> None:
    assert said(account, identity_center, identity_center=False) == []


@pytest.mark.usefixtures("directory")
def test_people_who_are_all_there_take_one_line(account: Account) -> None:
    assert said(account, people, people=EVERYBODY) == [f"good {STORE} 4 of 4 users and groups are in the directory"]


def test_people_are_found_by_name_or_by_id(account: Account, aws: LocalAws, directory: None) -> None:  # noqa: ARG001  # puts the files back
    aws.set_people({ALICE: []}, [ENGINEERS], ids={f"USER/{ALICE}": ID})
    asked = (user("called something else", ID), user(BOB), user("gone", ID.replace("9", "1")), group(ANALYSTS))
    found = findings(account, people, people=asked)
    assert [f"{each.mark} {each.about} {each.text}" for each in found] == [
        f"problem user {BOB} is not in the directory",
        f"problem user gone, id {ID.replace('9', '1')} is not in the directory",
        f"problem group {ANALYSTS} is not in the directory",
        f"good {STORE} 1 of 4 users and groups are in the directory",
    ]
    assert found[0].fix == f"correct users.{BOB}, or add them in IAM Identity Center"


# --- of a living Studio -----------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("directory")
def test_whoever_left_the_directory_is_a_warning(account: Account, aws: LocalAws) -> None:
    studio, _, _ = a_studio_with(account, *EVERYBODY)
    subject = subject_of_studio(reader_of(account), studio)
    assert [found.mark for found in findings(account, mapped_people, subject)] == ["good"]

    aws.set_people({ALICE: []}, [ENGINEERS, ANALYSTS])
    gone, _ = findings(account, mapped_people, subject)
    assert (gone.mark, gone.about[: len(f"user {BOB}")]) == ("warning", f"user {BOB}")
    assert f"--studio-id {studio} --identity-type USER --identity-id " in gone.command


@pytest.mark.usefixtures("directory")
def test_mappings_and_groups_that_nobody_may_look_at_are_unknown(account: Account) -> None:
    studio, _, _ = a_studio_with(account, user(ALICE))
    read = reader_of(account, a_caller(account, allow("elasticmapreduce:DescribeStudio")))
    found = ask([security_groups, mapped_people], read, subject_of_studio(read, studio))
    assert [(each.check, each.mark, each.fix) for each in found] == [
        ("security-groups", "unknown", "allow ec2:DescribeSecurityGroups, and ask again"),
        ("mapped-people", "unknown", "allow elasticmapreduce:ListStudioSessionMappings, and ask again"),
    ]


@pytest.mark.usefixtures("directory")
def test_a_session_policy_is_attached_to_the_user_role_and_exists(account: Account) -> None:
    studio, role, policy = a_studio_with(account, user(ALICE), group(ENGINEERS))
    iam, name = account.client("iam"), role.rpartition("/")[2]
    subject = subject_of_studio(reader_of(account), studio)
    who = "2 users and groups are mapped to it"
    assert said(account, session_policies, subject) == [f"good {policy} is attached to the user role, and {who}"]

    iam.detach_role_policy(RoleName=name, PolicyArn=policy)
    [found] = findings(account, session_policies, subject)
    assert (found.mark, found.text) == ("problem", f"is not attached to the user role, and {who}")
    assert found.command == f"aws iam attach-role-policy --role-name {name} --policy-arn {policy}"

    iam.delete_policy(PolicyArn=policy)
    assert said(account, session_policies, subject) == [f"problem {policy} does not exist, and {who}"]


# --- quotas -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("users", "groups", "marks"),
    [
        (89, 4, ["good", "good"]),
        (90, 5, ["warning", "warning"]),
        (101, 6, ["problem", "problem"]),
        (0, 1, ["good", "good"]),
    ],
)
def test_people_are_counted_against_the_quotas(account: Account, users: int, groups: int, marks: list[str]) -> None:
    asked = (*(user(f"user-{number}") for number in range(users)), *(group(f"group-{n}") for n in range(groups)))
    found = findings(account, people_quota, people=asked)
    assert [each.mark for each in found] == marks
    assert [each.text for each in found] == [f"are {users} of 100", f"are {groups} of 5"]


def test_a_living_studio_has_as_many_people_as_aws_granted(account: Account) -> None:
    asked = tuple(group(f"group-{number}") for number in range(6))
    users, groups = findings(account, people_quota, people=asked, studio_id="es-1")
    assert (users.mark, groups.mark) == ("good", "warning")
    assert groups.fix.startswith("map fewer, larger groups")


def test_quotas_of_the_config_count(account: Account) -> None:
    asked = tuple(group(f"group-{number}") for number in range(6))
    assert [found.mark for found in findings(account, people_quota, people=asked, group_quota=10)] == ["good", "good"]
    assert said(account, people_quota) == []
