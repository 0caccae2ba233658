"""What a Studio is refused for.

Each public function but the `check`s is one rule. Its docstring says where the rule is from: `Source:` is AWS's own
word, `Our reading:` is what we take it to mean, which nobody has held against AWS.
"""

from typing import Any

from . import identities, network, network_interfaces, quotas, roles, sign_in, storage

Json = dict[str, Any]


def check_new_studio(studio: Json, *, others: int) -> None:
    """Refuses a CreateStudio, in the order in which a caller would mend things; `others` is how many there are."""
    sign_in.check(studio)
    network.check(studio)
    roles.check(studio)
    storage.check(studio)
    quotas.within_the_quota_of_studios(others)


def check_changed_studio(studio: Json, changes: Json) -> None:
    """Refuses an UpdateStudio; what stays as it is, is not looked at again."""
    after = {**studio, **changes}
    if "SubnetIds" in changes:
        network.check_subnets(after)
        network.no_subnet_goes(studio, after)
    if changes.keys() & {"DefaultS3Location", "EncryptionKeyArn"}:
        storage.check(after)


def check_mapped_studio(studio: Json) -> None:
    """Refuses a CreateStudioSessionMapping for its Studio."""
    sign_in.mappings_in_sso_mode_only(studio)


def check_started_workspace(studio: Json) -> None:
    """Refuses a StartEditor of a Workspace of this Studio."""
    network_interfaces.role_makes_interfaces(studio)


def check_session_policy(request: Json) -> None:
    """Refuses a session policy, of a new mapping or of one that changes."""
    identities.session_policy_is_customer_managed(request)
    identities.session_policy_exists(request)


def check_number_of_mappings(kind: str, others: list[Json]) -> None:
    """Refuses a CreateStudioSessionMapping beyond what a Studio takes."""
    quotas.within_the_quota_of_mappings(kind, others)
