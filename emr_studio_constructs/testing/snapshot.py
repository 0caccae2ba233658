"""Templates as snapshots: whole, but for what an upgrade of the CDK alone changes.

https://docs.aws.amazon.com/cdk/v2/guide/testing.html
"""

import json
import re
from collections.abc import Mapping
from typing import Any

from syrupy.extensions.json import JSONSnapshotExtension
from syrupy.types import PropertyFilter, PropertyMatcher, SerializedData

from emr_studio_constructs.changes import Template

from .template import TemplatesLike, templates_of

_ASSET_HASH = re.compile(r"\b[0-9a-f]{64}\b")
_BOOTSTRAP = {"Parameters": "BootstrapVersion", "Rules": "CheckBootstrapVersion"}


class TemplateSnapshotExtension(JSONSnapshotExtension):
    """Lets syrupy keep a template, or a dict of several by name, as JSON: one file a test, its keys in order.

    ```python
    def test_nothing_moved(snapshot: SnapshotAssertion) -> None:
        assert Template.from_stack(stack) == snapshot(extension_class=TemplateSnapshotExtension)
    ```

    The hashes of assets and the check of the bootstrap version are left out: code of Lambda functions may change.
    """

    def serialize(
        self,
        data: TemplatesLike,
        *,
        exclude: PropertyFilter | None = None,
        include: PropertyFilter | None = None,
        matcher: PropertyMatcher | None = None,
    ) -> SerializedData:
        """The text of the snapshot."""
        templates = {name: stable(each) for name, each in templates_of(data).items()}
        return super().serialize(templates.get("", templates), exclude=exclude, include=include, matcher=matcher)


def stable(template: Mapping[str, Any]) -> Template:
    """A template without what changes with the version of the CDK alone: hashes of assets and the bootstrap version."""
    copy: Template = json.loads(_ASSET_HASH.sub("<hash>", json.dumps(template)))
    for section, name in _BOOTSTRAP.items():
        copy.get(section, {}).pop(name, None)
        if not copy.get(section, True):
            del copy[section]
    return copy
