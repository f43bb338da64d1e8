"""A newsroom's certificate, of an authority that nobody trusts: what openssl makes of two keys."""

import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

_EXTENSIONS = """basicConstraints=critical,CA:FALSE
keyUsage=critical,digitalSignature
extendedKeyUsage=emailProtection
subjectKeyIdentifier=hash
authorityKeyIdentifier=keyid
"""
_NEW_KEY = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes")


@dataclass(frozen=True)
class Certificate:
    """The chain and its key, as PEM files."""

    chain: Path
    key: Path


def make_certificate(folder: Path) -> Certificate:
    """A chain of two, as C2PA wants it: the newsroom's is no authority, and may sign."""

    command = (shutil.which("openssl") or "openssl",)

    def openssl(*arguments: str) -> None:
        subprocess.run(command + arguments, cwd=folder, check=True, capture_output=True)

    (folder / "extensions").write_text(_EXTENSIONS, "ascii")
    own = ("-subj", "/O=Loa/CN=Loa authority", "-days", "30", "-x509")
    is_authority = ("-addext", "keyUsage=critical,keyCertSign")
    openssl("req", *_NEW_KEY, *own, *is_authority, "-keyout", "ca.key", "-out", "ca.pem")
    openssl("req", *_NEW_KEY, "-subj", "/O=Bao/CN=Bao", "-keyout", "key.pem", "-out", "key.csr")
    by = ("-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-extfile", "extensions")
    openssl("x509", "-req", "-in", "key.csr", *by, "-days", "20", "-out", "leaf.pem")
    chain = folder / "chain.pem"
    chain.write_bytes((folder / "leaf.pem").read_bytes() + (folder / "ca.pem").read_bytes())
    return Certificate(chain, folder / "key.pem")
