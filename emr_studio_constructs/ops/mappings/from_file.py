"""What a mappings file declares."""

from emr_studio_constructs.app.document import Document
from emr_studio_constructs.app.load import check
from emr_studio_constructs.mappings import IdentityType

from .from_config import KEYS, identity_of
from .mappings_file import MappingsFile
from .model import Declared
from .target import Access, Target


def target_of_file(name: str, document: Document, access: Access) -> Target:
    """The Studio of a mappings file.

    Raises:
        ConfigError: The file is refused.
    """
    file = check(MappingsFile, document)
    return Target(
        aws=access.connect(region=file.region),
        source=name,
        studio_id=file.studio_id,
        declared=tuple(
            Declared(identity=identity_of(person), session_policy_arn=file.session_policies[person.tier])
            for person in file.people
        ),
        managed=frozenset(kind for kind, key in KEYS.items() if key in file.model_fields_set),
        tiers={arn: tier for tier, arn in file.session_policies.items()},
        quotas={IdentityType.USER: file.user_quota, IdentityType.GROUP: file.group_quota},
        instance_arn=file.instance_arn,
    )
