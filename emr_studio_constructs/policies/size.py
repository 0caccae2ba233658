"""How large a policy is when it is deployed.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
"""

import json
import re
from typing import Any

MANAGED_POLICY_LIMIT = 6144
"""How many characters, white space not counted, a managed policy may have."""

_TOKEN = re.compile(r"\$\{Token\[([^\]]*)\]\}")
_LONGEST = {"AWS.Partition": 10, "AWS.Region": 14, "AWS.AccountId": 12, "AWS.URLSuffix": 16}
_LONGEST_ARN = 110  # of a role in GovCloud with a name of 64 characters, and some for its path
_LONGEST_NAME = 64  # inside an ARN: of a role; ids are shorter


def document_size(document: dict[str, Any]) -> int:
    """Counts a document's characters without white space, what is known at deploy only at its longest."""

    def longest(token: re.Match[str]) -> str:
        name = token[1].rsplit(".", 1)[0]
        starts_text = token.start() == 0 or text[token.start() - 1] == '"'
        return "x" * _LONGEST.get(name, _LONGEST_ARN if starts_text else _LONGEST_NAME)

    text = json.dumps(document, separators=(",", ":"))
    return len("".join(_TOKEN.sub(longest, text).split()))
