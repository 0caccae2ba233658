"""Files of cluster templates: a good one, and that with changes."""

import json
import tempfile
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any

Json = dict[str, Any]

CLUSTER: Json = {
    "Name": {"Ref": "ClusterName"},
    "ReleaseLabel": "emr-7.13.0",
    "Applications": [{"Name": "Spark"}, {"Name": "Livy"}, {"Name": "JupyterEnterpriseGateway"}, {"Name": "Hive"}],
    "ServiceRole": "arn:aws:iam::111122223333:role/cluster-service",
    "JobFlowRole": "cluster-instance",
    "Instances": {
        "Ec2SubnetId": {"Ref": "SubnetId"},
        "MasterInstanceGroup": {"InstanceCount": 1, "InstanceType": "m6i.xlarge"},
    },
}


def a_template(*, sections: Json | None = None, cluster: Json | None = None, resources: Json | None = None) -> Json:
    """A good template but for other sections and properties of its cluster, each None for none, and more resources."""
    template: Json = {
        "Parameters": {"ClusterName": {"Type": "String"}, "SubnetId": {"Type": "AWS::EC2::Subnet::Id"}},
        "Resources": {"Cluster": {"Type": "AWS::EMR::Cluster", "Properties": deepcopy(CLUSTER)}},
        "Outputs": {"ClusterId": {"Value": {"Ref": "Cluster"}}},
    }
    properties = template["Resources"]["Cluster"]["Properties"]
    for changed, changes in ((template, sections or {}), (properties, cluster or {})):
        changed.update(changes)
        for name in [name for name, value in changes.items() if value is None]:
            del changed[name]
    template["Resources"].update(resources or {})
    return template


def a_file(*, sections: Json | None = None, cluster: Json | None = None, resources: Json | None = None) -> str:
    """The path of such a template."""
    return a_file_with(json.dumps(a_template(sections=sections, cluster=cluster, resources=resources)))


@cache
def a_file_with(text: str) -> str:
    """The path of a file, as long as the tests run."""
    with tempfile.NamedTemporaryFile("w", dir=_directory().name, suffix=".yaml", delete=False) as file:
        file.write(text)
    return str(Path(file.name))


@cache
def _directory() -> "tempfile.TemporaryDirectory[str]":
    return tempfile.TemporaryDirectory(prefix="cluster-templates-")
