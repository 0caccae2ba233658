"""Mistakes in the names of people, in source identities and in the tags of Studios."""

from aws_cdk import CfnParameter, Stack
from bad_inputs import Make, bad, sso

from emr_studio_constructs import SourceIdentity, StudioTag, Tier

LENGTH = "must have 1 to 256 characters"
BLANKS = "must be without blanks at its ends and control characters"
KEYS = "must have keys of 1 to 128 characters that do not begin with aws:"


def user(name: str) -> Make:
    return lambda s: sso(s).add_user(name, tier=Tier.BASIC)


def group(name: str) -> Make:
    return lambda s: sso(s).add_group(name, tier=Tier.BASIC)


def identities(*names: str) -> Make:
    return lambda _: SourceIdentity(names)


def tag(key: str, value: str) -> Make:
    return lambda _: StudioTag(key, value)


def tag_known_at_deploy_only(stack: Stack) -> StudioTag:
    return StudioTag(CfnParameter(stack, "Key", type="String").value_as_string, "data")


BAD_NAMES = [
    bad("an empty user name", user(""), "user name", "got 0: ''", LENGTH),
    bad("an empty group name", group(""), "group name", "got 0: ''", LENGTH),
    bad("a long user name", user("x" * 257), "user name", "got 257: 'xxx", LENGTH),
    bad("a long group name", group("x" * 257), "group name", "got 257: 'xxx", LENGTH),
    *(
        bad(f"{name!r} as a user name", user(name), "user name", f"got {name!r}", BLANKS)
        for name in ("  ", " alice", "alice ", "alice\n", "a\tb", "a\x00b")
    ),
    bad("a group name with a blank at its end", group("engineers "), "group name", "got 'engineers '", BLANKS),
    *(
        bad(f"{names} as source identities", identities(*names), "names", f"got {names}", "must list one or more")
        for names in ([], [""], ["*"], ["alice", ""], ["alice", "*"])
    ),
    bad(
        "source identities that are no list",
        lambda _: SourceIdentity("alice"),
        *("names", "got the text 'alice'", "must be a list of source identities", "put it in brackets"),
    ),
    bad("a tag without a key", tag("", "data"), "StudioTag", "got ''", KEYS),
    bad("a tag with a key of AWS", tag("aws:team", "data"), "StudioTag", "got 'aws:team'", KEYS),
    bad("a tag with a long key", tag("k" * 129, "data"), "StudioTag", "got 'kkk", KEYS),
    bad("a tag without a value", tag("team", ""), "StudioTag", "got '' for 'team'", "must have values of 1 to 256"),
    bad(
        "a tag with a key known at deploy only",
        tag_known_at_deploy_only,
        *("StudioTag", "must have keys that are known at synth", "got a token", "write the key out"),
    ),
]
