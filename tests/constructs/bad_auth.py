"""Mistakes in how people sign in."""

from bad_inputs import Make, bad, studio

from emr_studio_constructs import (
    IamAuth,
    IdentityCenterAuth,
)

URL, RELAY = "https://idp.example.com", "RelayState"


def with_url(url: str) -> Make:
    return lambda _: IamAuth(idp_auth_url=url, idp_relay_state_parameter_name=RELAY)


BAD_AUTH = [
    bad(
        "a URL alone",
        lambda _: IamAuth(idp_auth_url=URL),
        "idp_auth_url",
        "needs idp_relay_state_parameter_name",
        "pass both",
    ),
    bad(
        "a RelayState alone",
        lambda _: IamAuth(idp_relay_state_parameter_name=RELAY),
        "idp_relay_state_parameter_name",
        "needs idp_auth_url",
        "pass both",
    ),
    *(
        bad(
            f"{what} as the URL",
            with_url(url),
            *("idp_auth_url", "got ", rule),
        )
        for what, url, rule in (
            ("an http address", "http://idp.example.com", "must be an address that starts with https://"),
            ("an address with a blank", "https://idp example.com", "must be an address that starts with https://"),
            ("a long address", URL + "/x" * 2048, "must have 0 to 4096 characters"),
        )
    ),
    bad(
        "an empty RelayState",
        lambda _: IamAuth(idp_auth_url=URL, idp_relay_state_parameter_name=""),
        "idp_relay_state_parameter_name",
        "got 0",
        "must have 1 to 256",
    ),
    bad(
        "a long RelayState",
        lambda _: IamAuth(idp_auth_url=URL, idp_relay_state_parameter_name="x" * 257),
        "idp_relay_state_parameter_name",
        "got 257",
        "must have 1 to 256",
    ),
    bad(
        "an instance that is none",
        lambda _: IdentityCenterAuth(instance_arn="ssoins-1"),
        "instance_arn",
        "'ssoins-1'",
        "must be the ARN of an Identity Center instance",
        "like arn:aws:sso:::",
    ),
    bad(
        "an assignment that is none",
        lambda _: IdentityCenterAuth(user_assignment="MAYBE"),  # type: ignore[arg-type]  # the mistake
        *("user_assignment", "got 'MAYBE'", "must be one of REQUIRED, OPTIONAL"),
    ),
    *(
        bad(f"{name} as the way to sign in", studio(auth=auth), "auth must be IamAuth(...) or IdentityCenterAuth", got)
        for name, auth, got in (
            ("a class", IamAuth, "IamAuth'>"),
            ("another class", IdentityCenterAuth, "IdentityCenterAuth'>"),
            ("a text", "IAM", "got 'IAM'"),
        )
    ),
    bad(
        "a user quota below 0", lambda _: IdentityCenterAuth(user_quota=-1), "user_quota", "got -1", "must be 0 or more"
    ),
    bad(
        "a group quota below 0",
        lambda _: IdentityCenterAuth(group_quota=-1),
        "group_quota",
        "got -1",
        "must be 0 or more",
    ),
]
