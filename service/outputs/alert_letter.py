"""An alert as a letter, Vietnamese first."""

from datetime import tzinfo

from service.model.alert import Alert
from service.outputs.addresses import DESK_STATUS


def alert_letter(alert: Alert, base_url: str, zone: tzinfo) -> tuple[str, str]:
    """The letter's subject and its text."""
    condition = alert.condition
    began = f"{alert.began.astimezone(zone):%H:%M %d/%m/%Y}"
    if alert.ended:
        ended = f"{alert.ended.astimezone(zone):%H:%M %d/%m/%Y}"
        subject, vi = "Loa: đã hết", f"Đã hết lúc {ended} (bắt đầu lúc {began}):"
        en = f"Over at {ended} (began at {began}):"
    else:
        subject, vi = "Loa: cần xem", f"Từ lúc {began}:"
        en = f"Since {began}:"
    text = (
        f"{vi}\n{condition.vi}\n\n{en}\n{condition.en}\n\n"
        f"Tình trạng (status): {base_url}{DESK_STATUS.path()}\n"
    )
    return f"{subject}: {condition.vi}"[:200], text
