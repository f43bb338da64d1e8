"""Where a bucket is: the address as settings give it, the keys as AWS's own programs take them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

from service.errors import SettingsError
from service.web_address import is_web_address

_SCHEME = "s3"
_BUCKET = re.compile(r"[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")
_PREFIX = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*(/[A-Za-z0-9][A-Za-z0-9._-]*)*")
_ENDPOINTS = ("AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL")
_REGIONS = ("AWS_REGION", "AWS_DEFAULT_REGION")
_DEFAULT_REGION = "us-east-1"
"""What stores without regions expect in a signature."""


@dataclass(frozen=True, slots=True)
class BucketAddress:
    """A prefix of a bucket; at AWS where there is no ``endpoint``. It holds no key."""

    bucket: str
    prefix: str
    endpoint: str | None
    region: str

    def overlaps(self, other: "BucketAddress") -> bool:
        """Whether one of both lies in the other, or is the same."""
        if (self.bucket, self.endpoint) != (other.bucket, other.endpoint):
            return False
        ours, theirs = (f"{each.prefix}/".lstrip("/") for each in (self, other))
        return ours.startswith(theirs) or theirs.startswith(ours)

    def __str__(self) -> str:
        return f"{self.location} ({self.endpoint})" if self.endpoint else self.location

    @property
    def location(self) -> str:
        """Bucket and prefix, without where they are had."""
        return f"{_SCHEME}://{self.bucket}" + (f"/{self.prefix}" if self.prefix else "")


def parse_bucket(told: str, variable: str, environ: Mapping[str, str]) -> BucketAddress:
    """The address ``s3://bucket/prefix?endpoint=https://…&region=…`` of the setting ``variable``.

    What it leaves out, ``environ`` may tell by the names of AWS. Raises SettingsError.
    """
    parts = urlsplit(told)
    if parts.scheme != _SCHEME:
        raise _refused(
            variable,
            "phải bắt đầu bằng s3:// (không đặt gì là dùng thư mục)",
            "it must begin with s3:// (leave it out for a folder)",
        )
    if parts.username or parts.password:
        raise _refused(
            variable,
            "không ghi khoá trong địa chỉ: đặt AWS_ACCESS_KEY_ID và AWS_SECRET_ACCESS_KEY",
            "no keys in the address: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY",
        )
    prefix = parts.path.strip("/")
    if not _BUCKET.fullmatch(parts.netloc) or (prefix and not _PREFIX.fullmatch(prefix)):
        raise _refused(
            variable,
            "phải như s3://ten-bucket/thu-muc, chỉ chữ không dấu, chữ số, dấu chấm và gạch",
            "it must look like s3://bucket/folder, of plain letters, digits, dots and dashes",
        )
    asked = {name: values[-1] for name, values in parse_qs(parts.query).items()}
    if unknown := asked.keys() - {"endpoint", "region"}:
        raise _refused(
            variable, f"không có tham số {min(unknown)}", f"there is no parameter {min(unknown)}"
        )
    endpoint = asked.get("endpoint") or _first(_ENDPOINTS, environ)
    if endpoint and not is_web_address(endpoint):
        raise _refused(
            variable, "endpoint phải là http(s)://…", "the endpoint must be an http(s):// address"
        )
    region = asked.get("region") or _first(_REGIONS, environ) or _DEFAULT_REGION
    return BucketAddress(parts.netloc, prefix, endpoint, region)


def within_prefix(told: str, name: str) -> str:
    """The address ``told`` with one step more in its prefix."""
    parts = urlsplit(told)
    return parts._replace(path=f"{parts.path.rstrip('/')}/{name}").geturl()


def _first(names: tuple[str, ...], environ: Mapping[str, str]) -> str | None:
    return next((environ[name] for name in names if environ.get(name)), None)


def _refused(variable: str, vi: str, en: str) -> SettingsError:
    # Never the address itself: somebody may have written keys into it.
    return SettingsError(f"{variable}: {vi}.", f"{variable}: {en}.")
