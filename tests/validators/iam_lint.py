"""Asks iam-policy-validator about policy documents, without the network."""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from iam_validator.core.aws_service import AWSServiceFetcher
from iam_validator.core.config.config_loader import ValidatorConfig
from iam_validator.core.models import IAMPolicy
from iam_validator.core.policy_checks import validate_policies

from emr_studio_constructs.cfn import Document

_TYPES = {"identity": "IDENTITY_POLICY", "trust": "TRUST_POLICY", "resource": "RESOURCE_POLICY"}


@dataclass(frozen=True, kw_only=True)
class Finding:
    """What a check says of a statement: `where` is the document and the sid."""

    check: str
    where: str
    message: str


def findings(documents: Iterable[Document], services: Path) -> list[Finding]:
    """What all checks say, whatever the severity."""
    return [
        Finding(check=issue.check_id, where=f"{result.policy_file} {issue.statement_sid}", message=issue.message)
        for result in asyncio.run(_validate(list(documents), services))
        for issue in result.issues
    ]


async def _validate(documents: list[Document], services: Path) -> list[Any]:
    config = ValidatorConfig()
    results = []
    async with AWSServiceFetcher(aws_services_dir=services, enable_cache=False, prefetch_common=False) as fetcher:
        for kind, policy_type in _TYPES.items():
            policies = [
                (document.source, IAMPolicy.model_validate(document.document), document.document)
                for document in documents
                if document.kind == kind
            ]
            results += await validate_policies(policies, policy_type=policy_type, config=config, fetcher=fetcher)
    return results
