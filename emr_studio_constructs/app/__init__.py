"""The app: a YAML file becomes CDK stacks, one for each EMR Studio in it.

`config/` says what the file may hold, `build/` turns it into constructs, `main` ties them together.
"""
