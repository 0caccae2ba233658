"""The package as others install it: its wheel, and environments with nothing else in them."""

import subprocess
import sys
import venv
from pathlib import Path

from conftest import ROOT


def build_wheel(directory: Path) -> Path:
    """Builds the wheel into a directory."""
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(directory), str(ROOT)]
    subprocess.run(command, check=True, capture_output=True)
    (built,) = directory.glob("*.whl")
    return built


def install(wheel: Path, directory: Path) -> Path:
    """Makes an environment that has the wheel alone, and returns its Python. Nothing is downloaded."""
    venv.create(directory, with_pip=True)
    python = directory / "bin" / "python"
    command = [str(python), "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", str(wheel)]
    subprocess.run(command, check=True, capture_output=True)
    return python
