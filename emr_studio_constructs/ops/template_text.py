"""Reads the text of a deployed template, as `GetTemplate` answers it."""

from typing import Any

import yaml


class _Loader(yaml.SafeLoader):
    """Reads YAML as CloudFormation has it: of a short form such as `!Ref` what follows it."""


def read_template(body: str | dict[str, Any]) -> dict[str, Any]:
    """A template; boto3 has read one in JSON already."""
    return dict(_Loader(body).get_single_data() if isinstance(body, str) else body)


def _without_tag(loader: _Loader, _tag: str, node: yaml.Node) -> object:
    match node:
        case yaml.MappingNode():
            return loader.construct_mapping(node, deep=True)
        case yaml.SequenceNode():
            return loader.construct_sequence(node, deep=True)
        case yaml.ScalarNode():
            return loader.construct_scalar(node)
        case _:
            raise AssertionError(node)


_Loader.add_multi_constructor("!", _without_tag)
