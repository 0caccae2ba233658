"""What the command says of two templates, without AWS."""

import json
from pathlib import Path

import pytest

from ops.guard.given import STUDIO, Bench, Json, a_template

ANOTHER_KEY = {"EncryptionKeyArn": "arn:aws:kms:eu-west-1:111122223333:key/00000000-0000-4000-8000-000000000000"}
ONE_SUBNET = {"SubnetIds": STUDIO["SubnetIds"][:1]}


@pytest.mark.parametrize(
    ("changes", "code", "change"),
    [
        (ANOTHER_KEY, 2, ("REPLACE", "REPLACEMENT")),
        ({"DefaultS3Location": "s3://elsewhere/studio"}, 2, ("UPDATE", "NOTEBOOKS")),
        (ONE_SUBNET, 2, ("FAIL", None)),
        ({"Name": "other"}, 0, ("UPDATE", None)),
    ],
    ids=["replaced", "notebooks", "refused", "renamed"],
)
def test_only_what_costs_people_something_or_fails_ends_with_2(
    bench: Bench, changes: Json, code: int, change: tuple[str, str | None]
) -> None:
    answer = bench.compare(a_template(), a_template(**changes), "--output", "json")

    assert (answer.code, answer.changes) == (code, [("AnalyticsId", *change)])
    [row] = answer.stacks[0]["changes"]
    assert json.loads(answer.out)["stops"] is row["stops"] is (code == 2)


def test_the_same_template_has_no_changes(bench: Bench) -> None:
    answer = bench.compare(a_template(), a_template())

    assert (answer.code, answer.out) == (0, "AnalyticsId\nno changes\n")


def test_a_studio_that_is_gone_is_lost(bench: Bench) -> None:
    answer = bench.compare(a_template(), {"Resources": {}}, "--output", "json")

    assert (answer.code, answer.changes) == (2, [("AnalyticsId", "DELETE", "DELETION")])


@pytest.mark.parametrize(
    ("allowed", "code"),
    [
        (["REPLACEMENT"], 0),
        (["replacement"], 0),
        (["NOTEBOOKS", "REPLACEMENT"], 0),
        (["NOTEBOOKS"], 2),
    ],
)
def test_a_loss_that_is_allowed_passes(bench: Bench, allowed: list[str], code: int) -> None:
    options = [option for each in allowed for option in ("--allow", each)]

    assert bench.compare(a_template(), a_template(**ANOTHER_KEY), *options).code == code


def test_what_fails_is_not_to_be_allowed(bench: Bench) -> None:
    options = [option for loss in ("REPLACEMENT", "DELETION", "NOTEBOOKS") for option in ("--allow", loss)]

    answer = bench.compare(a_template(), a_template(**ONE_SUBNET), *options)

    assert answer.code == 2
    assert "SubnetIds loses 1 of 2 subnets" in answer.out
    assert [line.strip() for line in answer.out.splitlines()[-2:]] == [
        "the deploy fails, whatever is allowed",
        "1 fails",
    ]


def test_people_read_what_is_lost_why_and_which_option_lets_it_pass(bench: Bench) -> None:
    answer = bench.compare(a_template(), a_template(**ANOTHER_KEY))

    lines = [line.strip() for line in answer.out.splitlines()]
    assert lines[0] == "AnalyticsId"
    assert lines[1].split() == ["\N{BALLOT X}", "replace", "Analytics/Studio/Resource", "AWS::EMR::Studio"]
    assert lines[2] == "EncryptionKeyArn"
    assert lines[3].startswith("why: EncryptionKeyArn cannot change in place")
    assert lines[4].startswith("costs: people get a new URL, and no Workspaces")
    assert lines[-2:] == ["--allow REPLACEMENT lets it pass", "1 with REPLACEMENT"]


def test_what_is_allowed_is_still_told(bench: Bench) -> None:
    answer = bench.compare(a_template(), a_template(**ANOTHER_KEY), "--allow", "REPLACEMENT")

    assert "costs: people get a new URL, and no Workspaces" in answer.out
    assert "!  replace  Analytics/Studio/Resource" in answer.out
    assert "--allow" not in answer.out
    assert answer.out.endswith("1 with REPLACEMENT, allowed\n")


def test_what_is_harmless_is_a_number_unless_it_is_asked_for(bench: Bench) -> None:
    more = a_template(Name="other")
    more["Resources"]["Log"] = {"Type": "AWS::Logs::LogGroup"}

    assert bench.compare(a_template(), more).out == "AnalyticsId\n2 without loss, shown by --verbose\n"
    said = bench.compare(a_template(), more, "--verbose").out
    assert "~  update  Analytics/Studio/Resource  AWS::EMR::Studio" in said
    assert "+  add     Log  AWS::Logs::LogGroup" in said
    assert said.endswith("\n2 without loss\n")


def test_what_stops_nothing_is_told_where_there_is_something_to_say_of_it(bench: Bench) -> None:
    before = a_template()
    before["Resources"]["Spark"] = {"Type": "AWS::EMRServerless::Application", "Properties": {"ReleaseLabel": "7.12"}}
    mapping = {"Type": "AWS::EMR::StudioSessionMapping", "Properties": {"IdentityName": "bob", "StudioId": "es-1"}}
    before["Resources"]["Bob"] = mapping
    after = a_template()
    after["Resources"]["Spark"] = {"Type": "AWS::EMRServerless::Application", "Properties": {"ReleaseLabel": "7.13"}}

    answer = bench.compare(before, after)

    assert answer.code == 0
    assert "~  update  Spark  AWS::EMRServerless::Application" in answer.out
    assert "costs: while it is started, EMR Serverless may refuse that" in answer.out
    assert "-  delete  Bob  AWS::EMR::StudioSessionMapping" in answer.out
    assert "costs: who was mapped can no longer sign in" in answer.out
    assert answer.out.endswith("\n2 without loss\n")


def test_what_only_follows_something_else_is_a_number(bench: Bench) -> None:
    before, after = a_template(), a_template(**ANOTHER_KEY)
    for template in (before, after):
        properties = {"IdentityName": "bob", "StudioId": {"Ref": "Studio"}}
        template["Resources"]["Bob"] = {"Type": "AWS::EMR::StudioSessionMapping", "Properties": properties}

    answer = bench.compare(before, after)

    assert "Bob" not in answer.out
    assert answer.out.endswith("\n1 with REPLACEMENT; 1 without loss, shown by --verbose\n")


def test_what_stops_a_deploy_comes_first(bench: Bench) -> None:
    before, after = a_template(), a_template(**ANOTHER_KEY)
    for template, location in ((before, "s3://one/x"), (after, "s3://two/x")):
        properties = {**STUDIO, "Name": "lab", "DefaultS3Location": location}
        lab = {"Lab": {"Type": "AWS::EMR::Studio", "Properties": properties}}
        template["Resources"] = {**lab, **template["Resources"]}

    said = bench.compare(before, after, "--allow", "NOTEBOOKS").out
    assert said.index("Analytics/Studio/Resource") < said.index("Lab")
    said = bench.compare(before, after, "--allow", "REPLACEMENT").out
    assert said.index("Lab") < said.index("Analytics/Studio/Resource")


def test_a_moved_resource_is_shown_with_both_ids(bench: Bench) -> None:
    after = {"Resources": {"Notebooks": a_template()["Resources"]["Studio"]}}

    answer = bench.compare(a_template(), after)

    assert answer.code == 2
    assert "Studio -> Notebooks" in answer.out


@pytest.mark.parametrize(("region", "code"), [("eu-west-1", 0), ("eu-west-2", 2)])
def test_the_region_is_that_of_the_stack_or_else_of_the_command(bench: Bench, region: str, code: int) -> None:
    before = bench.file(a_template(DefaultS3Location=f"s3://notebooks-{region}/studio"))
    assembly = bench.assembly(
        Analytics=a_template(DefaultS3Location={"Fn::Sub": "s3://notebooks-${AWS::Region}/studio"})
    )
    assert bench.guard(assembly, "--deployed", before, "--region", region).code == code

    manifest = assembly / "manifest.json"
    manifest.write_text(manifest.read_text(encoding="utf-8").replace("eu-west-1", "unknown-region"), encoding="utf-8")
    assert bench.guard(assembly, "--deployed", before, "--region", region).code == 0


# --- which stack, and which template ----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["Analytics", "AnalyticsId"])
def test_a_stack_is_chosen_by_its_id_or_name(bench: Bench, name: str) -> None:
    assembly, before = bench.assembly(Analytics=a_template(), Lab=a_template(**ANOTHER_KEY)), bench.file(a_template())

    assert bench.guard(assembly, "--deployed", before, "--stack", name).code == 0
    assert bench.guard(assembly, "--deployed", before, "--stack", name.replace("Analytics", "Lab")).code == 2
    assert bench.guard(assembly / "Lab.template.json", "--deployed", before).code == 2


def test_one_template_is_not_compared_with_several_stacks(bench: Bench) -> None:
    assembly = bench.assembly(Analytics=a_template(), Lab=a_template())

    answer = bench.guard(assembly, "--deployed", bench.file(a_template()))

    assert (answer.code, answer.out) == (1, "")
    assert "there are the stacks AnalyticsId, LabId: choose one by --stack" in answer.err


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("missing.json", None, "missing.json: no such file or directory: write a template by"),
        ("list.json", "[]", "a template is an object with Resources"),
        ("answer.json", '{"TemplateBody": {"Resources": {}}}', "it has no Resources"),
        ("broken.yaml", "Resources: [", "while parsing"),
    ],
)
def test_what_is_no_deployed_template_is_named(bench: Bench, name: str, content: str | None, said: str) -> None:
    file = bench.directory / name
    if content is not None:
        file.write_text(content, encoding="utf-8")

    answer = bench.guard(bench.assembly(Analytics=a_template()), "--deployed", file)

    assert answer.code == 1
    assert answer.err.startswith(f"{file}: ")
    assert answer.err.count(name) == 1
    assert said in answer.err
    assert "--query TemplateBody --stack-name NAME > FILE`" in answer.err


def test_for_a_broken_template_of_the_assembly_another_synth_is_the_fix(bench: Bench) -> None:
    assembly = bench.assembly(Analytics=a_template())
    file = assembly / "Analytics.template.json"
    file.write_text("{", encoding="utf-8")

    answer = bench.guard(assembly, "--deployed", bench.file(a_template()))

    assert answer.code == 1
    assert answer.err.startswith(f"{file}: ")
    assert answer.err.endswith(": run `cdk synth` again\n")


def test_what_only_the_deploy_knows_the_resources_of_is_named(bench: Bench) -> None:
    looped = {"Resources": {"Fn::ForEach::Buckets": ["Name", ["a", "b"], {"${Name}": {"Type": "AWS::S3::Bucket"}}]}}

    answer = bench.compare(a_template(), looped)

    assert (answer.code, answer.out) == (1, "")
    assert answer.err == (
        "stack AnalyticsId: Resources has Fn::ForEach::Buckets: only the deploy knows which resources that makes\n"
    )


def test_what_only_the_deploy_knows_is_named_beside_a_nested_stack_too(bench: Bench) -> None:
    nested: Json = {
        "Inner": {"Type": "AWS::CloudFormation::Stack", "Properties": {"TemplateURL": "https://example.com"}}
    }
    looped: Json = {"Fn::ForEach::Buckets": ["Name", ["a", "b"], {"${Name}": {"Type": "AWS::S3::Bucket"}}]}

    for before, after in (({}, looped), (looped, {})):
        answer = bench.compare({"Resources": {**nested, **before}}, {"Resources": {**nested, **after}})
        assert answer.code == 1
        assert "Resources has Fn::ForEach::Buckets: only the deploy knows" in answer.err


def test_a_deployed_template_in_yaml_is_the_same_as_in_json(bench: Bench) -> None:
    template = a_template(VpcId={"Ref": "Vpc"})
    template["Resources"]["Vpc"] = {"Type": "AWS::EC2::VPC", "Properties": {"CidrBlock": "10.0.0.0/16"}}
    file = bench.directory / "deployed.yaml"
    file.write_text(json.dumps(template).replace('{"Ref": "Vpc"}', "!Ref Vpc"), encoding="utf-8")

    answer = bench.guard(bench.assembly(Analytics=template), "--deployed", file)

    assert (answer.code, answer.out) == (0, "AnalyticsId\nno changes\n")


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("nowhere", "nowhere: no such file or directory: run `cdk synth`, and name cdk.out"),
        (".", "is no cloud assembly, it has no manifest.json: run `cdk synth`, and name cdk.out"),
        (
            "cdk.out/manifest.json",
            "manifest.json has no stack: name the cdk.out of an app with stacks, or a template in it",
        ),
    ],
)
def test_what_is_no_assembly_is_named(bench: Bench, source: str, said: str) -> None:
    bench.assembly(Analytics=a_template())

    answer = bench.guard(bench.directory / source)

    assert answer.code == 1
    assert said in answer.err


@pytest.mark.parametrize(
    ("manifest", "said"),
    [
        ("{}", "cdk.out has no stack: name the cdk.out of an app with stacks"),
        ("{", "manifest.json is no JSON object: run `cdk synth` again"),
    ],
)
def test_an_assembly_that_is_somebody_elses_or_broken_is_named(bench: Bench, manifest: str, said: str) -> None:
    assembly = bench.assembly(Analytics=a_template())
    (assembly / "manifest.json").write_text(manifest, encoding="utf-8")

    answer = bench.guard(assembly)

    assert answer.code == 1
    assert said in answer.err


def test_an_unknown_stack_is_named(bench: Bench) -> None:
    answer = bench.guard(bench.assembly(Analytics=a_template()), "--stack", "AnalyticId")

    assert answer.code == 1
    assert "has no stack 'AnalyticId', did you mean 'AnalyticsId'?" in answer.err


def test_an_unknown_loss_is_wrong_usage(bench: Bench, tmp_path: Path) -> None:
    answer = bench.guard(tmp_path, "--allow", "EVERYTHING")

    assert answer.code == 1
    assert "EVERYTHING" in answer.err
