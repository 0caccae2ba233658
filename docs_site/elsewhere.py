"""Files of the project that are not in `docs`: which of them are pages of the site, and links that lead to them.

Pages link to files, so that they work where the project is read as files, too.
"""

import posixpath
import re
from collections.abc import Mapping

BESIDE_DOCS: Mapping[str, str] = {
    "README.md": "index.md",
    "CHANGELOG.md": "changelog.md",
    "CONTRIBUTING.md": "contributing.md",
    "DESIGN.md": "design.md",
    "LICENSE": "LICENSE.txt",
    "config/schema.json": "config/schema.json",
    "config/people/schema.json": "config/people/schema.json",
}
"""What becomes a page or file of the site, by its path in the project."""

FROM_NODE_MODULES: Mapping[str, str] = {
    "node_modules/iframe-worker/shim/index.js": "javascripts/iframe-worker.js",
}
"""What lets search work from a directory, without a server: browsers start no worker there.

https://squidfunk.github.io/mkdocs-material/setup/building-for-offline-usage/
"""

_SHOWN_ON: Mapping[str, str] = {"config": "samples.md", "examples": "examples.md"}
"""The page that shows the files of a directory, each below its name."""

_LINK = re.compile(r"\]\(([^)\s#:]+)(#[^)\s]*)?\)")


def rewrite_links(markdown: str, uri: str) -> str:
    """Leads the links of a page to pages of the site.

    Args:
        markdown: The page.
        uri: Where the site has it, such as `compute.md`.
    """
    directory = posixpath.dirname(_project_path(uri))

    def rewritten(link: re.Match[str]) -> str:
        target = posixpath.normpath(posixpath.join(directory, link[1]))
        found, _, anchor = _uri(target).partition("#")
        fragment = link[2] or (f"#{anchor}" if anchor else "")
        return f"]({posixpath.relpath(found, posixpath.dirname(uri) or '.')}{fragment})"

    return _LINK.sub(rewritten, markdown)


def _project_path(uri: str) -> str:
    return {site: path for path, site in BESIDE_DOCS.items()}.get(uri, f"docs/{uri}")


def _uri(path: str) -> str:
    """Where the site has a file of the project; what it has not got stays as it is, for mkdocs to refuse."""
    if path in BESIDE_DOCS:
        return BESIDE_DOCS[path]
    directory, _, name = path.partition("/")
    if directory == "docs":
        return name
    if directory in _SHOWN_ON and name:
        return f"{_SHOWN_ON[directory]}#{posixpath.splitext(name)[0].replace('/', '-')}"
    return path
