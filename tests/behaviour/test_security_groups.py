"""What the two security groups of a Studio let through."""

from behaviour.studios import Studio
from emr_studio_constructs.cfn import Rule, resources, security_group_rules

ENGINE, WORKSPACE = "EngineSecurityGroupId", "WorkspaceSecurityGroupId"


def group(studio: Studio, name: str) -> str:
    groups = resources(studio.template, "AWS::EC2::SecurityGroup")
    return next(one for one in groups if studio.found.physical(one).ref() == studio.properties[name])


def test_clusters_are_reached_by_workspaces_alone(studio: Studio) -> None:
    rules = security_group_rules(studio.found, group(studio, ENGINE))
    assert rules == {Rule("ingress", "tcp", 18888, 18888, group(studio, WORKSPACE))}


def test_workspaces_reach_clusters_and_git_and_are_reached_by_nobody(studio: Studio) -> None:
    rules = security_group_rules(studio.found, group(studio, WORKSPACE))
    assert rules == {
        Rule("egress", "tcp", 18888, 18888, group(studio, ENGINE)),
        Rule("egress", "tcp", 443, 443, "0.0.0.0/0"),
    }
