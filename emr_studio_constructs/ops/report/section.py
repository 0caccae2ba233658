"""All that a page says of one Studio, read from its templates once."""

from collections.abc import Sequence
from dataclasses import dataclass

from emr_studio_constructs.ops.assembly import Stack
from emr_studio_constructs.ops.cost.summary import Summary, summarize
from emr_studio_constructs.review.access import AccessMatrix, access_of
from emr_studio_constructs.review.encryption import Encryption
from emr_studio_constructs.review.encryption_reading import encryption_of
from emr_studio_constructs.review.finding import Finding
from emr_studio_constructs.review.findings import findings_of
from emr_studio_constructs.review.kept import Fate
from emr_studio_constructs.review.kept_reading import fates_of
from emr_studio_constructs.review.network import Network
from emr_studio_constructs.review.network_reading import network_of
from emr_studio_constructs.review.records import Record
from emr_studio_constructs.review.studio import ReviewedStudio


@dataclass(frozen=True, kw_only=True)
class Section:
    """What there is to say of a Studio."""

    studio: ReviewedStudio
    stack: Stack
    access: AccessMatrix
    network: Network
    encryption: Encryption
    fates: tuple[Fate, ...]
    cost: Summary
    findings: tuple[Finding, ...]


def section_of(studio: ReviewedStudio, stack: Stack, records: Sequence[Record]) -> Section:
    """Reads all of it.

    Args:
        studio: The Studio.
        stack: Its stack; of a nested one, the outermost.
        records: What the synthesis recorded of findings.
    """
    return Section(
        studio=studio,
        stack=stack,
        access=access_of(studio),
        network=network_of(studio),
        encryption=encryption_of(studio),
        fates=fates_of(studio),
        cost=summarize(stack),
        findings=findings_of(studio, records),
    )
