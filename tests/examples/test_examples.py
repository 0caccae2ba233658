"""Each example does what it says: synthesized as its reader would, without credentials, and asked for its point."""

import json
import os
import re
import subprocess
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml
from conftest import ROOT, Json

from emr_studio_constructs.ops.assembly import chosen_stacks
from emr_studio_constructs.testing import Resolver, UseCase, assert_allows, assert_refuses, resources, the_only

DIRECTORY = ROOT / "examples"
NAT_GATEWAY = "AWS::EC2::NatGateway"
EXAMPLES = sorted(path.stem for path in DIRECTORY.glob("*.py"))


class Synthesized(NamedTuple):
    """An example's cloud assembly, and what the CDK CLI said."""

    directory: Path
    said: str

    def template(self, stack: str) -> Json:
        template: Json = json.loads((self.directory / f"{stack}.template.json").read_text(encoding="utf-8"))
        return template


@pytest.fixture(scope="module")
def synthesize(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Synthesized]:
    @cache
    def of(example: str) -> Synthesized:
        directory = tmp_path_factory.mktemp(example)
        command = [str(ROOT / "node_modules/.bin/cdk"), "synth", "--quiet", "--lookups=false", "--no-notices"]
        run = subprocess.run(
            [*command, "--app", f"python3 {example}.py", "--output", str(directory)],
            cwd=DIRECTORY,
            env={**os.environ, "CI": "true"},
            check=False,
            capture_output=True,
            text=True,
        )
        assert run.returncode == 0, run.stderr
        return Synthesized(directory, run.stdout + run.stderr)

    return of


@pytest.mark.parametrize("example", EXAMPLES)
def test_example_synthesizes_without_a_warning(example: str, synthesize: Callable[[str], Synthesized]) -> None:
    assert "WARNING" not in synthesize(example).said


def test_readme_has_a_line_for_each_example() -> None:
    readme = (DIRECTORY / "README.md").read_text(encoding="utf-8")
    names = {path.name for path in DIRECTORY.iterdir() if path.suffix == ".py" or path.is_dir()} - {"__pycache__"}
    assert [name for name in sorted(names) if f"]({name})" not in readme] == []


def test_existing_stack_has_its_studio_in_the_vpc_that_was_looked_up(
    synthesize: Callable[[str], Synthesized],
) -> None:
    template = synthesize("existing_stack").template("Analytics")
    studio = Resolver(template).properties(the_only(template, "AWS::EMR::Studio")[0])
    assert studio["VpcId"] == "vpc-0a1b2c3d4e5f60718"
    assert resources(template, "AWS::EC2::VPC") == {}
    assert_allows(template, person="Analysts", use_case=UseCase.OPEN_STUDIO, on="this Studio")
    assert_refuses(template, person="Analysts", use_case=UseCase.READ_NOTEBOOKS)


def test_identity_center_lets_in_the_people_of_the_file(synthesize: Callable[[str], Synthesized]) -> None:
    template = synthesize("identity_center").template("Analytics")
    mappings = [Resolver(template).properties(name) for name in resources(template, "AWS::EMR::StudioSessionMapping")]
    people = yaml.safe_load((DIRECTORY / "people.yaml").read_text(encoding="utf-8"))
    assert {mapping["IdentityName"] for mapping in mappings} == {*people["users"], *people["groups"]}
    assert_allows(template, person="alice@example.com", use_case=UseCase.CREATE_WORKSPACES)
    assert_refuses(template, person="analysts", use_case=UseCase.MAP_PEOPLE)


def test_saml_federation_lets_in_contractors_by_name_alone(synthesize: Callable[[str], Synthesized]) -> None:
    template = synthesize("saml_federation").template("Analytics")
    assert_allows(template, person="DataScientists", use_case=UseCase.OPEN_STUDIO, on="this Studio")
    assert_allows(template, person="Contractors", use_case=UseCase.OPEN_STUDIO, on="this Studio, as carol@example.com")
    with pytest.raises(AssertionError, match=r"Contractors may not open the Studio \(this Studio\)"):
        assert_allows(template, person="Contractors", use_case=UseCase.OPEN_STUDIO)
    assert_refuses(template, person="DataScientists", use_case=UseCase.OPEN_STUDIO, on="any other Studio")


def test_shared_studio_is_the_platforms_and_what_people_may_do_the_teams(
    synthesize: Callable[[str], Synthesized],
) -> None:
    example = synthesize("shared_studio")
    assert resources(example.template("Platform"), "AWS::EMR::StudioSessionMapping") == {}
    for team in ("Risk", "Marketing"):
        template = example.template(team)
        assert len(resources(template, "AWS::EMR::StudioSessionMapping")) == 1
        assert resources(template, "AWS::EMR::Studio") == {}


@pytest.mark.parametrize(("team", "other"), [("risk", "marketing"), ("marketing", "risk")])
def test_teams_of_a_shared_studio_attach_to_their_own_application_alone(
    team: str, other: str, synthesize: Callable[[str], Synthesized]
) -> None:
    templates = {name: synthesize("shared_studio").template(name) for name in ("Platform", "Risk", "Marketing")}
    assert_allows(templates, person=f"{team}-analysts", use_case=UseCase.ATTACH_TO_SERVERLESS, on=team)
    assert_refuses(templates, person=f"{team}-analysts", use_case=UseCase.ATTACH_TO_SERVERLESS, on=other)


def test_existing_eks_cluster_has_an_endpoint_for_each_set_of_permissions(
    synthesize: Callable[[str], Synthesized],
) -> None:
    template = synthesize("existing_eks_cluster").template("Notebooks")
    assert len(resources(template, "AWS::EMRContainers::VirtualCluster")) == 1
    assert_allows(template, person="analyst", use_case=UseCase.ATTACH_TO_EKS, on="Readers")
    assert_allows(template, person="data-engineer", use_case=UseCase.ATTACH_TO_EKS, on="Writers")
    for person, endpoint in (("analyst", "Writers"), ("data-engineer", "Readers")):
        with pytest.raises(AssertionError, match=f"{person} may not attach to EMR on EKS"):
            assert_allows(template, person=person, use_case=UseCase.ATTACH_TO_EKS, on=endpoint)


def test_pipeline_guards_prod_and_nothing_else_before_it_deploys(synthesize: Callable[[str], Synthesized]) -> None:
    pipeline = pipeline_of(synthesize("pipeline"))
    stages = {stage["Name"]: stage["Actions"] for stage in pipeline["Stages"]}
    order = {name: [a["Name"] for a in sorted(stages[name], key=run_order)] for name in ("Dev", "Test", "Prod")}
    assert order == {
        "Dev": ["Prepare", "Deploy"],
        "Test": ["Prepare", "Deploy"],
        "Prod": ["Guard", "Analytics.Prepare", "Analytics.Deploy"],
    }
    assert "SelfMutate" in [action["Name"] for action in stages["UpdatePipeline"]]


def test_pipeline_guard_finds_prods_stack_and_reads_its_account(synthesize: Callable[[str], Synthesized]) -> None:
    example = synthesize("pipeline")
    commands = build_commands(example)
    (guard,) = [command for command in commands if command.startswith("emr-studio guard ")]
    (stack,) = chosen_stacks(example.directory / guard.split()[2], None)
    (role,) = re.findall(r"role_arn (\S+)", "\n".join(commands))
    assert (stack.name, stack.account) == ("Prod-Analytics", "444455556666")
    assert role == "arn:aws:iam::444455556666:role/cdk-hnb659fds-lookup-role-444455556666-eu-west-1"


def test_pipeline_keeps_two_nat_gateways_for_prod_alone(synthesize: Callable[[str], Synthesized]) -> None:
    directory = synthesize("pipeline").directory
    count = {
        stage: len(resources(chosen_stacks(directory / f"assembly-Delivery-{stage}", None)[0].template, NAT_GATEWAY))
        for stage in ("Dev", "Test", "Prod")
    }
    assert count == {"Dev": 1, "Test": 1, "Prod": 2}


def pipeline_of(example: Synthesized) -> Json:
    template = example.template("Delivery")
    return Resolver(template).properties(the_only(template, "AWS::CodePipeline::Pipeline")[0])


def run_order(action: Json) -> int:
    return int(action["RunOrder"])


def build_commands(example: Synthesized) -> list[str]:
    """What the builds of the pipeline run."""
    found = Resolver(example.template("Delivery"))
    builds = [found.properties(name) for name in resources(found.template, "AWS::CodeBuild::Project")]
    phases = [json.loads(build["Source"]["BuildSpec"])["phases"] for build in builds]
    return [command for each in phases for phase in each.values() for command in phase["commands"]]
