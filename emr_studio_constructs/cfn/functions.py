"""The functions of templates that need nothing but their arguments.

https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html
"""

import ipaddress
import json
from collections.abc import Callable, Mapping

from .physical import Value


def _cidr(given: Value) -> Value:
    block, count, bits = given
    networks = ipaddress.ip_network(block).subnets(new_prefix=32 - int(bits))
    return [str(next(networks)) for _ in range(int(count))]


def _select(given: Value) -> Value:
    """One of a list; what is made up may have fewer parts than what it stands for, and its last stands for those."""
    index, values = given
    return values[min(int(index), len(values) - 1)]


FUNCTIONS: Mapping[str, Callable[[Value], Value]] = {
    "Base64": lambda given: given,
    "Cidr": _cidr,
    "Join": lambda given: given[0].join(map(str, given[1])),
    "Length": len,
    "Select": _select,
    "Split": lambda given: given[1].split(given[0]),
    "ToJsonString": json.dumps,
}
"""By name, without `Fn::`; each takes its argument, resolved."""
