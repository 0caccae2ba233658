"""Amazon EMR Studio for the AWS CDK: one construct for a whole Studio, in both sign-in modes."""

from typing import TYPE_CHECKING

from ._on_demand import on_demand
from .choices import Architecture, Encryption, GitSecrets, NotebookStorageClass, StudioMetric, UserAssignment
from .monitoring.events import StudioEvent
from .policies.capabilities import Capability
from .policies.row import Allow, Condition
from .policies.tiers import CustomTier, Tier

if TYPE_CHECKING:
    from .access import SourceIdentity, StudioTag
    from .auth import Auth, IamAuth, IdentityCenterAuth, RelayState
    from .compute import (
        ClusterRoles,
        ClusterTemplates,
        EksEndpoint,
        EmrOnEc2,
        EmrOnEksEndpoint,
        EmrServerlessApp,
        ServerlessApplication,
        SparkClusterTemplate,
    )
    from .federation import SamlFederationRole
    from .git import GitAccess, PrivateGitServer
    from .interfaces import Attachment, Compute, IEmrStudio
    from .mappings import SessionMapping
    from .monitoring import NewTrail, StudioAlarm, StudioMonitoring
    from .nag import acknowledge_known_findings
    from .old_notebooks import OldNotebooks
    from .studio import EmrStudio
    from .vpc import NewVpc
else:
    # These load aws_cdk, which starts Node.js.
    __getattr__, __dir__ = on_demand(
        __name__,
        {
            "access": ["SourceIdentity", "StudioTag"],
            "auth": ["Auth", "IamAuth", "IdentityCenterAuth", "RelayState"],
            "compute": [
                "ClusterRoles",
                "ClusterTemplates",
                "EksEndpoint",
                "EmrOnEc2",
                "EmrOnEksEndpoint",
                "EmrServerlessApp",
                "ServerlessApplication",
                "SparkClusterTemplate",
            ],
            "federation": ["SamlFederationRole"],
            "git": ["GitAccess", "PrivateGitServer"],
            "interfaces": ["Attachment", "Compute", "IEmrStudio"],
            "mappings": ["SessionMapping"],
            "monitoring": ["NewTrail", "StudioAlarm", "StudioMonitoring"],
            "nag": ["acknowledge_known_findings"],
            "old_notebooks": ["OldNotebooks"],
            "studio": ["EmrStudio"],
            "vpc": ["NewVpc"],
        },
    )

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
