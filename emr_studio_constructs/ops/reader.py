"""What AWS answers: each question is asked once, however many want to know."""

import json
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError, ConnectionError, HTTPClientError  # noqa: A004  # as botocore calls it

from .aws import CONNECTIONS, Aws
from .unanswered import UnansweredError

Json = dict[str, Any]

_FAILURES = (ClientError, ConnectionError, HTTPClientError)


@dataclass(frozen=True)
class Reader:
    """An account and Region, to be read."""

    aws: Aws
    _answers: dict[str, Any] = field(default_factory=dict, repr=False)
    _unreachable: dict[str, BotoCoreError] = field(default_factory=dict, repr=False)
    """Services that could not be reached, which are not waited for again."""

    @property
    def partition(self) -> str:
        """The partition of the Region: `aws`."""
        return str(self.aws.session.get_partition_for_region(self.aws.region))

    def get(self, service: str, operation: str, **request: object) -> Json:
        """The answer to a call.

        Raises:
            UnansweredError: AWS refuses it, or it failed.
        """
        answer: Json = self._once(service, operation, request, getattr(self.aws.client(service), operation))
        return answer

    def find(self, service: str, operation: str, **request: object) -> Json | None:
        """The answer to a call; none where there is no such thing.

        Raises:
            UnansweredError: AWS refuses it, or it failed.
        """
        try:
            return self.get(service, operation, **request)
        except UnansweredError as unanswered:
            if unanswered.is_missing:
                return None
            raise

    def find_each(self, service: str, questions: Sequence[tuple[str, Json]]) -> list[Json | None]:
        """The answers to calls of a service, as `find` gives them: of each its operation and request."""
        self.aws.client(service)  # boto3 makes clients in one thread only
        with ThreadPoolExecutor(CONNECTIONS) as pool:
            return list(pool.map(lambda question: self.find(service, question[0], **question[1]), questions))

    def items(self, service: str, operation: str, key: str, **request: object) -> list[Json]:
        """What all pages of an answer have under a key.

        Raises:
            UnansweredError: AWS refuses the call, or it failed.
        """

        def gather(**request: object) -> list[Json]:
            pages = self.aws.client(service).get_paginator(operation).paginate(**request)
            return [item for page in pages for item in page.get(key, [])]

        answer: list[Json] = self._once(service, operation, request, gather)
        return answer

    def pages(self, service: str, operation: str, **request: object) -> Iterator[Json]:
        """The pages of an answer, one after the other; none is kept, so that there may be many.

        Raises:
            UnansweredError: AWS refuses the call, or it failed.
        """
        try:
            yield from self.aws.client(service).get_paginator(operation).paginate(**request)
        except _FAILURES as error:
            raise self._unanswered(service, operation, request, error) from error

    def ec2(self, operation: str, key: str, **filters: Sequence[str]) -> list[Json]:
        """What EC2 has, by filters: `vpc_id=[...]`. What is not there is left out."""
        named = [{"Name": name.replace("_", "-"), "Values": list(values)} for name, values in filters.items()]
        return self.items("ec2", operation, key, Filters=named)

    def _once(self, service: str, operation: str, request: Json, call: Any) -> Any:  # noqa: ANN401  # as boto3 has it
        question = json.dumps([service, operation, request], sort_keys=True)
        if question not in self._answers:
            try:
                if service in self._unreachable:
                    raise self._unreachable[service]
                self._answers[question] = call(**request)
            except _FAILURES as error:
                if not isinstance(error, ClientError):
                    self._unreachable[service] = error
                self._answers[question] = self._unanswered(service, operation, request, error)
        answer = self._answers[question]
        if isinstance(answer, UnansweredError):
            raise answer
        return answer

    def _unanswered(
        self, service: str, operation: str, request: Json, error: BotoCoreError | ClientError
    ) -> UnansweredError:
        meta = self.aws.client(service).meta
        call = f"{meta.service_model.signing_name}:{meta.method_to_api_mapping[operation]}"
        return UnansweredError(call, _about(request), error)


def _about(request: Json) -> str:
    """What a question is about: the first thing it names."""
    match next(iter(request.values()), ""):
        case [{"Values": values}, *_]:
            return ", ".join(values)
        case list() as names:
            return ", ".join(names)
        case name:
            return str(name)
