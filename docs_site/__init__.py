"""The docs site: what `mkdocs build` adds to the pages that are written by hand.

A page has a comment where something made from the code belongs, `<!-- generated: NAME -->` or with an argument
`<!-- generated: NAME ARGUMENT -->`; made at each build, it cannot go stale.

| file | what it makes |
| --- | --- |
| `hooks.py` | the site of the pages: what mkdocs calls |
| `elsewhere.py` | pages out of files that are beside `docs`, and links to them |
| `generated.py` | which maker stands behind which name |
| `permissions.py` | tables of rows, tiers and trusts |
| `reasons.py` | the reasons that stand beside rows, read from their source |
| `config_keys.py` | the keys of a config file, from its JSON Schema |
| `commands.py` | the commands of `emr-studio`, from their help |
| `use_cases.py` | the use cases of the test kit |
| `samples.py` | the sample configs and what they make, as pictures |
| `examples.py` | the examples, with their code |
"""
