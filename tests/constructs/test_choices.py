"""A choice may be given by its name: the text means what the member means."""

import json

import pytest
from conftest import Argument, new_stack, new_studio, studio_template

from emr_studio_constructs import Capability, Encryption, GitSecrets, IdentityCenterAuth, Tier, UserAssignment

CHOICES: list[tuple[str, str, Argument]] = [
    *(("encryption", member.value, member) for member in Encryption),
    *(("git_secrets", member.value, member) for member in GitSecrets),
]


@pytest.mark.parametrize(("argument", "text", "member"), CHOICES, ids=str)
def test_a_text_is_followed_as_the_member_is(argument: str, text: str, member: Argument) -> None:
    assert type(text) is str
    assert json.dumps(studio_template(**{argument: text})) == json.dumps(studio_template(**{argument: member}))


@pytest.mark.parametrize("argument", ["encryption", "git_secrets"])
def test_choices_differ(argument: str) -> None:
    found = {json.dumps(studio_template(**{argument: text})) for name, text, _ in CHOICES if name == argument}
    assert len(found) == 2


def test_a_text_says_whether_people_must_be_assigned() -> None:
    by_name = IdentityCenterAuth(user_assignment="OPTIONAL")  # type: ignore[arg-type]  # plain text, as from a file
    by_member = IdentityCenterAuth(user_assignment=UserAssignment.OPTIONAL)
    assert studio_template(auth=by_name) == studio_template(auth=by_member)


def test_a_text_names_an_optional_capability() -> None:
    sizes = []
    for capabilities in (["ATHENA"], [Capability.ATHENA], []):
        studio = new_studio(new_stack(), auth=IdentityCenterAuth(), optional_capabilities=capabilities)
        studio.add_user("alice", tier=Tier.ADVANCED)
        sizes.append(studio.tier_policies.sizes["ADVANCED"])
    assert sizes[0] == sizes[1] > sizes[2]
