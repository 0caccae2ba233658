"""What happens to a Studio and in it: how EventBridge tells each event from the others that CloudTrail records.

CloudTrail's records reach EventBridge as `AWS API Call via CloudTrail`, where a trail logs management events. Those of
actions that only read (`Describe`, `Get`, `List`) are not delivered to rules like these. AWS does not say which
`source` EMR's have, so they are known by `eventSource`, which CloudTrail writes.

https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-event-cloudtrail.html
https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-event-cloudtrail-management.html
https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html
https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html

AWS publishes the record of `DescribeStudio` alone. That the other calls name the Studio as it does, in
`requestParameters.studioId`, is our reading, as is that refused ones tell its ARN in `errorMessage`.

https://docs.aws.amazon.com/emr/latest/ManagementGuide/logging-using-cloudtrail.html
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from .patterns import Pattern


class StudioEvent(StrEnum):
    """Something that happens to a Studio or in it."""

    STUDIO_CREATED = "STUDIO_CREATED"
    """Somebody made a Studio, any of the account and Region: a new one has no id yet to be known by."""
    STUDIO_UPDATED = "STUDIO_UPDATED"
    """Somebody changed the Studio, or its tags, by which `StudioTag` lets people in."""
    STUDIO_DELETED = "STUDIO_DELETED"
    """Somebody deleted the Studio."""
    MAPPING_CREATED = "MAPPING_CREATED"
    """Somebody of IAM Identity Center was let into the Studio."""
    MAPPING_UPDATED = "MAPPING_UPDATED"
    """Somebody of IAM Identity Center got another session policy."""
    MAPPING_DELETED = "MAPPING_DELETED"
    """Somebody of IAM Identity Center was taken out."""
    MAPPED_BY_HAND = "MAPPED_BY_HAND"
    """One of these three, neither by CloudFormation nor by this Studio's function that maps by id.

    What `emr-studio mappings apply` writes is by hand, and what another app's function writes. What CloudFormation does
    is not, whoever's stack it is."""
    SIGN_IN = "SIGN_IN"
    """Somebody opened the Studio."""
    WORKSPACE_ACTION = "WORKSPACE_ACTION"
    """Somebody used a Workspace, of any Studio in the account and Region: AWS names no Studio in these calls."""
    REFUSED = "REFUSED"
    """IAM refused a call that names the Studio, or any call of somebody with the Studio's user role, where it is known.

    Calls that only read are not among them. In IAM mode people have roles of their own, so that a refused call which
    names a Workspace or an application, but no Studio, is not known to be this Studio's."""


@dataclass(frozen=True, kw_only=True)
class EventRow:
    """How an event is known.

    Args:
        description: What happened, for the rule's description.
        detail: What the CloudTrail record must have.
    """

    description: str
    detail: Pattern


WORKSPACE_ACTIONS = (
    "AttachEditor",
    "CreateEditor",
    "DeleteEditor",
    "DeleteWorkspaceAccess",
    "DetachEditor",
    "LinkRepository",
    "OpenEditorInConsole",
    "PutWorkspaceAccess",
    "StartEditor",
    "StopEditor",
    "UnlinkRepository",
    "UpdateEditor",
)
"""What changes a Workspace, as IAM names it; that CloudTrail does so too is our reading.

https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonelasticmapreduce.html
"""


def _done(*event_names: str) -> Pattern:
    """Calls to EMR that succeeded: CloudTrail writes an `errorCode` for the others alone."""
    return {
        "eventSource": ["elasticmapreduce.amazonaws.com"],
        "eventName": list(event_names),
        "errorCode": [{"exists": False}],
    }


_OF_STUDIO: Pattern = {"requestParameters": {"studioId": ["<studio-id>"]}}

ROWS: Mapping[StudioEvent, EventRow] = {
    StudioEvent.STUDIO_CREATED: EventRow(
        description="A Studio was created in this account and Region",
        detail=_done("CreateStudio"),
    ),
    StudioEvent.STUDIO_UPDATED: EventRow(
        description="The Studio or its tags were changed",
        detail={
            **_done("UpdateStudio", "AddTags", "RemoveTags"),
            # Calls about tags name a resource of any kind.
            "$or": [_OF_STUDIO, {"requestParameters": {"resourceId": ["<studio-id>"]}}],
        },
    ),
    StudioEvent.STUDIO_DELETED: EventRow(
        description="The Studio was deleted",
        detail={**_done("DeleteStudio"), **_OF_STUDIO},
    ),
    StudioEvent.MAPPING_CREATED: EventRow(
        description="A user or group was mapped to the Studio",
        detail={**_done("CreateStudioSessionMapping"), **_OF_STUDIO},
    ),
    StudioEvent.MAPPING_UPDATED: EventRow(
        description="A user or group of the Studio got another session policy",
        detail={**_done("UpdateStudioSessionMapping"), **_OF_STUDIO},
    ),
    StudioEvent.MAPPING_DELETED: EventRow(
        description="A user or group is mapped to the Studio no more",
        detail={**_done("DeleteStudioSessionMapping"), **_OF_STUDIO},
    ),
    StudioEvent.MAPPED_BY_HAND: EventRow(
        description="Mappings of the Studio were changed, but not by CloudFormation",
        detail={
            **_done("CreateStudioSessionMapping", "UpdateStudioSessionMapping", "DeleteStudioSessionMapping"),
            **_OF_STUDIO,
            # CloudTrail writes who CloudFormation calls for into `userIdentity`, and itself into the address, which no
            # caller can choose, as they can `userAgent`. Its end differs in China.
            "sourceIPAddress": [{"anything-but": {"prefix": "cloudformation.amazonaws.com"}}],
            # Not everybody who calls has an ARN, and without one nothing else is `anything-but`.
            "userIdentity": {"arn": [{"anything-but": {"prefix": "<mapping-sessions>"}}, {"exists": False}]},
        },
    ),
    StudioEvent.SIGN_IN: EventRow(
        description="Somebody opened the Studio",
        detail={**_done("CreateStudioPresignedUrl"), **_OF_STUDIO},
    ),
    StudioEvent.WORKSPACE_ACTION: EventRow(
        description="Somebody used a Workspace of this account and Region",
        detail=_done(*WORKSPACE_ACTIONS),
    ),
    StudioEvent.REFUSED: EventRow(
        description="Somebody was refused a call to the Studio or in it",
        detail={
            "errorCode": [{"prefix": "AccessDenied"}, {"suffix": "UnauthorizedOperation"}],
            "$or": [
                _OF_STUDIO,
                # With what follows an id, or the message's end: another Studio's id may begin with this one's.
                {"errorMessage": [{"wildcard": "*<studio-arn> *"}, {"suffix": "<studio-arn>"}]},
                {"userIdentity": {"sessionContext": {"sessionIssuer": {"arn": ["<user-role>"]}}}},
            ],
        },
    ),
}
