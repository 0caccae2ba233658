"""Everything open about a Studio that a reviewer should read, the worst first; and what is accepted, with reasons."""

from collections.abc import Callable, Iterator, Sequence

from .finding import Finding, Severity
from .records import Record
from .rules import buckets, keys, network, passing, printed, trust, unknown, wildcards
from .studio import ReviewedStudio

Rule = Callable[[ReviewedStudio], Iterator[Finding]]

RULES: Sequence[Rule] = (
    buckets.takes_tls_alone,
    buckets.is_not_public,
    buckets.is_kept,
    buckets.keeps_versions,
    keys.agree,
    keys.are_kept,
    keys.are_rotated,
    keys.are_not_everybodys,
    network.workspaces_take_nothing_in,
    network.nothing_comes_from_the_internet,
    network.groups_let_out_what_they_must,
    network.notebook_port_is_open,
    network.several_zones,
    network.no_public_subnet,
    trust.names_its_principals,
    trust.is_for_this_account,
    trust.says_who_people_are,
    trust.fits_the_sign_in,
    passing.names_its_roles,
    passing.names_its_services,
    printed.is_of_today,
    printed.is_for_people,
    unknown.policies_can_be_judged,
    unknown.resource_policies_ask_for_what_is_told,
    unknown.conditions_are_known,
    unknown.sign_in_is_known,
)
"""What is asked of every Studio, in order."""

# What cdk-nag finds of wildcards is read here by itself, statement by statement.
_WILDCARDS = "AwsSolutions-IAM5"


def findings_of(studio: ReviewedStudio, records: Sequence[Record] = ()) -> tuple[Finding, ...]:
    """What is open about a Studio and what is accepted: by the rules here, and as its assembly records it.

    Args:
        studio: The Studio.
        records: What the synthesis recorded. Default: nothing.
    """
    stacks = {found.environment.outermost_stack for found in studio.templates}
    recorded = [
        each.finding for each in records if each.stack in stacks and not each.finding.rule.startswith(_WILDCARDS)
    ]
    found = [finding for rule in RULES for finding in rule(studio)]
    order = list(Severity)
    every = dict.fromkeys((*found, *wildcards.have_a_reason(studio, records), *recorded))
    return tuple(sorted(every, key=lambda finding: order.index(finding.severity)))
