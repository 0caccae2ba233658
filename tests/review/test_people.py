import pytest
from samples import SAMPLES, templates_of

from emr_studio_constructs.app.overview import overview_of
from emr_studio_constructs.cfn import SynthesizedStack
from emr_studio_constructs.policies.tiers import Tier
from emr_studio_constructs.review.people import people_of
from emr_studio_constructs.review.person import Person, PersonKind
from emr_studio_constructs.review.studio import studios_of
from review.hand_written import (
    STUDIO,
    Json,
    allow,
    attached,
    identity_center,
    inline,
    mapping,
    policy,
    role,
    studio,
    template,
)
from review.reviewed import studios_in

OPEN = "elasticmapreduce:CreateStudioPresignedUrl"
# Of who is mapped by id, the template has no name.
IDS = {"user carol@example.com": "906a1b2c3d-4e5f6071-8293-a4b5-c6d7-e8f90a1b2c3d"}
WORKING = policy(allow("elasticmapreduce:OpenEditorInConsole"))


def people_in(template_: Json) -> dict[str, Person]:
    (found,) = studios_of([SynthesizedStack(name="Analytics", template=template_)])
    return {person.name: person for person in people_of(found)}


@pytest.mark.parametrize("sample", SAMPLES)
def test_whom_a_sample_lets_in_is_among_the_people_with_their_tier(sample: str) -> None:
    for studio_ in studios_in(sample):
        overview = overview_of(dict(templates_of(sample)[studio_.stack]))
        assert overview
        people = people_of(studio_)
        in_person = {
            person.name: person.tier or "" for person in people if person.kind not in (PersonKind.TIER, "service role")
        }
        # Of somebody mapped by id the template has no name.
        expected = {
            "906a1b2c3d-4e5f6071-8293-a4b5-c6d7-e8f90a1b2c3d"
            if name == "user carol@example.com"
            else last_of(name): tier
            for name, tier in overview.people.items()
        }
        assert in_person == expected
        assert {person.name for person in people if person.kind is PersonKind.TIER} == overview.policy_sizes.keys()


def last_of(name: str) -> str:
    """The name of a grantee, of whom a config may tell the ARN."""
    return name.partition(" ")[2].rpartition("/")[2]


def test_tiers_come_first_in_their_order_and_those_of_ones_own_after_them() -> None:
    research = next(each for each in studios_in("everything") if each.name == "research")
    tiers = [person.name for person in people_of(research) if person.kind is PersonKind.TIER]
    assert tiers == [*Tier, "reader"]
    assert [person.kind for person in people_of(research)][:4] == [PersonKind.TIER] * 4


def test_the_service_role_comes_last() -> None:
    for sample in SAMPLES:
        for each in studios_in(sample):
            assert people_of(each)[-1].kind is PersonKind.SERVICE_ROLE


def test_a_mapped_user_has_the_user_role_within_its_session_policy_and_boundary() -> None:
    limit = attached(policy(allow("s3:*")))
    people = people_in(
        identity_center(
            role(PermissionsBoundary={"Ref": "Limit"}, ManagedPolicyArns=[{"Ref": "Basic"}]),
            Basic=attached(WORKING),
            Limit=limit,
            Anna=mapping("anna@example.com", {"Ref": "Basic"}),
        )
    )
    anna = people["anna@example.com"]
    assert anna.policies.session == anna.policies.identity[0]
    assert anna.policies.session
    assert (anna.policies.session.name, anna.policies.session.document) == ("Basic", WORKING)
    assert anna.policies.boundary
    assert anna.policies.boundary.name == "Limit"
    assert (anna.kind, anna.tier, anna.logical_id, anna.unknown) == (PersonKind.USER, None, "Anna", ())
    assert anna.principal.endswith(":assumed-role/Analytics-UserRole/anna@example.com")
    assert anna.principal_arn.endswith(":role/Analytics-UserRole")
    assert anna.user_id.endswith(":anna@example.com")


def test_people_of_another_studio_are_not_of_this_one() -> None:
    other = mapping("anna@example.com", {"Ref": "Basic"})
    other["Properties"]["StudioId"] = "es-OTHER"
    assert list(people_in(identity_center(role(), Basic=attached(WORKING), Anna=other))) == ["EMR Studio"]


def test_what_is_in_no_template_is_said_and_not_guessed() -> None:
    foreign, session = "arn:aws:iam::aws:policy/AdministratorAccess", "arn:aws:iam::111122223333:policy/basic"
    people = people_in(
        identity_center(
            role(ManagedPolicyArns=[foreign], PermissionsBoundary="arn:aws:iam::111122223333:policy/limit"),
            Anna=mapping("anna", session),
        )
    )
    assert people["anna"].unknown == (
        f"managed policy {foreign} of role Analytics-UserRole is in no template: it may allow more",
        "permissions boundary arn:aws:iam::111122223333:policy/limit is in no template: it may allow less",
        f"session policy {session} is in no template: it is taken to allow everything",
    )
    assert people["anna"].policies.identity == ()


def test_a_user_role_that_no_template_tells_of_is_taken_to_allow_what_session_policies_do() -> None:
    given = identity_center(role(), Basic=attached(WORKING), Anna=mapping("anna", {"Ref": "Basic"}))
    given["Resources"]["Studio"] = studio(AuthMode="SSO", UserRole="arn:aws:iam::111122223333:role/people")
    anna = people_in(given)["anna"]
    assert anna.unknown == ("role people is in no template: it is taken to allow everything",)
    assert [each.name for each in anna.policies.identity] == ["policies of role people"]


def test_conditions_on_what_no_template_tells_are_said() -> None:
    asks = inline(policy(allow(OPEN, on=STUDIO, when={"IpAddress": {"aws:SourceIp": "10.0.0.0/8"}})), Users=["bob"])
    bob = people_in(template(Opening=asks))["bob"]
    assert bob.unknown == (
        "user bob is in no template: it may have policies beside those that templates attach",
        "Opening asks for aws:sourceip, which no template tells: requests are taken to come without it",
    )


def test_whoever_may_open_the_studio_in_some_context_is_among_its_people() -> None:
    tagged = {"StringEquals": {"elasticmapreduce:ResourceTag/team": "data"}}
    every = "arn:aws:elasticmapreduce:*:*:studio/*"
    people = people_in(
        template(
            Named=inline(policy(allow(OPEN, on=STUDIO)), Roles=["named"]),
            Tagged=inline(policy(allow(OPEN, on=every, when=tagged)), Groups=["tagged"]),
            Everything=inline(policy(allow("*")), Users=["everything"]),
            Another=inline(policy(allow(OPEN, on=f"{every}-another")), Roles=["another"]),
            Denied=inline(policy({**allow(OPEN), "Effect": "Deny"}), Roles=["denied"]),
        )
    )
    kinds = {name: person.kind for name, person in people.items()}
    assert kinds == {
        "named": PersonKind.ROLE,
        "tagged": PersonKind.GROUP,
        "everything": PersonKind.USER,
        "EMR Studio": PersonKind.SERVICE_ROLE,
    }


def test_whoever_works_in_workspaces_by_the_studios_own_template_is_among_its_people() -> None:
    people = people_in(template(Working=attached(WORKING, Roles=["worker"]), Apart=attached(policy(allow("s3:*")))))
    assert list(people) == ["worker", "EMR Studio"]


def test_a_user_has_the_policies_of_their_groups_too() -> None:
    people = people_in(
        template(
            Anna={"Type": "AWS::IAM::User", "Properties": {"UserName": "anna", "Groups": [{"Ref": "Team"}]}},
            Team={"Type": "AWS::IAM::Group", "Properties": {"GroupName": "team"}},
            Bob={"Type": "AWS::IAM::User", "Properties": {"UserName": "bob"}},
            Added={
                "Type": "AWS::IAM::UserToGroupAddition",
                "Properties": {"GroupName": {"Ref": "Team"}, "Users": [{"Ref": "Bob"}]},
            },
            OfTeam={
                "Type": "AWS::IAM::GroupPolicy",
                "Properties": {"GroupName": {"Ref": "Team"}, "PolicyName": "p", "PolicyDocument": WORKING},
            },
        )
    )
    held = {name: [each.name for each in person.policies.identity] for name, person in people.items()}
    assert held == {"anna": ["OfTeam"], "bob": ["OfTeam"], "team": ["OfTeam"], "EMR Studio": []}


def tier(name: str, service_role: object, **to: object) -> Json:
    """The policy of a tier of the library."""
    document = policy(allow("iam:PassRole", on=service_role), allow(OPEN))
    return attached(document, Description=f"What people with tier {name} may do in an EMR Studio", **to)


def test_somebody_with_two_tiers_is_said_to_have_both() -> None:
    tiers = {name: tier(name, {"Fn::GetAtt": ["ServiceRole", "Arn"]}, Roles=["both"]) for name in ("ADVANCED", "BASIC")}
    assert people_in(template(**tiers))["both"].tier == "BASIC, ADVANCED"


def test_the_tiers_of_another_studio_and_policies_that_are_no_tiers_are_none_of_this_one() -> None:
    other = tier("BASIC", "arn:aws:iam::111122223333:role/service-of-another", Roles=["someone"])
    undescribed = tier("BASIC", {"Fn::GetAtt": ["ServiceRole", "Arn"]}, Roles=["else"])
    undescribed["Properties"]["Description"] = "Tier BASIC"
    people = people_in(template(Other=other, Undescribed=undescribed))
    assert {name: person.tier for name, person in people.items()} == {"someone": None, "else": None, "EMR Studio": None}
