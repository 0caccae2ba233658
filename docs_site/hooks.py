"""What mkdocs calls while it builds the site.

https://www.mkdocs.org/user-guide/configuration/#hooks
"""

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

# Absolute: mkdocs loads this file by its path, outside of its package.
from docs_site.elsewhere import BESIDE_DOCS, FROM_NODE_MODULES, rewrite_links
from docs_site.generated import fill_in


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """Adds the files that are beside `docs`."""
    for path, uri in {**BESIDE_DOCS, **FROM_NODE_MODULES}.items():
        files.append(File.generated(config, uri, abs_src_path=str(_root(config) / path)))
    return files


def on_page_markdown(markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Writes into a page what is made from the code, and leads its links to pages of the site."""
    del files
    return rewrite_links(fill_in(markdown, _root(config)), page.file.src_uri)


def _root(config: MkDocsConfig) -> Path:
    return Path(config.config_file_path).parent
