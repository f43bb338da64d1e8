"""How recordings get to listeners, as a setting says it."""

from service.settings.bounds import complaint
from service.web_address import is_web_address

OWN, NGINX, SIGNED = "own", "nginx", "signed"
"""From here; by nginx beside Loa; by URLs that the store signs. Else by a CDN, by its address."""

_NAME = "media_delivery"


def check_delivery(told: str, *, has_bucket: bool) -> None:
    """Raises SettingsError for a way that there is not, or not with what is published so."""
    known = (OWN, NGINX, SIGNED)
    if told not in known and not is_web_address(told):
        raise complaint(
            _NAME,
            f"phải là {', '.join(known)} hoặc địa chỉ http(s)://… của CDN",
            f"must be {', '.join(known)} or the http(s):// address of a CDN",
        )
    if told == NGINX and has_bucket:
        raise complaint(
            _NAME,
            "nginx chỉ gửi được tệp trong thư mục; với LOA_MEDIA_URL hãy dùng signed",
            "nginx sends files of a folder alone; with LOA_MEDIA_URL use signed",
        )
    if told == SIGNED and not has_bucket:
        raise complaint(_NAME, "signed cần LOA_MEDIA_URL", "signed needs LOA_MEDIA_URL")
