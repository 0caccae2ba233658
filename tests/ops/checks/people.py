"""People of a Subject, and people that are mapped."""

from rehearsals.given import Account, a_policy, a_role, trust
from rehearsals.given_studios import sso_request

from emr_studio_constructs.app.config.people import Person
from emr_studio_constructs.choices import IdentityType


def user(name: str, identity_id: str | None = None) -> Person:
    return Person(IdentityType.USER, name, identity_id, "BASIC")


def group(name: str, identity_id: str | None = None) -> Person:
    return Person(IdentityType.GROUP, name, identity_id, "BASIC")


def a_studio_with(account: Account, *people: Person) -> tuple[str, str, str]:
    """A Studio to which these are mapped by name: its id, its user role, the policy that all of them have."""
    role, policy = a_role(account, trusting=trust(account)), a_policy(account)
    account.client("iam").attach_role_policy(RoleName=role.rpartition("/")[2], PolicyArn=policy)
    studio = str(account.emr.create_studio(**sso_request(account, UserRole=role))["StudioId"])
    for person in people:
        identity = {"IdentityType": person.identity_type, "IdentityName": person.name}
        account.emr.create_studio_session_mapping(StudioId=studio, SessionPolicyArn=policy, **identity)
    return studio, role, policy
