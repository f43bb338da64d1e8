"""A client of a bucket, and how long it waits."""

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from obstore.store import S3Store

from service.bucket.address import BucketAddress
from service.bucket.refusals import bucket_errors

if TYPE_CHECKING:
    from obstore.store import ClientConfig, RetryConfig, S3Config


@dataclass(frozen=True, slots=True)
class Patience:
    """How many seconds a store is waited for before that is an error.

    For a connection; for an answer, or its next bytes; for the answer to megabytes; and for
    the ``tries`` of a request that fails, together.
    """

    connecting: float = 4.0
    silent: float = 10.0
    uploading: float = 120.0
    trying: float = 8.0
    tries: int = 4


PATIENCE = Patience()
"""So long a listener, or an editor, can be kept waiting."""


def open_store(address: BucketAddress, patience: Patience, silent: float) -> S3Store:
    """A client that takes its keys where AWS's own programs do. Raises StoreError."""
    # Many stores know no deletion of several at once, and all know that of one.
    config: S3Config = {"region": address.region, "disable_bulk_delete": True}
    if address.endpoint:
        config["aws_endpoint_url_s3"] = address.endpoint  # else the environment's would win
    client: ClientConfig = {
        "allow_http": (address.endpoint or "").startswith("http://"),
        "connect_timeout": timedelta(seconds=patience.connecting),
        "read_timeout": timedelta(seconds=silent),
        "timeout": timedelta(seconds=10 * patience.uploading),
    }
    retries: RetryConfig = {
        "max_retries": patience.tries - 1,
        "retry_timeout": timedelta(seconds=patience.trying),
        "backoff": {
            "init_backoff": timedelta(milliseconds=100),
            "max_backoff": timedelta(seconds=2),
            "base": 2,
        },
    }
    with bucket_errors(str(address), "mở", "open"):
        return S3Store(
            address.bucket,
            prefix=address.prefix or None,
            config=config,
            client_options=client,
            retry_config=retries,
        )
