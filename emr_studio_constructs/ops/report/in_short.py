"""What a reviewer reads first of a Studio: people, internet, encryption, what a delete keeps, findings, cost."""

from collections import Counter

from emr_studio_constructs.ops.cost import prices
from emr_studio_constructs.ops.cost.item import Kind
from emr_studio_constructs.review.encryption import Agreement
from emr_studio_constructs.review.finding import Severity
from emr_studio_constructs.review.network import End, Network, PathState, SubnetKind

from .section import Section
from .who import who_is_not_known, who_opens_it, who_reads_notebooks
from .words import count, kind, listed, sentence, short

_OPEN = (Severity.HIGH, Severity.MEDIUM, Severity.LOW)


def in_short(section: Section) -> tuple[str, ...]:
    """A sentence or two on each."""
    return (
        who_opens_it(section.studio, section.access),
        who_reads_notebooks(section.access),
        *who_is_not_known(section.access),
        internet(section.network),
        _encryption(section),
        _kept(section),
        _findings(section),
        _cost(section),
    )


def internet(network: Network) -> str:
    """What reaches the internet, and what is let in from it."""
    if not any(group.is_defined for group in network.groups):
        return "What reaches the internet is not known: the Studio's security groups are not in these templates."
    outward = {_called(network, path.source) for path in network.to_internet if path.state is not PathState.HALF_OPEN}
    inward = {_called(network, path.target) for path in network.from_internet if path.state is not PathState.HALF_OPEN}
    out = "no rule lets anything out to the internet"
    if outward:
        out = f"{listed(sorted(outward))} may open connections to the internet{_way(network)}"
    back = f"{listed(sorted(inward))} may be reached from it" if inward else "nothing is let in from it"
    some_are_known = "" if all(group.is_defined for group in network.groups) else ", as far as these templates say"
    return sentence(f"{out}; {back}{some_are_known}")


def _called(network: Network, end: End) -> str:
    """A group by who is in it."""
    members = [each for group in network.groups if group.id == end.name for each in group.of]
    return listed(members) or short(end.name)


def _way(network: Network) -> str:
    subnets = [subnet for subnet in network.subnets if subnet.is_of_studio]
    if all(subnet.kind is SubnetKind.ISOLATED for subnet in subnets):
        return ", though the Studio's subnets have no way there"
    return ", where the Studio's subnets have a way there" if any(subnet.way_out is None for subnet in subnets) else ""


def _encryption(section: Section) -> str:
    stores = section.encryption.stores
    have = sum(store.key is not None for store in stores)
    unknown = sum(not store.is_defined for store in stores)
    told = section.encryption.agreement is Agreement.UNKNOWN and "EncryptionKeyArn" in section.studio.properties
    key = ", though the Studio is told of a KMS key" if told else ""
    known = f"{have or 'none'} of {count(len(stores), 'store')} {'have' if have > 1 else 'has'} a KMS key"
    also = f", {unknown} {'is' if unknown == 1 else 'are'} not in these templates" if unknown else ""
    return sentence(f"{section.encryption.agreement}{key}; {known}{also}")


def _kept(section: Section) -> str:
    kept = Counter(kind(fate.type) for fate in section.fates if fate.is_kept)
    keeps = listed([count(number, noun) for noun, number in kept.items()]) or "nothing"
    lost = sum(not fate.is_kept for fate in section.fates)
    return f"A delete of its stack keeps {keeps}; {count(lost, 'resource')} that people would miss go with it."


def _findings(section: Section) -> str:
    severities = Counter(finding.severity for finding in section.findings)
    found = [f"{severities[severity]} {severity}" for severity in _OPEN if severities[severity]]
    accepted = severities[Severity.ACCEPTED]
    return f"Open findings: {listed(found) or 'none'}; {accepted or 'none'} accepted, each with its reason."


def _cost(section: Section) -> str:
    unknown = sum(item.quantity for item in section.cost.of(Kind.UNKNOWN))
    also = f", and {unknown} more that nobody can price from a template" if unknown else ""
    fixed = f"{section.cost.monthly:,.2f} {prices.CURRENCY}"
    return f"Its stack costs {fixed} a month, used or not, by list prices of {prices.REGION}{also}."
