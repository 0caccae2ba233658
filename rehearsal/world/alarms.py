"""Where alarms of a Studio go, which it takes for granted."""

from collections.abc import Iterator

from emr_studio_constructs.app.config import StudioConfig
from rehearsal.assembly import Environment

from .things import Topic


def topics_of(studio: StudioConfig) -> Iterator[Topic]:
    """The topic that all alarms go to, where its ARN says that it is."""
    if studio.monitoring and (arn := studio.monitoring.alarm_topic_arn):
        _, _, _, region, account, name = arn.split(":")
        yield Topic(environment=Environment(account=account, region=region), name=name)
