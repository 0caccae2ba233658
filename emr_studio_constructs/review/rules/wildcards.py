"""How wide policies are: whatever has an asterisk, with the reason where it is one that the library gives itself.

A reason holds for a statement whose actions, resource and conditions are those of a row of ours, in any template.

https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html
"""

import re
from collections.abc import Iterable, Iterator

from emr_studio_constructs.nag.wildcards import ENDS_IN_JOB_RUNS, JOB_RUNS, REGIONAL, WILDCARDS
from emr_studio_constructs.policies.row import Allow, equals
from emr_studio_constructs.policies.sign_in import SIGN_IN_ACTION
from emr_studio_constructs.policies.tables import ROWS
from emr_studio_constructs.review.finding import Finding, Severity
from emr_studio_constructs.review.policy_documents import Json, called, conditions_of, values
from emr_studio_constructs.review.records import Record
from emr_studio_constructs.review.statements import allows_in
from emr_studio_constructs.review.studio import ReviewedStudio

_PAGE = "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html"
_NAME = re.compile(r"<([^<>]*)>")
_OWN_NOTEBOOKS = "<bucket-arn>/<objects>"
# The tag is the caller's to say, so that no table has the row.
_SIGN_IN_BY_TAG = Allow(
    sid="AllowStudioSignIn",
    actions=(SIGN_IN_ACTION,),
    on=(REGIONAL.format("elasticmapreduce", "studio/*"),),
    when=(equals("elasticmapreduce:ResourceTag/<key>", "<value>"),),
)
# So the ARN of one log group ends.
_LOG_GROUP = re.compile(r"arn:[^:]+:logs:[^:*]+:[^:*]+:log-group:[^*]+:\*")


def have_a_reason(studio: ReviewedStudio, records: Iterable[Record] = ()) -> Iterator[Finding]:
    """Whether what is wider than a name has a reason: one of the library's, or one that somebody acknowledged.

    Args:
        studio: The Studio.
        records: What the synthesis recorded. Default: nothing.
    """
    records = [record for record in records if record.finding.severity is Severity.ACCEPTED and record.about]
    for policy, statement in allows_in(studio):
        place = policy.found.environment.outermost_stack, policy.logical_id
        given = [each for each in records if (each.stack, each.logical_id) == place]
        for severity, what, name in _wide(statement):
            reason = _ours(studio, statement, name) or _acknowledged(given, name)
            yield _finding(severity, policy.path, f"{called(statement)} {what}", reason)


def _wide(statement: Json) -> Iterator[tuple[Severity, str, str]]:
    """What a statement has that is wider than a name: how much that matters, what it is, and how cdk-nag calls it."""
    for but in {"NotAction", "NotResource"} & statement.keys():
        yield Severity.HIGH, f"allows all but what {but} names", f"{but}::"
    for action in values(statement.get("Action")):
        if "*" in action:
            of_a_service = action == "*" or action.endswith(":*")
            yield Severity.HIGH if of_a_service else Severity.MEDIUM, f"allows {action}", f"Action::{action}"
    for resource in values(statement.get("Resource")):
        if "*" in resource and not _LOG_GROUP.fullmatch(resource):
            yield Severity.MEDIUM if resource == "*" else Severity.LOW, f"is about {resource}", f"Resource::{resource}"


def _finding(severity: Severity, where: str, what: str, reason: str | None) -> Finding:
    if reason:
        return Finding(severity=Severity.ACCEPTED, where=where, what=what, why=reason)
    why = f"it allows more than it names, which may be more than it is for: {_PAGE}"
    return Finding(
        severity=severity, where=where, what=what, why=why, fix="name what it is for, or acknowledge why not"
    )


def _acknowledged(records: Iterable[Record], name: str) -> str | None:
    """The reason that somebody gave cdk-nag, in whose texts `<Bucket.Arn>` is what only the deploy knows."""
    for record in records:
        literals = re.split(r"<[^<>]*>", record.about or "")
        if re.fullmatch("[^*]*".join(map(re.escape, literals)), name):
            return record.finding.why
    return None


def _ours(studio: ReviewedStudio, statement: Json, name: str) -> str | None:
    """Why rows of ours are about a resource with an asterisk: those for all actions of the statement."""
    kind, _, resource = name.partition("::")
    if kind != "Resource":
        return None
    reasons = [_reason(studio, statement, action, resource) for action in values(statement.get("Action"))]
    return " ".join(dict.fromkeys(map(str, reasons))) if reasons and all(reasons) else None


def _reason(studio: ReviewedStudio, statement: Json, action: str, resource: str) -> str | None:
    rows = [row for row in (*ROWS, _SIGN_IN_BY_TAG) if action in row.actions and _demands(statement, row)]
    templates = [on for row in rows for on in row.on if re.fullmatch(_pattern(studio, on), resource)]
    reasons = [JOB_RUNS if on.endswith(ENDS_IN_JOB_RUNS) else WILDCARDS.get(on) for on in templates]
    return next(filter(None, reasons), None)


def _demands(statement: Json, row: Allow) -> bool:
    """Whether a statement has the conditions of a row, on whatever values."""
    there = [f"{operator} {key}" for operator, key, _ in conditions_of(statement)]
    wanted = [f"{condition.operator} {condition.key.lower()}" for condition in row.when]
    return all(any(re.fullmatch(_filled(each), one) for one in there) for each in wanted)


def _pattern(studio: ReviewedStudio, template: str) -> str:
    """What the resource of a row looks like when its names are filled in."""
    if template == _OWN_NOTEBOOKS:
        bucket, prefix = studio.notebooks_at
        objects = f"{prefix}/*" if prefix else "*"
        return re.escape(f"arn:{studio.found.environment.partition}:s3:::{bucket}/{objects}")
    return _filled(template)


def _filled(template: str) -> str:
    parts = _NAME.split(template)
    return "".join("[^*]+" if number % 2 else re.escape(part) for number, part in enumerate(parts))
