"""EMR's session mappings in memory, as a client of boto3 has them."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from threading import Lock
from typing import Any

import boto3
from botocore.exceptions import ClientError

from emr_studio_constructs.choices import IdentityType
from emr_studio_constructs.ops.aws import Aws
from emr_studio_constructs.ops.reader import Reader

Json = dict[str, Any]
# An identity of the directory, by type and name; its id follows from both.
Who = tuple[IdentityType, str]


def id_of(who: Who) -> str:
    return f"id-of-{who[0]}-{who[1]}"


@cache
def _session() -> boto3.Session:
    return boto3.Session(region_name="eu-west-1")


def reader_of(emr: "FakeEmr") -> Reader:
    """Asks EMR anew."""
    return Reader(Aws(_session(), {"emr": emr}))


def refused(message: str, operation: str = "Write") -> ClientError:
    return ClientError({"Error": {"Code": "InvalidRequestException", "Message": message}}, operation)


def _say_nothing(_operation: str) -> None:
    pass


@dataclass
class FakeEmr:
    """One Studio's mappings."""

    directory: frozenset[Who]
    policies: dict[Who, str] = field(default_factory=dict)
    made_by: dict[Who, str] = field(default_factory=dict)
    """`IdentityName` or `IdentityId`: by what a mapping was made."""
    forgetful: frozenset[Who] = frozenset()
    """Whose mappings are listed with only that by which they were made."""
    before: Callable[[str], None] = _say_nothing
    """Called before a write takes effect; may raise, or stop the run."""
    after: Callable[[str], None] = _say_nothing
    """Called when it has taken effect."""
    writes: list[tuple[str, Who]] = field(default_factory=list)
    """The writes that took effect."""
    _lock: Any = field(default_factory=Lock, repr=False)

    def get_paginator(self, _operation: str) -> "FakeEmr":
        return self

    def paginate(self, **_request: object) -> Iterable[Json]:
        yield {"SessionMappings": [self._row(who) for who in self.policies]}

    def get_studio_session_mapping(self, **request: str) -> Json:
        who = self._mapped(request)
        row = {"IdentityType": who[0], "IdentityName": who[1], "IdentityId": id_of(who)}
        return {"SessionMapping": {**row, "SessionPolicyArn": self.policies[who]}}

    def create_studio_session_mapping(self, **request: str) -> None:
        who = self._who(request)
        with self._writing("create", who):
            if who in self.policies:
                raise refused("Studio session mapping already exists.")
            self.policies[who] = request["SessionPolicyArn"]
            self.made_by[who] = "IdentityId" if "IdentityId" in request else "IdentityName"

    def update_studio_session_mapping(self, **request: str) -> None:
        who = self._mapped(request)
        with self._writing("update", who):
            self.policies[who] = request["SessionPolicyArn"]

    def delete_studio_session_mapping(self, **request: str) -> None:
        who = self._mapped(request)
        with self._writing("delete", who):
            del self.policies[who]

    def _row(self, who: Who) -> Json:
        row = {"IdentityType": who[0], "IdentityName": who[1], "IdentityId": id_of(who)}
        if who in self.forgetful:
            row["IdentityId" if self.made_by[who] == "IdentityName" else "IdentityName"] = ""
        return {**row, "SessionPolicyArn": self.policies[who]}

    def _who(self, request: Mapping[str, str]) -> Who:
        for who in self.directory:
            if who[0] == request["IdentityType"] and (
                request.get("IdentityName") == who[1] or request.get("IdentityId") == id_of(who)
            ):
                return who
        raise refused("IdentityId is invalid.")

    def _mapped(self, request: Mapping[str, str]) -> Who:
        who = self._who(request)
        if who not in self.policies:
            raise refused("Studio session mapping does not exist.")
        return who

    def _writing(self, operation: str, who: Who) -> "_Writing":
        return _Writing(self, operation, who)


@dataclass
class _Writing:
    """A write, one at a time."""

    emr: FakeEmr
    operation: str
    who: Who

    def __enter__(self) -> None:
        self.emr._lock.acquire()
        try:
            self.emr.before(self.operation)
        except BaseException:
            self.emr._lock.release()
            raise

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        try:
            if kind is None:
                self.emr.writes.append((self.operation, self.who))
                self.emr.after(self.operation)
        finally:
            self.emr._lock.release()
