"""The IAM documents of a template, resolved."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from .physical import Value
from .resolver import Resolver, Template, resources

Policy = dict[str, Any]
Kind = Literal["identity", "trust", "resource"]
_PRINCIPALS = {"AWS::IAM::Role": "Role", "AWS::IAM::User": "User", "AWS::IAM::Group": "Group"}


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


def identity_policies(template: Template | Resolver, logical_id: str) -> list[Policy]:
    """The documents that apply to a role, a user (those of its groups too) or a group, but its boundary."""
    found = resolver(template)
    kind = _PRINCIPALS[found.template["Resources"][logical_id]["Type"]]
    properties = found.properties(logical_id)
    name = found.ref(logical_id)
    documents: list[Policy] = [inline["PolicyDocument"] for inline in properties.get("Policies", [])]
    documents += [
        attached["PolicyDocument"]
        for attached in _all(found, "AWS::IAM::Policy", f"AWS::IAM::{kind}Policy").values()
        if name in attached.get(f"{kind}s", []) or attached.get(f"{kind}Name") == name
    ]
    arns = properties.get("ManagedPolicyArns", [])
    documents += [
        managed["PolicyDocument"]
        for policy_id, managed in _all(found, "AWS::IAM::ManagedPolicy").items()
        if name in managed.get(f"{kind}s", []) or found.ref(policy_id) in arns
    ]
    for group in _groups(found, logical_id) if kind == "User" else []:
        documents += identity_policies(found, group)
    return documents


def foreign_managed_policies(template: Template | Resolver, logical_id: str) -> list[str]:
    """The ARNs of managed policies of a role, user or group that the template does not hold."""
    found = resolver(template)
    own = {found.ref(policy_id) for policy_id in resources(found.template, "AWS::IAM::ManagedPolicy")}
    return [arn for arn in found.properties(logical_id).get("ManagedPolicyArns", []) if arn not in own]


def boundary(template: Template | Resolver, logical_id: str) -> Policy | None:
    """The permissions boundary of a role or user, if the template holds it."""
    found = resolver(template)
    arn = found.properties(logical_id).get("PermissionsBoundary")
    if arn is None:
        return None
    policies = _all(found, "AWS::IAM::ManagedPolicy")
    return next((_document(p["PolicyDocument"]) for name, p in policies.items() if found.ref(name) == arn), None)


def trust_policy(template: Template | Resolver, role: str) -> Policy:
    """Who may assume a role."""
    return _document(resolver(template).properties(role)["AssumeRolePolicyDocument"])


def managed_policy_document(template: Template | Resolver, logical_id: str) -> Policy:
    """The document of a managed policy."""
    return _document(resolver(template).properties(logical_id)["PolicyDocument"])


def key_policy(template: Template | Resolver, key: str) -> Policy:
    """The policy of a KMS key."""
    return _document(resolver(template).properties(key)["KeyPolicy"])


def bucket_policy(template: Template | Resolver, bucket: str) -> Policy | None:
    """The policy of a bucket, if it has one."""
    found = resolver(template)
    policies = [p for p in _all(found, "AWS::S3::BucketPolicy").values() if p["Bucket"] == found.ref(bucket)]
    if len(policies) > 1:
        raise ValueError(f"{bucket} has {len(policies)} policies")
    return _document(policies[0]["PolicyDocument"]) if policies else None


def all_policy_documents(template: Template | Resolver) -> list[Document]:
    """Every policy document of the template: whatever has statements, wherever it stands."""
    found = resolver(template)
    return [
        Document(source=source, type=resource["Type"], kind=_kind(source, document), document=document)
        for logical_id, resource in found.template.get("Resources", {}).items()
        for source, document in _walk(logical_id, found.properties(logical_id))
    ]


def _walk(source: str, value: Value) -> Iterator[tuple[str, Policy]]:
    if isinstance(value, dict) and "Statement" in value:
        yield source, value
    elif isinstance(value, dict | list):
        items = value.items() if isinstance(value, dict) else enumerate(value)
        for name, item in items:
            yield from _walk(f"{source}.{name}", item)


def _kind(source: str, document: Policy) -> Kind:
    if source.endswith(".AssumeRolePolicyDocument"):
        return "trust"
    statements = document["Statement"] if isinstance(document["Statement"], list) else [document["Statement"]]
    return "resource" if any({"Principal", "NotPrincipal"} & set(s) for s in statements) else "identity"


def _all(found: Resolver, *types: str) -> dict[str, dict[str, Any]]:
    return {name: found.properties(name) for type_ in types for name in resources(found.template, type_)}


def _groups(found: Resolver, user: str) -> list[str]:
    names = set(found.properties(user).get("Groups", []))
    for addition in _all(found, "AWS::IAM::UserToGroupAddition").values():
        if found.ref(user) in addition["Users"]:
            names.add(addition["GroupName"])
    return [group for group in resources(found.template, "AWS::IAM::Group") if found.ref(group) in names]


def _document(value: Mapping[str, Any]) -> Policy:
    return dict(value)
