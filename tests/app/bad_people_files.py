"""People files with mistakes, beside a config, and the lines that are to be said about both."""

from dataclasses import dataclass

CONFIG = """
studios:
  Analytics:
    auth: {mode: IDENTITY_CENTER}
    custom_tiers:
      reader: {capabilities: [WORKSPACES]}
    people_file: people/analytics.yaml
"""
IAM = """
studios:
  Analytics:
    people_file: people/analytics.yaml
"""
TWO_STUDIOS = """
studios:
  Analytics:
    auth: {mode: IDENTITY_CENTER}
    people_file: people/analytics.yaml
  Research:
    auth: {mode: IDENTITY_CENTER}
    region: eu-west-1
    people_file: people/analytics.yaml
"""


@dataclass(frozen=True, kw_only=True)
class BadPeople:
    """A people file with mistakes; the lines begin with the names of the files."""

    name: str
    config: str = CONFIG
    text: str
    lines: tuple[str, ...]


BAD_PEOPLE_FILES = (
    BadPeople(
        name="an empty file",
        text="# nobody\n",
        lines=("people/analytics.yaml:1: the file is empty: it wants users or groups",),
    ),
    BadPeople(
        name="text that is no YAML",
        text="users:\n  alice: [\n",
        lines=(
            "people/analytics.yaml:3: while parsing a flow node, expected the node content, but found '<stream end>'",
        ),
    ),
    BadPeople(
        name="someone twice",
        text="users:\n  alice: BASIC\n  alice: ADVANCED\n",
        lines=("people/analytics.yaml:3: the key 'alice' is already on line 2: remove one of them",),
    ),
    BadPeople(
        name="neither users nor groups",
        text="{}\n",
        lines=("people/analytics.yaml:1: wants users or groups, got none",),
    ),
    BadPeople(
        name="a list of people",
        text="- alice\n",
        lines=("people/analytics.yaml:1: wants keys and values, got a list",),
    ),
    BadPeople(
        name="a whole config",
        text="studios: {}\n",
        lines=("people/analytics.yaml:1: studios: unknown key: known are users, groups",),
    ),
    BadPeople(
        name="a misspelt key",
        text="groups: {}\nuser:\n  alice: BASIC\n",
        lines=("people/analytics.yaml:2: user: unknown key, did you mean 'users'?",),
    ),
    BadPeople(
        name="a misspelt key of someone",
        text="users:\n  alice:\n    tier: BASIC\n    identity: 4e5f6071-8293-a4b5-c6d7-e8f90a1b2c3d\n",
        lines=(
            (
                "people/analytics.yaml:2: users.alice.identity_id: missing, for example "
                "'906a1b2c3d-4e5f6071-8293-a4b5-c6d7-e8f90a1b2c3d'"
            ),
            "people/analytics.yaml:4: users.alice.identity: unknown key, did you mean 'identity_id'?",
        ),
    ),
    BadPeople(
        name="a misspelt tier",
        text="users:\n  alice@example.com: BASIC\n  bob@example.com: raeder\n",
        lines=("people/analytics.yaml:3: users.bob@example.com: 'raeder' is no tier, did you mean 'reader'?",),
    ),
    BadPeople(
        name="a misspelt tier of someone by id",
        text="groups:\n  a:\n    identity_id: 4e5f6071-8293-a4b5-c6d7-e8f90a1b2c3d\n    tier: basic\n",
        lines=("people/analytics.yaml:4: groups.a.tier: 'basic' is no tier, did you mean 'BASIC'?",),
    ),
    BadPeople(
        name="one id for two",
        text="""users:
  alice: {identity_id: 4e5f6071-8293-a4b5-c6d7-e8f90a1b2c3d, tier: BASIC}
  bob: {identity_id: 4e5f6071-8293-a4b5-c6d7-e8f90a1b2c3d, tier: BASIC}
""",
        lines=(
            (
                "people/analytics.yaml:3: users.bob.identity_id: 4e5f6071-8293-a4b5-c6d7-e8f90a1b2c3d is the id of "
                "alice already: keep one of the two"
            ),
        ),
    ),
    BadPeople(
        name="more people than the quota allows, whoever maps them",
        config=CONFIG.replace("IDENTITY_CENTER", "IDENTITY_CENTER, mapped_by: CLI, group_quota: 1"),
        text="groups:\n  analysts: BASIC\n  sales: BASIC\n",
        lines=(
            (
                "people/analytics.yaml:3: groups.sales: groups must number at most 1 in one Studio, got 'sales' as one "
                "more: map groups instead, or raise auth.group_quota if AWS has raised yours"
            ),
        ),
    ),
    BadPeople(
        name="a people file of an IAM Studio",
        config=IAM,
        text="users:\n  alice: BASIC\n",
        lines=(
            (
                "file.yaml:4: studios.Analytics.people_file: only with auth.mode IDENTITY_CENTER; with IAM, list "
                "people under access"
            ),
        ),
    ),
    BadPeople(
        name="mistakes in both files, one of them for two Studios",
        config=TWO_STUDIOS,
        text="users:\n  alice: reader\n",
        lines=(
            "file.yaml:8: studios.Research.region: goes with account: add account, or remove region",
            "people/analytics.yaml:2: users.alice: 'reader' is no tier: known are BASIC, INTERMEDIATE, ADVANCED",
        ),
    ),
)
