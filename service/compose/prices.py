"""What engines cost, as the settings say it."""

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation

from service.settings import Settings
from service.settings.bounds import complaint

_DEAREST = Decimal(1_000_000)


def read_prices(settings: Settings) -> Mapping[str, Decimal]:
    """Đồng for 1,000 characters, by engine. Raises SettingsError for what is no price."""
    return {engine: _price(engine, written) for engine, written in settings.prices.items()}


def _price(engine: str, written: str) -> Decimal:
    try:
        price = Decimal(written)
    except InvalidOperation:
        price = Decimal(-1)
    if not (price.is_finite() and 0 <= price <= _DEAREST):
        raise complaint(
            "prices",
            f"“{engine} = {written}” phải như “google = 400”: đồng cho 1.000 ký tự",
            f"“{engine} = {written}” must be like “google = 400”: đồng for 1,000 characters",
        )
    return price
