"""AWS as a script: the calls that are to be made, each with its answer."""

from dataclasses import dataclass
from datetime import datetime

from botocore.stub import Stubber

from handlers.asked import BASIC, IDENTITY, LOGICAL_ID, MAPPED, STACK, STUDIO, Json, physical_id

INVALID = "InvalidRequestException"


@dataclass
class Aws:
    """The calls that are to be made, in this order, each with its answer."""

    emr: Stubber
    cloudformation: Stubber

    def made(
        self, operation: str, *, identity: str = IDENTITY, studio: str = STUDIO, policy: str | None = BASIC
    ) -> None:
        self.emr.add_response(f"{operation}_studio_session_mapping", {}, _request(studio, identity, policy))

    def refused(
        self, operation: str, message: str, *, code: str = INVALID, studio: str = STUDIO, policy: str | None = BASIC
    ) -> None:
        self.emr.add_client_error(
            f"{operation}_studio_session_mapping",
            service_error_code=code,
            service_message=message,
            expected_params=_request(studio, IDENTITY, policy),
        )

    def listed(self, *pages: list[tuple[str, str]], studio: str = STUDIO) -> None:
        """Lists pages of identities, each with its policy; all are called alice."""
        for number, page in enumerate(pages):
            marker: Json = {"Marker": str(number)} if number else {}
            found = [
                {
                    "IdentityId": identity,
                    "IdentityName": "alice",
                    "SessionPolicyArn": policy,
                    "CreationTime": MAPPED,
                }
                for identity, policy in page
            ]
            more = {"Marker": str(number + 1)} if number + 1 < len(pages) else {}
            asked = {"StudioId": studio, "IdentityType": "USER", **marker}
            self.emr.add_response("list_studio_session_mappings", {"SessionMappings": found, **more}, asked)

    def list_refused(self) -> None:
        self.emr.add_client_error("list_studio_session_mappings", INVALID, "Studio does not exist.")

    def in_stack(self, *resources: tuple[str, str, str]) -> None:
        """The resources of the stack, beside that of the event: logical id, physical id, status; a page each."""
        rows = [(LOGICAL_ID, physical_id(), "UPDATE_COMPLETE"), *resources]
        for number, (logical_id, found, status) in enumerate(rows):
            row = {
                "LogicalResourceId": logical_id,
                "PhysicalResourceId": found,
                "ResourceType": "Custom::EmrStudioSessionMapping",
                "ResourceStatus": status,
                "LastUpdatedTimestamp": 0,
            }
            token: Json = {"NextToken": str(number)} if number else {}
            more = {"NextToken": str(number + 1)} if number + 1 < len(rows) else {}
            answer = {"StackResourceSummaries": [row], **more}
            self.cloudformation.add_response("list_stack_resources", answer, {"StackName": STACK, **token})

    def stack_is(self, status: str, *pages: list[tuple[str, str, datetime]]) -> None:
        """The stack's status, and pages of its events, newest first: physical id, status, time."""
        stack = {"StackName": "analytics", "CreationTime": MAPPED, "StackStatus": status}
        self.cloudformation.add_response("describe_stacks", {"Stacks": [stack]}, {"StackName": STACK})
        for number, page in enumerate(pages):
            events = [
                {
                    "StackId": STACK,
                    "StackName": "analytics",
                    "EventId": f"{number}",
                    "PhysicalResourceId": each,
                    "ResourceStatus": happened,
                    "Timestamp": when,
                }
                for each, happened, when in page
            ]
            token: Json = {"NextToken": str(number)} if number else {}
            more = {"NextToken": str(number + 1)} if number + 1 < len(pages) else {}
            answer = {"StackEvents": events, **more}
            self.cloudformation.add_response("describe_stack_events", answer, {"StackName": STACK, **token})


def _request(studio: str, identity: str, policy: str | None) -> Json:
    return {
        "StudioId": studio,
        "IdentityType": "USER",
        "IdentityId": identity,
        **({"SessionPolicyArn": policy} if policy else {}),
    }
