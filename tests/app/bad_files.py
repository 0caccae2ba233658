"""Config files with mistakes, and the lines that are to be said about them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Bad:
    """A config file with mistakes."""

    name: str
    text: str
    lines: tuple[str, ...]

    def __init__(self, name: str, text: str, *lines: str) -> None:
        """Takes the lines as they come, each from the line number on."""
        object.__setattr__(self, "name", name)
        object.__setattr__(self, "text", text.removeprefix("\n"))
        object.__setattr__(self, "lines", lines)


BAD_FILES = (
    Bad(
        "an empty file",
        "",
        ":1: the file is empty: it wants studios",
    ),
    Bad(
        "a file of comments alone",
        "# nothing\n",
        ":1: the file is empty: it wants studios",
    ),
    Bad(
        "text that is no YAML",
        "studios: [\n",
        ":2: while parsing a flow node, expected the node content, but found '<stream end>'",
    ),
    Bad(
        "a tab",
        """
studios:
	A: {}
""",
        ":2: while scanning for the next token, found character '\\t' that cannot start any token",
    ),
    Bad(
        "two documents",
        """
studios: {A: {}}
---
studios: {B: {}}
""",
        ":2: expected a single document in the stream, but found another document",
    ),
    Bad(
        "a tag that would run code",
        "studios: !!python/object:os.system {}\n",
        ":1: could not determine a constructor for the tag 'tag:yaml.org,2002:python/object:os.system'",
    ),
    Bad(
        "an alias of nothing",
        "studios: *all\n",
        ":1: found undefined alias 'all'",
    ),
    Bad(
        "an anchor that holds itself",
        """
studios: &a
  Analytics: *a
""",
        ":1: an anchor must not hold itself",
    ),
    Bad(
        "a key that is there twice",
        """
studios:
  Analytics:
    region: eu-west-1
    region: us-east-1
""",
        ":4: the key 'region' is already on line 3: remove one of them",
    ),
    Bad(
        "a Studio that is there twice",
        """
studios:
  A: {}
  A: {}
""",
        ":3: the key 'A' is already on line 2: remove one of them",
    ),
    Bad(
        "a key that YAML takes for a truth value",
        """
studios:
  Analytics:
    users:
      no: BASIC
""",
        ":4: a key must be text: put it in quotes",
    ),
    Bad(
        "a list in place of keys",
        "- a\n",
        ":1: wants keys and values, got a list",
    ),
    Bad(
        "no studios",
        "nag: true\n",
        ":1: studios: missing",
    ),
    Bad(
        "not one Studio",
        "studios: {}\n",
        ":1: studios: wants 1 or more, got 0",
    ),
    Bad(
        "a Studio with nothing in it",
        """
studios:
  Analytics:
""",
        ":2: nothing is given here: give a value, or remove the key",
    ),
    Bad(
        "a list of Studios",
        """
studios:
  - name: A
""",
        ":1: studios: wants keys and values, got a list",
    ),
    Bad(
        "a stack id with a blank",
        """
studios:
  my studio: {}
""",
        ":2: studios.my studio: 'my studio' does not look right, for example 'Analytics'",
    ),
    Bad(
        "a misspelt key",
        """
studios:
  Analytics:
    netwrok: {}
""",
        ":3: studios.Analytics.netwrok: unknown key, did you mean 'network'?",
    ),
    Bad(
        "a key in the wrong case",
        """
studios:
  Analytics:
    Region: eu-west-1
""",
        ":3: studios.Analytics.Region: unknown key, did you mean 'region'?",
    ),
    Bad(
        "an unknown key like no other",
        """
studios:
  Analytics:
    xyzzy: 1
""",
        (
            ":3: studios.Analytics.xyzzy: unknown key: known are account, region, stack_name, "
            "termination_protection, tags, studio_name, description, auth, network, git_secrets, storage, "
            "roles, compute, optional_capabilities, custom_tiers, users, groups, people_file, access, monitoring, "
            "acknowledgements"
        ),
    ),
    Bad(
        "a misspelt key far down",
        """
studios:
  Analytics:
    network:
      vpc:
        source: NEW
        nat_gateway: 1
""",
        ":6: studios.Analytics.network.vpc.nat_gateway: unknown key, did you mean 'nat_gateways'?",
    ),
    Bad(
        "an account without quotes",
        """
studios:
  Analytics:
    account: 111122223333
    region: eu-west-1
""",
        ":3: studios.Analytics.account: wants text in quotes, got 111122223333",
    ),
    Bad(
        "an account that is too short",
        """
studios:
  Analytics:
    account: '1234'
    region: eu-west-1
""",
        ":3: studios.Analytics.account: '1234' does not look right, for example '111122223333'",
    ),
    Bad(
        "a Region without account",
        """
studios:
  Analytics:
    region: eu-west-1
""",
        ":3: studios.Analytics.region: goes with account: add account, or remove region",
    ),
    Bad(
        "text in place of a truth value",
        """
studios:
  Analytics:
    termination_protection: 'yes'
""",
        ":3: studios.Analytics.termination_protection: wants true or false, got 'yes'",
    ),
    Bad(
        "text in place of a number",
        """
studios:
  Analytics:
    auth:
      mode: IDENTITY_CENTER
      user_quota: many
""",
        ":5: studios.Analytics.auth.user_quota: wants a whole number, got 'many'",
    ),
    Bad(
        "a number that is too low",
        """
studios:
  Analytics:
    network:
      vpc:
        source: NEW
        nat_gateways: -1
""",
        ":6: studios.Analytics.network.vpc.nat_gateways: -1 is too low, 0 is the lowest",
    ),
    Bad(
        "a number that is too high",
        """
studios:
  Analytics:
    network:
      vpc: {source: NEW, max_azs: 9}
""",
        ":4: studios.Analytics.network.vpc.max_azs: 9 is too high, 5 is the highest",
    ),
    Bad(
        "a word in place of keys",
        """
studios:
  Analytics:
    auth: IAM
""",
        ":3: studios.Analytics.auth: wants keys and values, got 'IAM'",
    ),
    Bad(
        "no sign-in mode",
        """
studios:
  Analytics:
    auth:
      instance_arn: x
""",
        ":3: studios.Analytics.auth.mode: missing: known are IAM, IDENTITY_CENTER",
    ),
    Bad(
        "a misspelt sign-in mode",
        """
studios:
  Analytics:
    auth:
      mode: IDENTITY_CENTRE
""",
        ":4: studios.Analytics.auth.mode: 'IDENTITY_CENTRE' is not known, did you mean 'IDENTITY_CENTER'?",
    ),
    Bad(
        "the sign-in mode's name in the API",
        """
studios:
  Analytics:
    auth:
      mode: SSO
""",
        ":4: studios.Analytics.auth.mode: 'SSO' is not known: known are IAM, IDENTITY_CENTER",
    ),
    Bad(
        "a misspelt choice",
        """
studios:
  Analytics:
    git_secrets: Users
""",
        ":3: studios.Analytics.git_secrets: 'Users' is not known, did you mean 'USER'?",
    ),
    Bad(
        "a number in place of a choice",
        """
studios:
  Analytics:
    git_secrets: 5
""",
        ":3: studios.Analytics.git_secrets: 5 is not known: known are SERVICE_ROLE, USER",
    ),
    Bad(
        "a choice in the wrong case",
        """
studios:
  Analytics:
    storage:
      source: NEW
      removal_policy: destroy
""",
        ":5: studios.Analytics.storage.removal_policy: 'destroy' is not known, did you mean 'DESTROY'?",
    ),
    Bad(
        "a storage class that takes a restore",
        """
studios:
  Analytics:
    storage:
      source: NEW
      old_notebooks: {storage_class: GLACIER, after_days: 90}
""",
        (
            ":5: studios.Analytics.storage.old_notebooks.storage_class: 'GLACIER' is not known: known are "
            "INTELLIGENT_TIERING, INFREQUENT_ACCESS, GLACIER_INSTANT_RETRIEVAL"
        ),
    ),
    Bad(
        "notebooks that move too early",
        """
studios:
  Analytics:
    storage:
      source: NEW
      old_notebooks:
        storage_class: INFREQUENT_ACCESS
        after_days: 29
""",
        (":7: studios.Analytics.storage.old_notebooks.after_days: must be 30 or more for INFREQUENT_ACCESS, got 29"),
    ),
    Bad(
        "an option of the other sign-in mode",
        """
studios:
  Analytics:
    auth:
      mode: IAM
      user_assignment: REQUIRED
""",
        (
            ":5: studios.Analytics.auth.user_assignment: unknown key: known are mode, idp_auth_url, "
            "idp_relay_state_parameter_name"
        ),
    ),
    Bad(
        "an unknown Git access",
        """
studios:
  Analytics:
    network:
      git: github
""",
        ":4: studios.Analytics.network.git: 'github' is not known: known are INTERNET, NONE",
    ),
    Bad(
        "a Git server given twice over",
        """
studios:
  Analytics:
    network:
      git:
        - cidr: 10.0.0.0/8
          prefix_list_id: pl-0a1b2c3d4e5f60718
""",
        (
            ":5: studios.Analytics.network.git[0]: wants exactly one of cidr, prefix_list_id, "
            "security_group_id, got cidr and prefix_list_id"
        ),
    ),
    Bad(
        "a misspelt key of a Git server",
        """
studios:
  Analytics:
    network:
      git:
        - cdir: 10.0.0.0/8
""",
        ":5: studios.Analytics.network.git[0].cdir: unknown key, did you mean 'cidr'?",
    ),
    Bad(
        "no Git server",
        """
studios:
  Analytics:
    network:
      git: []
""",
        ":4: studios.Analytics.network.git: wants 1 or more, got 0",
    ),
    Bad(
        "a Git server that is not in a list",
        """
studios:
  Analytics:
    network:
      git: {cidr: 10.0.0.0/8}
""",
        ":4: studios.Analytics.network.git: keys and values is not known: known are INTERNET, NONE",
    ),
    Bad(
        "an id that is none",
        """
studios:
  Analytics:
    network:
      vpc:
        source: ATTRIBUTES
        vpc_id: vpc-123
        availability_zones: [eu-west-1a]
        private_subnet_ids: [subnet-0a1b2c3d4e5f60718]
""",
        (
            ":6: studios.Analytics.network.vpc.vpc_id: 'vpc-123' does not look right, for example "
            "'vpc-0a1b2c3d4e5f60718'"
        ),
    ),
    Bad(
        "a look-up of nothing",
        """
studios:
  Analytics:
    network:
      vpc:
        source: LOOKUP
""",
        ":4: studios.Analytics.network.vpc.vpc_id: missing, for example 'vpc-0a1b2c3d4e5f60718'",
    ),
    Bad(
        "a look-up without account",
        """
studios:
  Analytics:
    network:
      vpc:
        source: LOOKUP
        vpc_id: vpc-0a1b2c3d4e5f60718
""",
        (":4: studios.Analytics.network.vpc: a VPC can be looked up only where account and region are given: add them"),
    ),
    Bad(
        "subnets chosen in two ways",
        """
studios:
  Analytics:
    network:
      subnets:
        type: PRIVATE_ISOLATED
        group_name: x
""",
        (":4: studios.Analytics.network.subnets: wants exactly one of ids, type, group_name, got type and group_name"),
    ),
    Bad(
        "subnet ids of a new VPC",
        """
studios:
  Analytics:
    network:
      subnets:
        ids: [subnet-0a1b2c3d4e5f60718]
""",
        ":5: studios.Analytics.network.subnets.ids: a new VPC's subnets have no ids yet: use type",
    ),
    Bad(
        "one security group of two",
        """
studios:
  Analytics:
    network:
      security_groups:
        workspace: sg-0a1b2c3d4e5f60718
""",
        ":4: studios.Analytics.network.security_groups.engine: missing, for example 'sg-0a1b2c3d4e5f60718'",
    ),
    Bad(
        "Git rules for a given security group",
        """
studios:
  Analytics:
    network:
      security_groups:
        workspace: sg-0a1b2c3d4e5f60718
        engine: sg-08172635445362718
      git: NONE
""",
        ":7: studios.Analytics.network.git: goes without security_groups, whose rules are yours: remove one",
    ),
    Bad(
        "a lifecycle for an existing bucket",
        """
studios:
  Analytics:
    storage:
      source: EXISTING
      bucket_name: example
      prefix: ''
      noncurrent_version_expiration_days: 3
""",
        (
            ":7: studios.Analytics.storage.noncurrent_version_expiration_days: unknown key: known are "
            "source, bucket_name, prefix, encryption_key_arn"
        ),
    ),
    Bad(
        "one kind of cluster role",
        """
studios:
  Analytics:
    compute:
      - kind: EMR_ON_EC2
        instance_role_arns: ['arn:aws:iam::111122223333:role/x']
""",
        ":4: studios.Analytics.compute[0]: a new cluster needs both kinds of role: add cluster_service_role_arns",
    ),
    Bad(
        "an unknown kind of compute",
        """
studios:
  Analytics:
    compute:
      - kind: EMR_ON_EC
""",
        ":4: studios.Analytics.compute[0].kind: 'EMR_ON_EC' is not known, did you mean 'EMR_ON_EC2'?",
    ),
    Bad(
        "users of an IAM Studio",
        """
studios:
  Analytics:
    users:
      alice: BASIC
""",
        ":3: studios.Analytics.users: only with auth.mode IDENTITY_CENTER; with IAM, list people under access",
    ),
    Bad(
        "IAM access to an Identity Center Studio",
        """
studios:
  Analytics:
    auth: {mode: IDENTITY_CENTER}
    access:
      - role: x
        tier: BASIC
""",
        (
            ":4: studios.Analytics.access: only with auth.mode IAM; with IDENTITY_CENTER, list people under "
            "users and groups"
        ),
    ),
    Bad(
        "a misspelt tier",
        """
studios:
  Analytics:
    access:
      - role: x
        tier: BASICS
""",
        ":5: studios.Analytics.access[0].tier: 'BASICS' is no tier, did you mean 'BASIC'?",
    ),
    Bad(
        "a tier in the wrong case",
        """
studios:
  Analytics:
    access:
      - role: x
        tier: basic
""",
        ":5: studios.Analytics.access[0].tier: 'basic' is no tier, did you mean 'BASIC'?",
    ),
    Bad(
        "a misspelt tier of one's own",
        """
studios:
  Analytics:
    auth: {mode: IDENTITY_CENTER}
    custom_tiers:
      reader: {capabilities: [WORKSPACES]}
    users:
      alice@example.com: raeder
""",
        ":7: studios.Analytics.users.alice@example.com: 'raeder' is no tier, did you mean 'reader'?",
    ),
    Bad(
        "an id that is no identity's",
        """
studios:
  Analytics:
    auth: {mode: IDENTITY_CENTER}
    users:
      alice@example.com:
        identity_id: alice
        tier: BASIC
""",
        (
            ":6: studios.Analytics.users.alice@example.com.identity_id: 'alice' does not look right, for example "
            "'906a1b2c3d-4e5f6071-8293-a4b5-c6d7-e8f90a1b2c3d'"
        ),
    ),
    Bad(
        "someone with keys and without id",
        """
studios:
  Analytics:
    auth: {mode: IDENTITY_CENTER}
    groups:
      analysts: {tier: BASIC}
""",
        (
            ":5: studios.Analytics.groups.analysts.identity_id: missing, for example "
            "'906a1b2c3d-4e5f6071-8293-a4b5-c6d7-e8f90a1b2c3d'"
        ),
    ),
    Bad(
        "someone by id without tier",
        """
studios:
  Analytics:
    auth: {mode: IDENTITY_CENTER}
    users:
      alice@example.com:
        identity_id: 4e5f6071-8293-a4b5-c6d7-e8f90a1b2c3d
""",
        ":5: studios.Analytics.users.alice@example.com.tier: missing",
    ),
    Bad(
        "a misspelt key of someone",
        """
studios:
  Analytics:
    auth: {mode: IDENTITY_CENTER}
    users:
      alice@example.com:
        identityId: 4e5f6071-8293-a4b5-c6d7-e8f90a1b2c3d
        identity_id: 4e5f6071-8293-a4b5-c6d7-e8f90a1b2c3d
        tier: BASIC
""",
        ":6: studios.Analytics.users.alice@example.com.identityId: unknown key, did you mean 'identity_id'?",
    ),
    Bad(
        "a list in place of a tier",
        """
studios:
  Analytics:
    auth: {mode: IDENTITY_CENTER}
    users:
      alice@example.com: [BASIC]
""",
        ":5: studios.Analytics.users.alice@example.com: wants text in quotes, got a list",
    ),
    Bad(
        "a misspelt tier of someone by id",
        """
studios:
  Analytics:
    auth: {mode: IDENTITY_CENTER}
    users:
      alice@example.com:
        identity_id: 4e5f6071-8293-a4b5-c6d7-e8f90a1b2c3d
        tier: BASICS
""",
        ":7: studios.Analytics.users.alice@example.com.tier: 'BASICS' is no tier, did you mean 'BASIC'?",
    ),
    Bad(
        "one id for two",
        """
studios:
  Analytics:
    auth: {mode: IDENTITY_CENTER}
    users:
      alice: {identity_id: 4e5f6071-8293-a4b5-c6d7-e8f90a1b2c3d, tier: BASIC}
      bob:
        tier: BASIC
        identity_id: 4e5f6071-8293-a4b5-c6d7-e8f90a1b2c3d
    groups:
      analysts: {identity_id: 4e5f6071-8293-a4b5-c6d7-e8f90a1b2c3d, tier: BASIC}
""",
        (
            ":8: studios.Analytics.users.bob.identity_id: 4e5f6071-8293-a4b5-c6d7-e8f90a1b2c3d is the id of alice "
            "already: keep one of the two"
        ),
        (
            ":10: studios.Analytics.groups.analysts.identity_id: 4e5f6071-8293-a4b5-c6d7-e8f90a1b2c3d is the id of "
            "alice already: keep one of the two"
        ),
    ),
    Bad(
        "one person by name and by id",
        """
studios:
  Analytics:
    auth: {mode: IDENTITY_CENTER}
    users:
      alice: BASIC
      alice: {identity_id: 4e5f6071-8293-a4b5-c6d7-e8f90a1b2c3d, tier: BASIC}
""",
        ":6: the key 'alice' is already on line 5: remove one of them",
    ),
    Bad(
        "more people than the quotas allow",
        """
studios:
  Analytics:
    auth: {mode: IDENTITY_CENTER, user_quota: 1, group_quota: 0}
    users:
      alice: BASIC
      bob: BASIC
      carol: {identity_id: 4e5f6071-8293-a4b5-c6d7-e8f90a1b2c3d, tier: BASIC}
    groups: {analysts: BASIC}
""",
        (
            ":6: studios.Analytics.users.bob: users must number at most 1 in one Studio, got 'bob' as one more: "
            "map groups instead, or raise auth.user_quota if AWS has raised yours"
        ),
        (
            ":8: studios.Analytics.groups.analysts: groups must number at most 0 in one Studio, got 'analysts' as one "
            "more: map groups instead, or raise auth.group_quota if AWS has raised yours"
        ),
    ),
    Bad(
        "a name with a blank that nobody sees, and none",
        """
studios:
  Analytics:
    auth: {mode: IDENTITY_CENTER}
    users:
      "bob@example.com ": BASIC
      "": BASIC
""",
        (
            ":5: studios.Analytics.users.bob@example.com : 'bob@example.com ' does not look right, "
            "for example 'alice@example.com'"
        ),
        ":6: studios.Analytics.users.: '' does not look right, for example 'alice@example.com'",
    ),
    Bad(
        "an unknown way to map people",
        """
studios:
  Analytics:
    auth:
      mode: IDENTITY_CENTER
      mapped_by: cli
""",
        ":5: studios.Analytics.auth.mapped_by: 'cli' is not known, did you mean 'CLI'?",
    ),
    Bad(
        "mappings in a Studio that has none",
        """
studios:
  Analytics:
    auth:
      mode: IAM
      mapped_by: CLI
""",
        (
            ":5: studios.Analytics.auth.mapped_by: unknown key: known are mode, idp_auth_url, "
            "idp_relay_state_parameter_name"
        ),
    ),
    Bad(
        "people here and in a people file",
        """
studios:
  Analytics:
    auth: {mode: IDENTITY_CENTER}
    people_file: people.yaml
    users:
      alice: BASIC
    groups: {}
""",
        (
            ":5: studios.Analytics.users: goes without people_file, which is for all people of the Studio: "
            "remove one of them"
        ),
        (
            ":7: studios.Analytics.groups: goes without people_file, which is for all people of the Studio: "
            "remove one of them"
        ),
    ),
    Bad(
        "a list of people files",
        """
studios:
  Analytics:
    auth: {mode: IDENTITY_CENTER}
    people_file: [people.yaml]
""",
        ":4: studios.Analytics.people_file: wants text in quotes, got a list",
    ),
    Bad(
        "two grantees at once",
        """
studios:
  Analytics:
    access:
      - role: x
        user: y
""",
        ":4: studios.Analytics.access[0]: wants exactly one of role, user, group, saml_role, got role and user",
    ),
    Bad(
        "access for nobody",
        """
studios:
  Analytics:
    access:
      - tier: BASIC
""",
        ":4: studios.Analytics.access[0]: wants exactly one of role, user, group, saml_role, got none",
    ),
    Bad(
        "a role that is listed twice",
        """
studios:
  Analytics:
    access:
      - role: x
      - role: x
""",
        ":5: studios.Analytics.access[1]: role x is listed twice: keep one entry",
    ),
    Bad(
        "a misspelt capability",
        """
studios:
  Analytics:
    custom_tiers:
      reader:
        capabilities: [WORKSPACE]
""",
        (
            ":5: studios.Analytics.custom_tiers.reader.capabilities[0]: 'WORKSPACE' is not known, did you "
            "mean 'WORKSPACES'?"
        ),
    ),
    Bad(
        "a capability that is not optional",
        """
studios:
  Analytics:
    optional_capabilities: [GIT]
""",
        (
            ":3: studios.Analytics.optional_capabilities[0]: 'GIT' is not known: known are SAGEMAKER, "
            "CODEWHISPERER, ATHENA"
        ),
    ),
    Bad(
        "a tag key that EMR refuses",
        """
studios:
  Analytics:
    tags:
      cost center: x
""",
        ":4: studios.Analytics.tags.cost center: 'cost center' does not look right, for example 'cost-center'",
    ),
    Bad(
        "a tag value that EMR refuses",
        """
studios:
  Analytics:
    tags:
      cost-center: 'a@b'
""",
        ":4: studios.Analytics.tags.cost-center: 'a@b' does not look right, for example 'data-platform'",
    ),
    Bad(
        "a limit without content",
        """
studios:
  Analytics:
    access:
      - role: x
        by: {}
""",
        ":5: studios.Analytics.access[0].by: wants exactly one of tag, source_identity, got none",
    ),
    Bad(
        "a Studio name with a blank",
        """
studios:
  Analytics:
    studio_name: my studio
""",
        ":3: studios.Analytics.studio_name: 'my studio' does not look right, for example 'analytics'",
    ),
    Bad(
        "a description that is too long",
        f"studios:\n  Analytics:\n    description: {300 * 'x'}\n",
        ":3: studios.Analytics.description: wants 256 characters at most, got 300",
    ),
    Bad(
        "two mistakes",
        """
studios:
  Analytics:
    regoin: eu-west-1
    termination_protection: 1
""",
        ":3: studios.Analytics.regoin: unknown key, did you mean 'region'?",
        ":4: studios.Analytics.termination_protection: wants true or false, got 1",
    ),
    Bad(
        "a mistake beside a merged part",
        """
studios:
  A: &a {git_secrets: USER}
  B:
    <<: *a
    git_secrets: OTHER
""",
        ":5: studios.B.git_secrets: 'OTHER' is not known: known are SERVICE_ROLE, USER",
    ),
)
