"""What a reviewer reads first."""

from dataclasses import replace
from pathlib import Path

import pytest

from emr_studio_constructs.ops.report.in_short import in_short, internet
from emr_studio_constructs.ops.report.reading import sections_in
from emr_studio_constructs.review.finding import Finding, Severity
from emr_studio_constructs.review.network import (
    End,
    EndKind,
    Network,
    PathState,
    SecurityGroup,
    Subnet,
    SubnetKind,
    Vpc,
)
from emr_studio_constructs.review.network import Path as NetworkPath
from ops.mappings.given_assembly import an_assembly
from ops.report.assemblies import template_by_hand

WORKSPACE = SecurityGroup(id="Stack/Studio/Workspace", is_defined=True, of=("Workspaces",))
GROUP = End(EndKind.GROUP, WORKSPACE.id)
INTERNET = End(EndKind.INTERNET, "0.0.0.0/0")


def network(
    *ends: tuple[End, End],
    kind: SubnetKind = SubnetKind.PRIVATE,
    state: PathState = PathState.OPEN,
    groups: tuple[SecurityGroup, ...] = (WORKSPACE,),
) -> Network:
    way_out = "NAT gateway" if kind is SubnetKind.PRIVATE else None
    subnet = Subnet(
        id="subnet-1", is_defined=True, zone="eu-west-1a", cidr=None, kind=kind, way_out=way_out, is_of_studio=True
    )
    return Network(
        vpc=Vpc(id="vpc-1", is_defined=True),
        subnets=(subnet,),
        groups=groups,
        paths=tuple(
            NetworkPath(source=source, target=target, protocol="tcp", ports="443", reason="", state=state)
            for source, target in ends
        ),
        endpoints=(),
        git=(),
    )


def test_who_reaches_the_internet_is_named() -> None:
    said = internet(network((GROUP, INTERNET)))
    assert said == "Workspaces may open connections to the internet; nothing is let in from it."


@pytest.mark.parametrize(
    ("kind", "said"),
    [(SubnetKind.ISOLATED, "no way there"), (SubnetKind.UNKNOWN, "where the Studio's subnets have a way there")],
)
def test_a_rule_is_no_way_to_the_internet(kind: SubnetKind, said: str) -> None:
    assert said in internet(network((GROUP, INTERNET), kind=kind))


def test_what_is_reached_from_the_internet_is_named() -> None:
    said = internet(network((INTERNET, GROUP)))
    assert said == "No rule lets anything out to the internet; Workspaces may be reached from it."


def test_a_path_that_one_end_closes_is_none() -> None:
    said = internet(network((GROUP, INTERNET), (INTERNET, GROUP), state=PathState.HALF_OPEN))
    assert said == "No rule lets anything out to the internet; nothing is let in from it."


def test_groups_of_others_are_not_spoken_for() -> None:
    foreign = SecurityGroup(id="sg-1", is_defined=False, of=("attached clusters",))
    assert internet(network(groups=(foreign,))).startswith("What reaches the internet is not known")
    assert internet(network(groups=(WORKSPACE, foreign))).endswith("as far as these templates say.")


def test_each_topic_has_a_sentence(tmp_path: Path) -> None:
    [section] = sections_in(an_assembly(tmp_path, {"ByHand": template_by_hand()}), None)
    people, notebooks, _, encryption, kept, _, cost = in_short(section)
    assert people == "1 user may open it: alice with policies of their own."
    assert notebooks == (
        "Notebooks in the bucket are read by nobody in these templates; "
        "Workspaces that others made are opened by nobody in these templates."
    )
    assert encryption == (
        "How the bucket encrypts is not known: it is not in the templates; "
        "none of 1 store has a KMS key, 1 is not in these templates."
    )
    assert kept == "A delete of its stack keeps nothing; 5 resources that people would miss go with it."
    assert cost == "Its stack costs 0.00 USD a month, used or not, by list prices of us-east-1."


def test_what_a_delete_keeps_is_counted_by_type(tmp_path: Path) -> None:
    template = template_by_hand()
    kept = {**template["Resources"]["Policy"], "DeletionPolicy": "Retain"}
    template["Resources"] |= {"Policy": kept, "Other": kept}
    [section] = sections_in(an_assembly(tmp_path, {"ByHand": template}), None)
    assert in_short(section)[4].startswith("A delete of its stack keeps 2 managed policies; 4 resources ")


def test_a_key_of_a_studio_is_not_passed_over_where_its_bucket_is_not_known(tmp_path: Path) -> None:
    template = template_by_hand()
    template["Resources"]["Studio"]["Properties"]["EncryptionKeyArn"] = "arn:aws:kms:eu-west-1:111122223333:key/1"
    [section] = sections_in(an_assembly(tmp_path, {"ByHand": template}), None)
    assert "though the Studio is told of a KMS key" in in_short(section)[3]


def test_open_findings_are_counted_by_severity_and_accepted_ones_apart(tmp_path: Path) -> None:
    [section] = sections_in(an_assembly(tmp_path, {"ByHand": template_by_hand()}), None)
    severities = (Severity.HIGH, Severity.LOW, Severity.LOW, Severity.ACCEPTED)
    found = tuple(Finding(severity=severity, where="Bucket", what="", why="") for severity in severities)
    assert "Open findings: 1 HIGH and 2 LOW; 1 accepted, each with its reason." in in_short(
        replace(section, findings=found)
    )
    assert "Open findings: none; none accepted, each with its reason." in in_short(replace(section, findings=()))
