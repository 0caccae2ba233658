"""What only a deploy knows, and what was taken in its place.

https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/conditions-section-structure.html
"""

from collections.abc import Iterator

from emr_studio_constructs.cfn import Resolver
from emr_studio_constructs.review.finding import Finding, Severity
from emr_studio_constructs.review.judged import Unjudged, faults_of
from emr_studio_constructs.review.located import Located
from emr_studio_constructs.review.resource_policies import ResourcePolicies
from emr_studio_constructs.review.studio import ReviewedStudio
from emr_studio_constructs.review.untold import untold

_CONDITIONS = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/conditions-section-structure.html"
_KEYS = "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html"
_STUDIO = "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-emr-studio.html"
_GRAMMAR = "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html"


def policies_can_be_judged(studio: ReviewedStudio) -> Iterator[Finding]:
    """Whether the policies that decide who may do what can be read."""
    for policy, fault in faults_of(studio):
        yield Finding(
            severity=Severity.HIGH,
            where=policy.path,
            what=f"cannot be judged: {fault}",
            why=f"IAM refuses it, or only the deploy knows it; who may do what is said without it: {_GRAMMAR}",
            fix="write it as IAM takes it, without macros",
        )


def resource_policies_ask_for_what_is_told(studio: ReviewedStudio) -> Iterator[Finding]:
    """Whether the policies of buckets and keys depend on what no template tells."""
    for each in ResourcePolicies(studio):
        if not isinstance(each, Unjudged):
            for what in untold([each]):
                yield Finding(
                    severity=Severity.LOW,
                    where=each.name,
                    what=what,
                    why=f"who may read notebooks or use the key is said by that: {_KEYS}",
                    fix="look at what real requests carry",
                )


def conditions_are_known(studio: ReviewedStudio) -> Iterator[Finding]:
    """Whether the conditions of templates depend on what a deploy gives."""
    for found in studio.templates:
        for name, rule in found.template.get("Conditions", {}).items():
            if given := sorted(set(_parameters(found, rule))):
                held = "to hold" if found.condition(name) else "not to hold"
                yield Finding(
                    severity=Severity.LOW,
                    where=found.environment.stack,
                    what=f"its condition {name} is taken {held}, and depends on {', '.join(given)}",
                    why=f"what it decides is read in this one way; a deploy may give other parameters: {_CONDITIONS}",
                    fix="make what it is deployed with the default, and review that",
                )


def sign_in_is_known(studio: ReviewedStudio) -> Iterator[Finding]:
    """Whether a template tells how people sign in."""
    if (mode := studio.properties["AuthMode"]) not in ("IAM", "SSO"):
        yield Finding(
            severity=Severity.MEDIUM,
            where=Located(studio.found, studio.logical_id).path,
            what=f"its AuthMode is {mode}, and taken to be IAM",
            why=f"people of IAM Identity Center are not read then: {_STUDIO}",
            fix="write IAM or SSO, or make it the parameter's default",
        )


def _parameters(found: Resolver, rule: object) -> Iterator[str]:
    """The parameters of a rule, but those that an outer stack gives."""
    match rule:
        case {"Ref": name} if name in found.template.get("Parameters", {}) and name not in found.parameters:
            yield name
        case {"Condition": other}:
            yield from _parameters(found, found.template["Conditions"].get(other))
        case dict():
            for each in rule.values():
                yield from _parameters(found, each)
        case list():
            for each in rule:
                yield from _parameters(found, each)
