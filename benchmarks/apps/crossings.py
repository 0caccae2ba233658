"""Counts the calls from Python to Node.js that one Studio costs, and each further person: what takes most of its time.

Prints them by kind.
"""

import json
import sys
from collections import Counter
from typing import Any

from aws_cdk import App, Stack
from jsii._kernel.providers.process import _NodeProcess

from emr_studio_constructs import EmrStudio, IdentityCenterAuth, Tier

kinds: Counter[str] = Counter()
send = _NodeProcess.send


def counted(process: _NodeProcess, request: Any, response_type: Any) -> Any:  # noqa: ANN401  # jsii has no types
    """Sends a request, and counts it."""
    kinds[type(request).__name__.removesuffix("Request")] += 1
    return send(process, request, response_type)


app = App()
stack = Stack(app, "Analytics")
_NodeProcess.send = counted  # type: ignore[assignment,method-assign]  # jsii has no other place to watch
studio = EmrStudio(stack, "Studio", auth=IdentityCenterAuth())
studio.add_user("first@example.com", tier=Tier.BASIC)
of_studio = dict(kinds)
kinds.clear()
for user in range(10):
    studio.add_user(f"user{user}@example.com", tier=Tier.BASIC)
of_person = {kind: count / 10 for kind, count in kinds.items()}
sys.stdout.write(json.dumps({"studio": of_studio, "person": of_person}) + "\n")
