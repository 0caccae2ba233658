"""The sample configs: their text, and pictures of the Studios that they make."""

import json
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from aws_cdk import App

from emr_studio_constructs.app.load import load_config
from emr_studio_constructs.app.main import define_stacks
from emr_studio_constructs.ops.report.picture import picture_of
from emr_studio_constructs.ops.report.reading import sections_in


def sample_files(directory: Path) -> str:
    """All samples of a directory, the shortest first, with their pictures and text; then the files that they name."""
    samples = [_sample(path) for path in sorted(directory.glob("*.yaml"), key=lambda path: path.stat().st_size)]
    return "\n\n".join([*samples, *(_file(path, directory) for path in sorted(directory.glob("*/*.yaml")))])


def pictures(config: Path) -> str:
    """A picture of each Studio of a config."""
    return "\n\n".join(f'<figure tabindex="0">{svg}</figure>' for svg in _pictures(config))


def _sample(path: Path) -> str:
    return f"{_title(path, path.parent)}\n\n{pictures(path)}\n\n{_text(path)}"


def _file(path: Path, directory: Path) -> str:
    return f"{_title(path, directory)}\n\n{_text(path)}"


def _title(path: Path, directory: Path) -> str:
    name = path.relative_to(directory).with_suffix("").as_posix()
    return f"## {name} {{ #{name.replace('/', '-')} }}"


def _text(path: Path) -> str:
    return f'```yaml title="{path.name}"\n{path.read_text(encoding="utf-8").strip()}\n```'


@cache
def _pictures(config: Path) -> list[str]:
    context = json.loads((config.parent.parent / "cdk.json").read_text(encoding="utf-8"))["context"]
    with TemporaryDirectory() as directory:
        app = App(outdir=directory, context=context)
        define_stacks(app, *load_config(str(config)))
        app.synth()
        return [
            picture_of(each.studio, access=each.access, network=each.network, encryption=each.encryption)
            for each in sections_in(Path(directory), None)
        ]
