"""The IAM documents of a template, resolved."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from .physical import Value
from .resolver import Resolver
from .template import Template, TemplateError, resources

Policy = dict[str, Any]
Kind = Literal["identity", "trust", "resource"]


@dataclass(frozen=True, kw_only=True)
class Document:
    """A policy document and where it stands, such as `Role1.Policies.0.PolicyDocument`."""

    source: str
    type: str
    kind: Kind
    document: Policy

    @property
    def logical_id(self) -> str:
        """The resource that the document stands in."""
        return self.source.partition(".")[0]


def resolver(template: Template | Resolver) -> Resolver:
    """The resolver itself, or one of the template with the usual account and region."""
    return template if isinstance(template, Resolver) else Resolver(template)


def trust_policy(template: Template | Resolver, role: str) -> Policy:
    """Who may assume a role."""
    return document_in(resolver(template).properties(role)["AssumeRolePolicyDocument"])


def managed_policy_document(template: Template | Resolver, logical_id: str) -> Policy:
    """The document of a managed policy."""
    return document_in(resolver(template).properties(logical_id)["PolicyDocument"])


def key_policy(template: Template | Resolver, key: str) -> Policy:
    """The policy of a KMS key."""
    return document_in(resolver(template).properties(key)["KeyPolicy"])


def bucket_policy(template: Template | Resolver, bucket: str) -> Policy | None:
    """The policy of a bucket, if it has one."""
    found = resolver(template)
    every = map(found.properties, resources(found.template, "AWS::S3::BucketPolicy"))
    policies = [each for each in every if each["Bucket"] == found.ref(bucket)]
    if len(policies) > 1:
        raise TemplateError(f"bucket {bucket} has {len(policies)} policies, S3 takes one")
    return document_in(policies[0]["PolicyDocument"]) if policies else None


def all_policy_documents(template: Template | Resolver) -> list[Document]:
    """Every policy document of the template: whatever has statements or is called so, wherever it stands."""
    found = resolver(template)
    return [
        Document(source=source, type=resource["Type"], kind=_kind(source, document), document=document)
        for logical_id, resource in found.template.get("Resources", {}).items()
        for source, document in _walk(logical_id, found.properties(logical_id))
    ]


def _walk(source: str, value: Value) -> Iterator[tuple[str, Policy]]:
    if isinstance(value, dict) and ("Statement" in value or source.endswith("PolicyDocument")):
        yield source, value
    elif isinstance(value, dict | list):
        items = value.items() if isinstance(value, dict) else enumerate(value)
        for name, item in items:
            yield from _walk(f"{source}.{name}", item)


def _kind(source: str, document: Policy) -> Kind:
    if source.endswith(".AssumeRolePolicyDocument"):
        return "trust"
    written = document.get("Statement", [])
    statements = written if isinstance(written, list) else [written]
    return "resource" if any({"Principal", "NotPrincipal"} & set(s) for s in statements) else "identity"


def document_in(value: Value) -> Policy:
    """A policy document as a property has it: an object, or a text that holds one.

    Raises:
        TemplateError: It is neither.
    """
    try:
        return dict(json.loads(value) if isinstance(value, str) else value)
    except (TypeError, ValueError) as error:
        raise TemplateError(f"a policy document is an object, got {value!r}") from error
