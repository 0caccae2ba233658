"""Reads synthesized CloudFormation templates: references as concrete values, policies and security group rules."""

from .physical import Environment
from .policies import (
    Document,
    all_policy_documents,
    boundary,
    bucket_policy,
    foreign_managed_policies,
    identity_policies,
    key_policy,
    managed_policy_document,
    trust_policy,
)
from .resolver import Resolver, resources, stable, the_only
from .rules import Rule, security_group_rules

__all__ = [
    "Document",
    "Environment",
    "Resolver",
    "Rule",
    "all_policy_documents",
    "boundary",
    "bucket_policy",
    "foreign_managed_policies",
    "identity_policies",
    "key_policy",
    "managed_policy_document",
    "resources",
    "security_group_rules",
    "stable",
    "the_only",
    "trust_policy",
]
