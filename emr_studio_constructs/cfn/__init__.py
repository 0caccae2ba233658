"""Reads synthesized CloudFormation templates: references as concrete values, policies and security group rules."""

from .links import Links
from .physical import Environment
from .policies import (
    Document,
    all_policy_documents,
    bucket_policy,
    document_in,
    key_policy,
    managed_policy_document,
    trust_policy,
)
from .principals import PoliciesOfPrincipal, Principal, PrincipalKind, Principals, identity_policies
from .resolver import Resolver
from .rules import Rule, described_rules, security_group_rules
from .stacks import SynthesizedStack, resolve_stacks
from .template import Template, TemplateError, resources, the_only

__all__ = [
    "Document",
    "Environment",
    "Links",
    "PoliciesOfPrincipal",
    "Principal",
    "PrincipalKind",
    "Principals",
    "Resolver",
    "Rule",
    "SynthesizedStack",
    "Template",
    "TemplateError",
    "all_policy_documents",
    "bucket_policy",
    "described_rules",
    "document_in",
    "identity_policies",
    "key_policy",
    "managed_policy_document",
    "resolve_stacks",
    "resources",
    "security_group_rules",
    "the_only",
    "trust_policy",
]
