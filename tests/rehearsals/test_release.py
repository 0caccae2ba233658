"""The local AWS extends one release of ministack, and starts on no other."""

import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[2]
PYTHON = ROOT / "rehearsal" / ".venv" / "bin" / "python"


def run(code: str) -> str:
    """What a program in the environment of the local AWS ends with."""
    result = subprocess.run([PYTHON, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    assert result.returncode == 1
    return result.stderr.strip().splitlines()[-1]


def test_another_release_is_refused() -> None:
    said = run("from rehearsal.local_aws.emulator import release as it; it.RELEASE = '0'; it.check_release()")
    assert said == "ministack 1.5.33 is installed, but the rehearsal extends 0 alone: make setup"


def test_a_type_that_ministack_learned_by_itself_is_refused() -> None:
    said = run(
        "from types import SimpleNamespace as Handler\n"
        "from rehearsal.local_aws.emulator.cloudformation import add_resource_type\n"
        "add_resource_type(Handler(name='AWS::S3::Bucket'))"
    )
    assert said.startswith("ministack 1.5.33 knows AWS::S3::Bucket by itself")
