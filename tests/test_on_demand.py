"""What needs no construct loads no CDK, and so starts no Node.js."""

import ast
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest
from aws_cdk import App
from conftest import FLAGS
from samples import CONFIG, stacks_of

ROOT = Path(__file__).parent.parent
LAZY = [f"emr_studio_constructs{package}" for package in ("", ".compute", ".monitoring", ".nag")]
WITHOUT_CDK = [
    "app.config",
    "cfn",
    "changes",
    "choices",
    "evaluation",
    "handlers",
    "ops",
    "policies",
    "review",
    "testing",
]

REFUSE_THE_CDK = """
import sys
from importlib import import_module
from pkgutil import walk_packages
class Refuse:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in {"aws_cdk", "constructs", "jsii"}:
            raise ImportError(f"{name} is loaded")
sys.meta_path.insert(0, Refuse())
"""
LOAD_ALL = """
for package in sys.argv[1:]:
    found = import_module(package)
    for module in walk_packages(getattr(found, "__path__", ()), f"{package}."):
        import_module(module.name)
"""
RUN = """
from emr_studio_constructs.ops import start
start()
"""


def without_cdk(code: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Runs code where there is neither CDK nor Node.js, nor AWS."""
    command = [sys.executable, "-c", REFUSE_THE_CDK + code, *arguments]
    environment = {"PATH": "/nowhere", "PYTHONPATH": str(ROOT), "AWS_EC2_METADATA_DISABLED": "true", "COLUMNS": "200"}
    return subprocess.run(command, check=False, capture_output=True, text=True, env=environment)


def imported_for_types(package: str) -> set[tuple[str, str]]:
    """What a package imports where types are checked alone: each name with its module."""
    tree = ast.parse(Path(str(import_module(package).__file__)).read_text(encoding="utf-8"))
    return {
        (f"{package}.{node.module}", alias.name)
        for block in tree.body
        if isinstance(block, ast.If)
        for node in block.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }


@pytest.mark.parametrize("package", LAZY)
def test_a_name_on_demand_is_what_type_checkers_take_it_for(package: str) -> None:
    names = imported_for_types(package)
    assert names
    for module, name in names:
        assert getattr(import_module(package), name) is getattr(import_module(module), name)


@pytest.mark.parametrize("package", LAZY)
def test_every_name_of_a_package_is_listed_and_there(package: str) -> None:
    found = import_module(package)
    assert set(found.__all__) <= set(dir(found))
    for name in found.__all__:
        assert hasattr(found, name)


@pytest.mark.parametrize("package", LAZY)
def test_a_name_that_a_package_has_not_is_said_with_the_package(package: str) -> None:
    with pytest.raises(AttributeError, match=rf"module '{package}' has no attribute 'Studios'"):
        _ = import_module(package).Studios


@pytest.mark.parametrize("package", WITHOUT_CDK)
def test_no_module_of_what_defines_nothing_loads_the_cdk(package: str) -> None:
    done = without_cdk(LOAD_ALL, f"emr_studio_constructs.{package}")
    assert done.returncode == 0, done.stderr


def test_the_constructs_load_the_cdk() -> None:
    done = without_cdk("from emr_studio_constructs import EmrStudio")
    assert "aws_cdk is loaded" in done.stderr


def test_help_is_there_without_node() -> None:
    done = without_cdk(RUN, "--help")
    assert (done.returncode, done.stderr) == (0, "")
    assert "guard" in done.stdout


def test_guard_and_cost_read_an_assembly_without_node(tmp_path: Path) -> None:
    app = App(context=FLAGS, outdir=str(tmp_path))
    stacks_of("minimal", app)
    [stack] = app.synth().stacks

    guarded = without_cdk(RUN, "guard", str(tmp_path), "--deployed", stack.template_full_path, "--region", "eu-west-1")
    assert "no changes" in guarded.stdout, guarded.stderr
    priced = without_cdk(RUN, "cost", str(tmp_path))
    assert "USD a month" in priced.stdout, priced.stderr


@pytest.mark.parametrize("command", [("preflight",), ("mappings", "plan")])
def test_commands_read_a_config_without_node_and_get_as_far_as_aws(command: tuple[str, ...]) -> None:
    done = without_cdk(RUN, *command, str(CONFIG / "people-file.yaml"))
    assert done.stderr.splitlines() == ["no AWS credentials are found: sign in, or name a profile by --profile"]
