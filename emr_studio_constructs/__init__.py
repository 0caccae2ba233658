"""Amazon EMR Studio for the AWS CDK: one construct for a whole Studio, in both sign-in modes."""

from .access import SourceIdentity, StudioTag
from .auth import Auth, IamAuth, IdentityCenterAuth, RelayState, UserAssignment
from .compute import EmrOnEc2
from .encryption import Encryption
from .federation import SamlFederationRole
from .git import GitAccess, GitSecrets
from .interfaces import Compute, IEmrStudio
from .mappings import SessionMapping
from .nag import acknowledge_known_findings
from .policies.capabilities import Capability
from .policies.row import Allow, Condition
from .policies.tiers import CustomTier, Tier
from .studio import EmrStudio
from .vpc import NewVpc

__all__ = [
    "Allow",
    "Auth",
    "Capability",
    "Compute",
    "Condition",
    "CustomTier",
    "EmrOnEc2",
    "EmrStudio",
    "Encryption",
    "GitAccess",
    "GitSecrets",
    "IEmrStudio",
    "IamAuth",
    "IdentityCenterAuth",
    "NewVpc",
    "RelayState",
    "SamlFederationRole",
    "SessionMapping",
    "SourceIdentity",
    "StudioTag",
    "Tier",
    "UserAssignment",
    "acknowledge_known_findings",
]
