"""What a config says of private Git servers and of clusters reaches the constructs, and what is wrong is a line."""

import json
from pathlib import Path

import pytest
from conftest import Json, as_list, new_app, template_of

from emr_studio_constructs.app.errors import ConfigError
from emr_studio_constructs.app.load import load_config
from emr_studio_constructs.app.main import define_stacks
from emr_studio_constructs.cfn import Resolver, all_policy_documents, the_only

STUDIO = """
studios:
  Analytics:
    account: "111122223333"
    region: eu-west-1
    access:
      - role: data-scientist
        tier: ADVANCED
"""
NETWORK = """
    network:
      vpc:
        source: NEW
        availability_zones: [eu-west-1a]
      git: NONE
"""
TEMPLATES = "{compute: [{kind: CLUSTER_TEMPLATES, templates: [{source: FILE, path: spark.yaml}]}]}"
ROLE = "arn:aws:iam::111122223333:role/"


def template(text: str, directory: Path) -> Json:
    file = directory / "file.yaml"
    file.write_text(STUDIO + text, encoding="utf-8")
    (stack,) = define_stacks(new_app(), *load_config(str(file)))
    return template_of(stack)


def mistake(text: str, directory: Path) -> str:
    with pytest.raises(ConfigError) as error:
        template(text, directory)
    (line,) = error.value.lines
    return line


def test_private_git_servers_are_told_to_emr(tmp_path: Path) -> None:
    servers = f"""{NETWORK}
      private_git_servers:
        - git_server_dns_name: git.example.com
          git_server_ip_v4_list: [10.20.0.10]
          dns_server_ip_v4: 10.20.0.2
"""
    found = template(servers, tmp_path)
    body = Resolver(found).properties(the_only(found, "Custom::EmrStudioPrivateGit")[0])["Body"]
    assert json.loads(body)[0]["Value"] == [
        {"DnsServerIpV4": "10.20.0.2", "GitServerDnsName": "git.example.com", "GitServerIpV4List": ["10.20.0.10"]}
    ]


@pytest.mark.parametrize(
    ("server", "words"),
    [
        ("{}", "private_git_servers[0].git_server_dns_name: "),
        ("{git_server_dns_name: git.example.com}", "wants git_server_ip_v4_list or dns_server_ip_v4, got none"),
        ("{git_server_dns_name: 'https://git', dns_server_ip_v4: 10.1.2.3}", "[0].git_server_dns_name: "),
        ("{git_server_dns_name: git, dns_server_ip_v4: 10.1.2.300}", "dns_server_ip_v4 must be IPv4"),
        ("{git_server_dns_name: git, git_server_ip_v4_list: [10.1.2.0/24]}", "[0].git_server_ip_v4_list[0]: "),
    ],
)
def test_a_mistake_in_a_private_git_server_is_one_line(tmp_path: Path, server: str, words: str) -> None:
    line = mistake(f"{NETWORK}      private_git_servers: [{server}]\n", tmp_path)
    assert "studios.Analytics.network.private_git_servers[0]" in line
    assert words in line


def test_every_key_of_clusters_is_followed(tmp_path: Path) -> None:
    clusters = f"""{NETWORK}
    compute:
      - kind: EMR_ON_EC2
        cluster_tags: {{team: data}}
        on_cluster_app_ui: false
        runtime_role_arns: ['{ROLE}runtime']
        cluster_service_role_arns: ['{ROLE}service']
        instance_role_arns: ['{ROLE}instance']
        auto_scaling_role_arns: ['{ROLE}scaling']
"""
    found = [each.document for each in all_policy_documents(template(clusters, tmp_path))]
    statements = [each for document in found for each in document["Statement"]]
    actions = {action for each in statements for action in as_list(each["Action"])}
    passed = {role for each in statements if "iam:PassRole" in each["Action"] for role in as_list(each["Resource"])}
    (worked_as,) = (each for each in statements if "elasticmapreduce:GetClusterSessionCredentials" in each["Action"])
    assert "elasticmapreduce:GetOnClusterAppUIPresignedURL" not in actions
    assert {f"{ROLE}{name}" for name in ("service", "instance", "scaling")} < passed
    assert worked_as["Condition"]["StringEquals"] == {
        "elasticmapreduce:ExecutionRoleArn": f"{ROLE}runtime",
        "elasticmapreduce:ResourceTag/team": "data",
    }


def test_roles_for_automatic_scaling_need_roles_for_new_clusters(tmp_path: Path) -> None:
    line = mistake(
        f"    compute:\n      - kind: EMR_ON_EC2\n        auto_scaling_role_arns: ['{ROLE}scaling']\n", tmp_path
    )
    assert "compute[0]: auto_scaling_role_arns are for new clusters: add cluster_service_role_arns" in line


@pytest.mark.parametrize("listed", ["Analytics", TEMPLATES])
def test_studios_that_are_a_list_are_refused_in_words(listed: str, tmp_path: Path) -> None:
    file = tmp_path / "file.yaml"
    file.write_text(f"studios: [{listed}]", encoding="utf-8")
    with pytest.raises(ConfigError) as error:
        load_config(str(file))
    (line,) = error.value.lines
    assert line.endswith("studios: wants keys and values, got a list")
