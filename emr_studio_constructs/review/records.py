"""Reads what a synthesis recorded of findings: by cdk-nag and other plug-ins, and as annotations.

https://docs.aws.amazon.com/cdk/v2/guide/validation.html
https://github.com/cdklabs/cdk-nag
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .finding import Finding, Severity

Json = Mapping[str, Any]
# By path: the stack's name, and the logical id of what is a resource.
Constructs = Mapping[str, tuple[str, str | None]]

_REPORT = "validation-report.json"
_BY_PLUGIN = {"fatal": Severity.HIGH, "error": Severity.HIGH, "warning": Severity.MEDIUM}
_BY_ANNOTATION = {
    "aws:cdk:error": Severity.HIGH,
    "aws:cdk:warning": Severity.MEDIUM,
    "aws:cdk:info": Severity.LOW,
}
# What such a finding is about: `AwsSolutions-IAM5[Resource::*]`.
_ABOUT = re.compile(r"\[((?:Resource|Action|Policy)::(.*))\]")
# An annotation, and the id by which it can be acknowledged, where it has one.
_ANNOTATION = re.compile(r"(.*?)(?: \[ack: ([^]]*)\])?", re.DOTALL)
# NIST's pack ends each description with what it belongs to there.
_CONTROLS = re.compile(r" - \(Control IDs: .*\)")


@dataclass(frozen=True, kw_only=True)
class Record:
    """A finding that a synthesis recorded."""

    stack: str
    """The name of the stack that it is about."""
    finding: Finding
    logical_id: str | None
    """The resource that it is about, where it is about one."""
    about: str | None = None
    """What of it cdk-nag means, where its rule says so: `Resource::arn:<AWS::Partition>:s3:::*`."""


def records_in(directory: Path) -> tuple[Record, ...]:
    """What is recorded in an assembly, of all its stacks.

    Args:
        directory: A cdk.out.
    """
    metadata = dict(_metadata(directory))
    constructs = {
        path: (stack, _logical_id(entry)) for stack, entries in metadata.items() for path, entry in entries.items()
    }
    annotated = [record for stack, entries in metadata.items() for record in _annotations(stack, entries)]
    return (*annotated, *_reported(directory / _REPORT, constructs))


def _metadata(directory: Path) -> Iterator[tuple[str, Json]]:
    """What is recorded of each construct, by the stack's name and the construct's path."""
    for artifact_id, artifact in _read(directory / "manifest.json").get("artifacts", {}).items():
        properties = artifact.get("properties", {})
        if artifact["type"] == "cdk:cloud-assembly":
            yield from _metadata(directory / properties["directoryName"])
        elif artifact["type"] == "aws:cloudformation:stack":
            entries = dict(artifact.get("metadata", {}))
            if file := artifact.get("additionalMetadataFile"):
                entries |= _read(directory / file)
            name = properties.get("stackName", artifact_id)
            yield name, {path.removeprefix("/"): entry for path, entry in entries.items()}


def _logical_id(entry: Iterable[Json]) -> str | None:
    return next((str(each["data"]) for each in entry if each["type"] == "aws:cdk:logicalId"), None)


def _annotations(stack: str, entries: Json) -> Iterator[Record]:
    for path, messages in entries.items():
        for message in messages:
            if severity := _BY_ANNOTATION.get(message["type"]):
                said = _ANNOTATION.fullmatch(str(message["data"]))
                assert said  # noqa: S101  # the pattern fits any text
                yield Record(
                    stack=stack,
                    logical_id=_logical_id(messages),
                    finding=_finding(path, severity, said[1], "noted at synthesis, for reviewers", said[2] or ""),
                )


def _reported(file: Path, constructs: Constructs) -> Iterator[Record]:
    for report in _read(file).get("pluginReports", []) if file.exists() else []:
        for violation in report["violations"]:
            severity = _BY_PLUGIN.get(str(violation.get("severity")), Severity.LOW)
            yield from _violations(violation, constructs, severity, f"{report['pluginName']} finds it")
        for violation in report.get("suppressedViolations", []):
            yield from _violations(violation, constructs, Severity.ACCEPTED, violation["reason"])


def _violations(violation: Json, constructs: Constructs, severity: Severity, why: str) -> Iterator[Record]:
    rule = violation["ruleName"]
    about = _ABOUT.search(rule)
    what = f"has {about[2]}" if about else _CONTROLS.sub("", violation["description"])
    for construct in violation["violatingConstructs"]:
        path = construct["constructPath"]
        if found := _nearest(path, constructs):
            stack, logical_id = found
            finding = _finding(path, severity, what, why, rule)
            yield Record(stack=stack, logical_id=logical_id, finding=finding, about=about[1] if about else None)


def _nearest(path: str, constructs: Constructs) -> tuple[str, str | None] | None:
    """Stack and logical id of a construct, or of what it is in, where nothing is recorded of it."""
    while path and path not in constructs:
        path = path.rpartition("/")[0]
    return constructs.get(path)


def _finding(path: str, severity: Severity, what: str, why: str, rule: str) -> Finding:
    fix = "" if severity is Severity.ACCEPTED else "see to it, or acknowledge it with a reason"
    return Finding(severity=severity, where=path.removesuffix("/Resource"), what=what, why=why, fix=fix, rule=rule)


def _read(file: Path) -> Json:
    return dict(json.loads(file.read_text(encoding="utf-8")))
