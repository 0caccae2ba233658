"""Can notebooks run on an application of EMR Serverless, and does one keep a stack from being deleted.

https://docs.aws.amazon.com/emr/latest/EMR-Serverless-UserGuide/interactive-workloads.html
"""

import re
from collections.abc import Iterator

from emr_studio_constructs.app.config.compute.emr_serverless import ExistingEmrServerlessConfig
from emr_studio_constructs.ops.reader import Json, Reader

from .finding import Finding, good, problem
from .stack_reading import physical_ids_of
from .subject import Subject

_PAGE = "https://docs.aws.amazon.com/emr/latest/EMR-Serverless-UserGuide/interactive-workloads.html"
_DELETE = "https://docs.aws.amazon.com/emr-serverless/latest/APIReference/API_DeleteApplication.html"
_AT_REST = ("CREATED", "STOPPED", "TERMINATED")
_LEAST_RELEASE = (6, 14, 0)


def applications(read: Reader, subject: Subject) -> Iterator[Finding]:
    """Whether the applications that the config names are there, for notebooks."""
    for position, compute in enumerate(subject.compute):
        if isinstance(compute, ExistingEmrServerlessConfig):
            yield from _of(read, compute.application_arn, f"compute[{position}].application_arn")


def running_applications(read: Reader, subject: Subject) -> Iterator[Finding]:
    """Whether applications of the Studio's stack run."""
    for name in physical_ids_of(read, subject, "AWS::EMRServerless::Application"):
        if (application := _application(read, name)) is None:
            continue
        if (state := application["state"]) in _AT_REST:
            yield good(name, f"the application is {state}")
        else:
            yield problem(
                name,
                f"the application is {state}",
                cause=f"an application is deleted when it is CREATED or STOPPED, and in no other state: {_DELETE}",
                fix="see that nobody runs notebooks on it, stop it, and wait until it is STOPPED:",
                command=f"aws emr-serverless stop-application --application-id {name}",
            )


def _of(read: Reader, arn: str, key: str) -> Iterator[Finding]:
    region, account, name = arn.split(":")[3], arn.split(":")[4], arn.rpartition("/")[2]
    if (region, account) != (read.aws.region, read.aws.account):
        place = f"account {read.aws.account}, {read.aws.region}"
        yield problem(
            arn,
            f"is of account {account}, {region}, the Studio of {place}",
            cause=f"{key} names it, and people attach to applications of the Studio's account and Region",
            fix=f"correct {key}",
        )
    elif (application := _application(read, name)) is None or application["state"] == "TERMINATED":
        yield problem(arn, "there is no such application", cause=f"{key} names it", fix=f"make it, or correct {key}")
    elif not (faults := list(_faults(application))):
        yield good(arn, f"{application['releaseLabel']}, for notebooks")
    else:
        yield from (problem(arn, text, cause=f"{cause}: {_PAGE}", fix=fix) for text, cause, fix in faults)


def _faults(application: Json) -> Iterator[tuple[str, str, str]]:
    """What is wrong with an application, why that matters, and what to do."""
    kind, release = application["type"], application["releaseLabel"]
    another = "name another application, or make one with source NEW"
    if kind.upper() != "SPARK":
        yield f"is an application of {kind}", "notebooks run on Spark", another
    if not application.get("interactiveConfiguration", {}).get("studioEnabled"):
        cause = "people attach where interactive use from EMR Studio is switched on"
        yield "is not switched on for EMR Studio", cause, "stop it, then set studioEnabled in interactiveConfiguration"
    if tuple(map(int, re.findall(r"\d+", release)[:3])) < _LEAST_RELEASE:
        yield f"has {release}", "notebooks take emr-6.14.0 or later", "stop it, then give it a later release"


def _application(read: Reader, name: str) -> Json | None:
    found = read.find("emr-serverless", "get_application", applicationId=name)
    return found["application"] if found else None
