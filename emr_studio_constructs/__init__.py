"""Amazon EMR Studio for the AWS CDK: one construct for a whole Studio, in both sign-in modes."""

from .access import SourceIdentity, StudioTag
from .auth import Auth, IamAuth, IdentityCenterAuth, RelayState, UserAssignment
from .compute import (
    Architecture,
    ClusterRoles,
    ClusterTemplates,
    EksEndpoint,
    EmrOnEc2,
    EmrOnEksEndpoint,
    EmrServerlessApp,
    ServerlessApplication,
    SparkClusterTemplate,
)
from .encryption import Encryption
from .federation import SamlFederationRole
from .git import GitAccess, GitSecrets, PrivateGitServer
from .interfaces import Attachment, Compute, IEmrStudio
from .mappings import SessionMapping
from .monitoring import NewTrail, StudioAlarm, StudioEvent, StudioMetric, StudioMonitoring
from .nag import acknowledge_known_findings
from .old_notebooks import NotebookStorageClass, OldNotebooks
from .policies.capabilities import Capability
from .policies.row import Allow, Condition
from .policies.tiers import CustomTier, Tier
from .studio import EmrStudio
from .vpc import NewVpc

__all__ = [
    "Allow",
    "Architecture",
    "Attachment",
    "Auth",
    "Capability",
    "ClusterRoles",
    "ClusterTemplates",
    "Compute",
    "Condition",
    "CustomTier",
    "EksEndpoint",
    "EmrOnEc2",
    "EmrOnEksEndpoint",
    "EmrServerlessApp",
    "EmrStudio",
    "Encryption",
    "GitAccess",
    "GitSecrets",
    "IEmrStudio",
    "IamAuth",
    "IdentityCenterAuth",
    "NewTrail",
    "NewVpc",
    "NotebookStorageClass",
    "OldNotebooks",
    "PrivateGitServer",
    "RelayState",
    "SamlFederationRole",
    "ServerlessApplication",
    "SessionMapping",
    "SourceIdentity",
    "SparkClusterTemplate",
    "StudioAlarm",
    "StudioEvent",
    "StudioMetric",
    "StudioMonitoring",
    "StudioTag",
    "Tier",
    "UserAssignment",
    "acknowledge_known_findings",
]
