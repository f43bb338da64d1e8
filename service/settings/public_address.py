"""The address that listeners know the site by, as a setting says it."""

from service.settings.bounds import complaint
from service.web_address import split_web_address

_NAME = "base_url"


def check_base_url(told: str) -> None:
    """Raises SettingsError for what is no http(s) address of a whole host.

    Pages, redirects and sessions name paths from the root: below another path half of the
    site would lead nowhere, and feeds would tell of addresses that nobody answers.
    """
    parts = split_web_address(told)
    if parts is None or parts.query or parts.fragment:
        raise complaint(_NAME, "phải là địa chỉ http(s)://…", "must be an http(s):// address")
    if parts.path:
        raise complaint(
            _NAME,
            f"không được có đường dẫn ({parts.path}); hãy cho Loa một tên miền riêng, "
            "như https://nghe.example.vn",
            f"must have no path ({parts.path}); give Loa a host name of its own, "
            "as https://nghe.example.vn",
        )
