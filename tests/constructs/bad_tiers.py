"""Mistakes in what people may do, and with which compute."""

from aws_cdk import Stack
from bad_inputs import Make, bad, sso
from conftest import Argument

from emr_studio_constructs import (
    Allow,
    Capability,
    CustomTier,
    EmrOnEc2,
    EmrStudio,
    Tier,
)


def custom(name: str = "Own", **arguments: Argument) -> CustomTier:
    return CustomTier(name=name, **{"capabilities": [Capability.GIT], **arguments})


def named(name: str) -> Make:
    return lambda _: custom(name)


def row(sid: str, action: str = "s3:ListAllMyBuckets") -> Allow:
    return Allow(sid=sid, actions=(action,), on=("arn:<partition>:s3:::bucket",))


def two_tiers_of_one_name(stack: Stack) -> None:
    studio = sso(stack)
    studio.add_user("alice", tier=custom())
    studio.add_user("bob", tier=custom(capabilities=[Capability.LIST_ROLES]))


def eleven_tiers(stack: Stack) -> None:
    studio = sso(stack)
    for number in range(11):
        studio.add_user(f"user{number}", tier=custom(f"Tier{number}"))


def too_large(stack: Stack) -> None:
    rows = [row(f"Row{number}", f"s3:{'x' * 100}") for number in range(40)]
    sso(stack).add_user("alice", tier=custom(rows=rows))


def too_large_by_compute(stack: Stack) -> None:
    studio = sso(stack)
    studio.add_user("alice", tier=Tier.ADVANCED)
    studio.add_compute(EmrOnEc2(cluster_tags={f"key{number}": "x" * 250 for number in range(25)}))


def propagating(stack: Stack) -> EmrStudio:
    return sso(stack, trusted_identity_propagation=True)


BAD_TIERS = [
    *(
        bad(
            f"{name!r} as the name of a tier",
            named(name),
            "CustomTier name",
            repr(name),
            "must be 1 to 32 letters, digits and hyphens",
        )
        for name in ("", "a.b", "1st", "a b", "x" * 33)
    ),
    bad(
        "the name of a built-in tier",
        lambda _: custom("Basic"),
        "CustomTier name",
        "'Basic'",
        "must not be that of a built-in tier",
        "choose another",
    ),
    bad(
        "a tier that is none",
        lambda s: sso(s).add_user("a", tier="BASICS"),  # type: ignore[arg-type]  # the mistake
        *("tier", "got 'BASICS'", "must be one of BASIC, INTERMEDIATE, ADVANCED"),
    ),
    bad(
        "a tier of a text",
        lambda _: custom(capabilities="GIT"),
        *("CustomTier 'Own'", "must be a list of capabilities", "got 'GIT'", "use brackets"),
    ),
    bad(
        "a text in the place of rows",
        lambda _: CustomTier(name="Own", capabilities=[], rows="x"),  # type: ignore[arg-type]  # the mistake
        *("CustomTier 'Own'", "rows must be a list of Allow(...)", "got 'x'", "use brackets"),
    ),
    bad(
        "a tier that allows nothing",
        lambda _: custom(capabilities=[]),
        *("CustomTier 'Own'", "must have capabilities or rows", "got neither"),
    ),
    bad(
        "a capability that is none",
        lambda _: custom(capabilities=["GITT"]),
        *("CustomTier 'Own'", "must have capabilities among WORKSPACES, ", "GIT, ", "got 'GITT'"),
    ),
    bad("two tiers of one name", two_tiers_of_one_name, "CustomTier", "'Own'", "must differ", "rename one"),
    bad("an eleventh tier", eleven_tiers, "tiers", "'Tier10'", "must number at most 10", "share them"),
    bad(
        "a policy that is too large", too_large, "policy Own", "got ", "at most 6144 non-blank characters", "leave out"
    ),
    bad(
        "a policy that compute makes too large",
        too_large_by_compute,
        "policy ADVANCED",
        "got ",
        "must have at most 6144",
        "cluster_tags",
    ),
    bad(
        "two rows of one sid",
        lambda s: sso(s).add_user("a", tier=custom(rows=[row("One"), row("One", "s3:ListBucket")])),
        "rows",
        "got One",
        "must have a sid of their own",
        "rename one",
    ),
    bad(
        "collaboration with propagation",
        lambda s: propagating(s).add_user("a", tier=custom(capabilities=[Capability.COLLABORATION])),
        "CustomTier 'Own'",
        "COLLABORATION",
        "must not have",
        "trusted_identity_propagation",
    ),
]
