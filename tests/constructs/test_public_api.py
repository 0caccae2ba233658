"""What the package offers: these names, all of them documented and typed."""

import dataclasses
import inspect
import re
from collections.abc import Callable
from enum import Enum
from importlib.resources import files
from typing import Any

import pytest

import emr_studio_constructs
from emr_studio_constructs import Auth, Capability, IEmrStudio, compute

NAMES = [
    "Allow",
    "Architecture",
    "Attachment",
    "Auth",
    "Capability",
    "ClusterRoles",
    "ClusterTemplates",
    "Compute",
    "Condition",
    "CustomTier",
    "EksEndpoint",
    "EmrOnEc2",
    "EmrOnEksEndpoint",
    "EmrServerlessApp",
    "EmrStudio",
    "Encryption",
    "GitAccess",
    "GitSecrets",
    "IEmrStudio",
    "IamAuth",
    "IdentityCenterAuth",
    "NewTrail",
    "NewVpc",
    "NotebookStorageClass",
    "OldNotebooks",
    "PrivateGitServer",
    "RelayState",
    "SamlFederationRole",
    "ServerlessApplication",
    "SessionMapping",
    "SourceIdentity",
    "SparkClusterTemplate",
    "StudioAlarm",
    "StudioEvent",
    "StudioMetric",
    "StudioMonitoring",
    "StudioTag",
    "Tier",
    "UserAssignment",
    "acknowledge_known_findings",
]
CLASSES = {name: found for name in NAMES if inspect.isclass(found := getattr(emr_studio_constructs, name))}


def is_ours(member: object) -> bool:
    return str(getattr(member, "__module__", "")).startswith("emr_studio_constructs")


def methods(class_: type) -> dict[str, Callable[..., Any]]:
    """The public methods and the constructor of a class that the package defines."""
    found = inspect.getmembers(class_, callable)
    return {name: method for name, method in found if is_ours(method) and (name == "__init__" or name[0] != "_")}


METHODS = {f"{name}.{method}": found for name, class_ in CLASSES.items() for method, found in methods(class_).items()}
PROPERTIES = {
    f"{name}.{attribute}": found
    for name, class_ in CLASSES.items()
    for attribute, found in inspect.getmembers(class_, lambda member: isinstance(member, property))
    if attribute[0] != "_" and is_ours(found.fget)
}


def documented(text: str | None) -> set[str]:
    """The arguments that a docstring describes."""
    section = re.search(r"^Args:\n((?:(?: .*)?\n)*)", inspect.cleandoc(text or "") + "\n", re.MULTILINE)
    return set(re.findall(r"^    (\w+): \S", section[1], re.MULTILINE)) if section else set()


def test_the_package_offers_these_names_and_no_others() -> None:
    assert emr_studio_constructs.__all__ == NAMES == sorted(NAMES)
    for name in NAMES:
        assert hasattr(emr_studio_constructs, name)


def test_the_package_offers_every_kind_of_compute() -> None:
    assert set(compute.__all__) <= set(NAMES)


def test_the_package_is_typed() -> None:
    assert files("emr_studio_constructs").joinpath("py.typed").is_file()


@pytest.mark.parametrize("name", [name for name in NAMES if name != "Auth"])
def test_every_name_is_documented(name: str) -> None:
    text = getattr(emr_studio_constructs, name).__doc__ or ""
    assert re.match(r"[A-Z].*\.", text), name
    assert not text.startswith(f"{name}("), "made by dataclass, not written"


@pytest.mark.parametrize("name", [name for name, found in CLASSES.items() if dataclasses.is_dataclass(found)])
def test_every_field_is_documented(name: str) -> None:
    class_ = CLASSES[name]
    if name in {"Condition", "GitAccess"}:  # described in a sentence, made by functions
        return
    assert documented(class_.__doc__) == {each.name for each in dataclasses.fields(class_)}  # type: ignore[arg-type]  # chosen as one


@pytest.mark.parametrize("name", METHODS)
def test_every_parameter_is_documented(name: str) -> None:
    method = METHODS[name]
    class_ = CLASSES[name.partition(".")[0]]
    if name.endswith(".__init__") and (dataclasses.is_dataclass(class_) or issubclass(class_, Enum)):
        return
    assert method.__doc__
    parameters = set(inspect.signature(method).parameters) - {"self"}
    if getattr(class_, "_is_protocol", False):  # EmrStudio says more of the same parameters
        return
    assert documented(method.__doc__) == parameters


@pytest.mark.parametrize("name", PROPERTIES)
def test_every_property_is_documented(name: str) -> None:
    assert PROPERTIES[name].__doc__


def test_every_member_of_an_enum_that_needs_words_has_them() -> None:
    source = inspect.getsource(Capability)
    assert source.count('    """') >= len(Capability)


def test_studios_fit_the_interface() -> None:
    offered = {name for name in vars(IEmrStudio) if name[0] != "_"}
    base = CLASSES["EmrStudio"].__mro__[1]
    assert offered <= {*dir(base), *base.__annotations__}
    assert Auth == CLASSES["IamAuth"] | CLASSES["IdentityCenterAuth"]
