"""Mistakes in rows of one's own."""

from bad_inputs import Make, bad, sso
from conftest import Argument

from emr_studio_constructs import Allow, Condition, CustomTier

ROW: dict[str, Argument] = {"sid": "Own", "actions": ["s3:GetObject"], "on": ["arn:<partition>:s3:::bucket/*"]}
A_LIST = "must be a list of one or more"
ARNS = "must hold ARNs or '*'"
KNOWN = "must name only <partition>, <region>, <account>, <url-suffix>, <studio>, <service-role>"
TWICE = [Condition("StringEquals", "aws:ResourceAccount", [value]) for value in ("1", "2")]


def row(**arguments: Argument) -> Make:
    return lambda _: Allow(**{**ROW, **arguments})


def condition(values: Argument) -> Make:
    return lambda _: Condition("StringEquals", "aws:ResourceAccount", values)


def of_a_tier(**arguments: Argument) -> Make:
    """Only a Studio knows which names there are."""
    return lambda s: sso(s).add_user(
        "alice", tier=CustomTier(name="Own", capabilities=[], rows=[Allow(**{**ROW, **arguments})])
    )


BAD_ROWS = [
    bad("a sid with a blank", row(sid="a b"), "sid", "got 'a b'", "must be letters and digits"),
    bad("one condition in the place of a list", row(when=TWICE[0]), "when of row Own", "got one", "put it in brackets"),
    bad("a name with a capital", of_a_tier(on=["arn:<Partition>:s3:::b"]), KNOWN, "got <Partition>"),
    bad("an empty sid", row(sid=""), "sid", "got ''", "must be letters and digits"),
    *(
        bad(f"{values!r} as the {argument} of a row", row(**{argument: values}), f"{argument} of row Own", A_LIST, got)
        for argument, values, got in (
            ("on", "*", "'*'"),
            ("on", (), "got ()"),
            ("actions", "s3:GetObject", "'s3:GetObject'"),
            ("actions", (), "got ()"),
        )
    ),
    *(
        bad(f"the action {action}", row(actions=[action]), "actions of row Own", f"got {action}", "like s3:GetObject")
        for action in ("GetObject", "*", "S3:GetObject", "s3:Get Object", "s3:")
    ),
    *(
        bad(f"{name!r} as a resource", row(on=["*", name]), "on of row Own", f"got {name}", ARNS)
        for name in ("bucket", "s3://bucket", "**")
    ),
    bad("a condition without values", condition([]), "values of the condition on aws:ResourceAccount", A_LIST, "[]"),
    bad("a condition of a text", condition("1"), "values of the condition on aws:ResourceAccount", A_LIST, "'1'"),
    bad(
        "two conditions on one key",
        row(when=TWICE),
        *("when of row Own", "must test aws:ResourceAccount once", "put all its values into one condition"),
    ),
    bad("a resource of an unknown name", of_a_tier(on=["arn:<partition>:s3:::<bucket>"]), "got <bucket>", KNOWN),
    bad(
        "a condition of an unknown name",
        of_a_tier(when=[Condition("StringEquals", "aws:ResourceAccount", ["<acount>"])]),
        *("got <acount>", KNOWN),
    ),
]
