"""Draws who works with a Studio, the roles it has, where it saves notebooks, and on what they run."""

from collections.abc import Iterator, Mapping, Sequence

from emr_studio_constructs.ops.report.words import alike, count, listed, short, wrapped
from emr_studio_constructs.review.access import AccessMatrix
from emr_studio_constructs.review.encryption import Encryption
from emr_studio_constructs.review.located import located
from emr_studio_constructs.review.person import PersonKind
from emr_studio_constructs.review.studio import ReviewedStudio
from emr_studio_constructs.review.use_cases import UseCase

from .svg import GAP, Card, Drawing

Columns = Mapping[str, Sequence[Card]]

_STEP, _CARD, _TOP = 310, 270, 44
_COMPUTE = {
    UseCase.ATTACH_TO_CLUSTERS: "EMR on EC2",
    UseCase.ATTACH_TO_EKS: "EMR on EKS",
    UseCase.ATTACH_TO_SERVERLESS: "EMR Serverless",
    UseCase.CREATE_FROM_TEMPLATES: "clusters from templates",
    UseCase.CREATE_CLUSTERS: "clusters of their own",
}


def overview_of(studio: ReviewedStudio, access: AccessMatrix, encryption: Encryption) -> Columns:
    """What is drawn, by heading, from left to right."""
    return {
        "PEOPLE": list(_people(access)),
        "STUDIO": list(_studio(studio)),
        "SAVES NOTEBOOKS IN": list(_notebooks(encryption)),
        "RUNS THEM ON": list(_compute(access)),
    }


def draw_overview(drawing: Drawing, columns: Columns) -> float:
    """Draws columns at the top, and says where they end."""
    middles: list[list[float]] = []
    bottom = 0.0
    for number, (heading, cards) in enumerate(columns.items()):
        drawing.text(number * _STEP, 14, heading, "heading")
        y = float(_TOP)
        middles.append([])
        for card in cards:
            middles[-1].append(y + card.height / 2)
            y = drawing.card(number * _STEP, y, _CARD, card) + GAP
        bottom = max(bottom, y)
    people, [studio, *_], [bucket, *_], compute = middles
    between = (_CARD + _STEP) / 2
    for middle in people:
        drawing.line([(_CARD, middle), (between, middle), (between, studio)])
    if people:
        drawing.arrow([(between, studio), (_STEP, studio)])
    drawing.arrow([(_STEP + _CARD, studio), (2 * _STEP, bucket)])
    begin, above, beside = _STEP + _CARD / 2, _TOP - 14, 2 * _STEP + between
    for middle in compute:
        drawing.arrow([(begin, _TOP), (begin, above), (beside, above), (beside, middle), (3 * _STEP, middle)])
    return bottom


def _people(access: AccessMatrix) -> Iterator[Card]:
    people = [each for each in access.people if each.kind is not PersonKind.SERVICE_ROLE]
    for same_tier in alike(people, "tier"):
        in_person = [each for each in same_tier if each.kind is not PersonKind.TIER]
        lines = [
            f"{count(len(same), same[0].kind)}: {listed([each.name for each in same], 2)}"
            for same in alike(in_person, "kind")
        ]
        yield Card(same_tier[0].tier or "policies of their own", tuple(lines) or ("nobody in these templates",))


def _studio(studio: ReviewedStudio) -> Iterator[Card]:
    mode = "IAM Identity Center" if studio.in_identity_center else "IAM"
    yield Card(studio.name, (f"sign-in by {mode}",), "main")
    yield _role(studio, "ServiceRole", "service role", "for EMR Studio itself")
    if "UserRole" in studio.properties:
        yield _role(studio, "UserRole", "user role", "for people, by session policy")


def _role(studio: ReviewedStudio, name: str, title: str, purpose: str) -> Card:
    arn = str(studio.properties[name])
    return Card(title, (short(arn), purpose), "" if located(studio, "AWS::IAM::Role", arn) else "unknown")


def _notebooks(encryption: Encryption) -> Iterator[Card]:
    store = encryption.stores[0]
    at_rest = [] if store.key or not store.is_defined else wrapped(store.at_rest, 30)
    yield Card("bucket", (short(store.id), *at_rest), "" if store.is_defined else "unknown")
    if store.key:
        yield Card("KMS key", (short(store.key.id),), "" if store.key.is_defined else "unknown")


def _compute(access: AccessMatrix) -> Iterator[Card]:
    """What anybody may attach to or create."""
    people = [number for number, each in enumerate(access.people) if each.kind is not PersonKind.SERVICE_ROLE]
    for use_case, title in _COMPUTE.items():
        rows = [row for row in access.rows if row.use_case is use_case]
        things = [row.thing.name for row in rows if any(row.answers[number].allowed for number in people)]
        if things:
            yield Card(title, tuple(things))
