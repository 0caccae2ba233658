import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from botocore.exceptions import ClientError

from rehearsal.stage import Stage
from rehearsals.stories import IAM, Story

Json = dict[str, Any]
NewStory = Callable[[str], Story]

KEY = "life-cycle-configuration/configuration.json"
GIT = {"git_server_dns_name": "git.example.com", "git_server_ip_v4_list": ["10.1.2.3"]}
CODE = {"git_server_dns_name": "code.example.com", "dns_server_ip_v4": "10.1.2.4"}


@pytest.fixture
def story(stage: Stage, tmp_path: Path) -> NewStory:
    return lambda name: Story(stage, tmp_path, f"{name}PrivateGit", IAM)


def network(*servers: Json) -> Json:
    return {**IAM["network"], "git": "NONE", "private_git_servers": list(servers)}


def bucket(story: Story) -> str:
    return str(story.studio["DefaultS3Location"].removeprefix("s3://").partition("/")[0])


def told(story: Story, key: str = KEY) -> list[str]:
    """The servers that EMR is told of; none where it is told nothing."""
    s3 = story.clients("s3")
    if key not in keys(story):
        return []
    [content] = json.loads(s3.get_object(Bucket=bucket(story), Key=key)["Body"].read())
    return [each["GitServerDnsName"] for each in content["Value"]]


def keys(story: Story) -> set[str]:
    found = story.clients("s3").list_objects_v2(Bucket=bucket(story)).get("Contents", [])
    return {each["Key"] for each in found}


def test_servers_are_written_changed_and_taken_out_and_notebooks_stay(story: NewStory) -> None:
    changing = story("Changing")
    changing.deploy(network=network(GIT))
    assert told(changing) == ["git.example.com"]
    changing.clients("s3").put_object(Bucket=bucket(changing), Key="e-ONE/notebook.ipynb", Body=b"{}")

    changing.deploy(network=network(GIT, CODE))
    assert told(changing) == ["git.example.com", "code.example.com"]
    assert changing.diff() == []

    changing.deploy(network=network())
    assert told(changing) == []
    assert keys(changing) == {"e-ONE/notebook.ipynb"}


def test_workspaces_get_through_to_the_servers(story: NewStory) -> None:
    open_to = story("Open")
    open_to.deploy(network=network(GIT, CODE))
    group = open_to.studio["WorkspaceSecurityGroupId"]
    [found] = open_to.clients("ec2").describe_security_groups(GroupIds=[group])["SecurityGroups"]
    allowed = {
        (rule["IpProtocol"], rule["FromPort"], each["CidrIp"])
        for rule in found["IpPermissionsEgress"]
        for each in rule["IpRanges"]
    }
    assert allowed == {("tcp", 443, "10.1.2.3/32"), ("tcp", 53, "10.1.2.4/32"), ("udp", 53, "10.1.2.4/32")}


def test_nobody_else_overwrites_the_object(story: NewStory) -> None:
    locked = story("Locked")
    locked.deploy(network=network(GIT))
    s3, name = locked.clients("s3"), bucket(locked)
    with pytest.raises(ClientError, match="AccessDenied"):
        s3.put_object(Bucket=name, Key=KEY, Body=b"[]")
    with pytest.raises(ClientError, match="AccessDenied"):
        s3.delete_object(Bucket=name, Key=KEY)
    assert told(locked) == ["git.example.com"]


def test_the_object_moves_with_the_studio(story: NewStory) -> None:
    moving = story("Moving")
    moving.deploy(network=network(GIT))
    moving.deploy(storage={"source": "NEW", "prefix": "teams/data"})
    assert told(moving, f"teams/data/{KEY}") == ["git.example.com"]
    assert moving.status == "UPDATE_COMPLETE"


def test_a_deleted_stack_takes_the_object_and_leaves_the_bucket(story: NewStory, stage: Stage) -> None:
    deleted = story("Deleted")
    assembly = deleted.synth(network=network(GIT))
    stage.deploy(assembly, lambda _line: None)
    name, s3 = bucket(deleted), deleted.clients("s3")

    stage.destroy(assembly, lambda _line: None)

    assert "Contents" not in s3.list_objects_v2(Bucket=name)
    versions = s3.list_object_versions(Bucket=name)
    assert [each["Key"] for each in versions["Versions"]] == [KEY]
