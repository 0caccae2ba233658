"""The EventBridge rules of a Studio, one for each event.

https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rules.html
"""

from collections.abc import Mapping
from typing import Any

import jsii
from aws_cdk import IStableAnyProducer, Lazy, Stack
from aws_cdk import aws_events as events
from constructs import Construct

from emr_studio_constructs._border import check_same_place, place
from emr_studio_constructs.auth import IdentityCenterAuth
from emr_studio_constructs.interfaces import IEmrStudio
from emr_studio_constructs.policies.rendering import Things, fill

from .events import ROWS, StudioEvent
from .patterns import Pattern, fill_pattern

_OF_IDENTITY_CENTER = (
    StudioEvent.MAPPING_CREATED,
    StudioEvent.MAPPING_UPDATED,
    StudioEvent.MAPPING_DELETED,
    StudioEvent.MAPPED_BY_HAND,
)
# CloudTrail names a role in use by its name alone, without its path.
_SESSIONS = "arn:<partition>:sts::<account>:assumed-role/<role>/"


class StudioRules(Construct):
    """A rule on the default event bus for each event of a Studio, with no target yet.

    Those about mappings are for Studios with `IdentityCenterAuth` alone.
    """

    def __init__(self, scope: Construct, construct_id: str, *, studio: IEmrStudio, workspace_actions: bool) -> None:
        """Defines the rules.

        Args:
            scope: Where they are defined.
            construct_id: Their id, unique in `scope`.
            studio: The Studio.
            workspace_actions: Whether there is a rule for `WORKSPACE_ACTION` too.

        Raises:
            ValueError: The Studio is in another account or Region.
        """
        super().__init__(scope, construct_id)
        env = studio.env
        check_same_place("studio", Stack.of(self), env.account, env.region, fix="monitor it from a stack there")
        self._studio = studio
        self._place = place(self)
        self._things = {
            **self._place,
            "studio-id": [studio.studio_id],
            "studio-arn": [studio.studio_arn],
            "user-role": [studio.user_role.role_arn] if studio.user_role else [],
            "mapping-sessions": [],
        }
        left_out = () if isinstance(studio.auth, IdentityCenterAuth) else _OF_IDENTITY_CENTER
        if not workspace_actions:
            left_out = (*left_out, StudioEvent.WORKSPACE_ACTION)
        self.rules: Mapping[StudioEvent, events.Rule] = {
            event: self._rule(event) for event in StudioEvent if event not in left_out
        }

    def _rule(self, event: StudioEvent) -> events.Rule:
        row = ROWS[event]
        detail = fill_pattern(row.detail, self._things)
        if event is StudioEvent.MAPPED_BY_HAND:
            detail["userIdentity"] = Lazy.any(_NotTheMappingFunction(self._studio, row.detail, self._things))
        return events.Rule(
            self,
            "".join(word.capitalize() for word in event.split("_")),
            description=row.description,
            event_pattern=events.EventPattern(
                # EventBridge takes events of such sources from AWS alone.
                source=events.Match.prefix("aws."),
                # Other accounts and Regions may send their events to a default bus too.
                account=self._place["account"],
                region=self._place["region"],
                detail_type=["AWS API Call via CloudTrail"],
                detail=detail,
            ),
        )


@jsii.implements(IStableAnyProducer)
class _NotTheMappingFunction:
    """Anybody but this Studio's function, which is defined when somebody is mapped by id, perhaps later."""

    def __init__(self, studio: IEmrStudio, pattern: Pattern, things: Things) -> None:
        self._studio = studio
        self._pattern = pattern
        self._things = things

    def produce(self) -> Any:  # noqa: ANN401  # the CDK's own
        """What a record must have in `userIdentity`; nothing where there is no function."""
        role = self._studio.mapping_role
        if role is None:
            return None
        (sessions,) = fill(_SESSIONS, {**self._things, "role": [role.role_name]})
        return fill_pattern(self._pattern, {**self._things, "mapping-sessions": [sessions]})["userIdentity"]
