"""What tests of connections to others share."""

import shutil
import subprocess
from pathlib import Path

import pytest


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A certificate of localhost for ten days, and its key."""
    command = shutil.which("openssl")
    if command is None:
        pytest.skip("openssl is not installed")
    folder = tmp_path_factory.mktemp("certificate")
    certificate, key = folder / "c.pem", folder / "k.pem"
    asked = ["-x509", "-newkey", "rsa:2048", "-nodes", "-days", "10", "-subj", "/CN=localhost"]
    names = ["-addext", "subjectAltName=DNS:localhost"]
    files = ["-out", str(certificate), "-keyout", str(key)]
    subprocess.run([command, "req", *asked, *names, *files], check=True, capture_output=True)
    return certificate, key
