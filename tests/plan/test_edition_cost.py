"""What an edition took: characters by engine, what was there already, and money by a price."""

from decimal import Decimal

import pytest

from service.compose.prices import read_prices
from service.errors import SettingsError
from service.model.cost import EngineCost
from service.plan.cost import money
from service.settings import Settings

TWO = (EngineCost("google", 3, 1500), EngineCost("espeak", 1, 200))


def test_what_has_a_price_costs_by_the_character_and_what_has_none_nothing() -> None:
    assert money(TWO, {"google": Decimal(400)}) == Decimal(600)
    assert money(TWO, {"google": Decimal(400), "espeak": Decimal("0.5")}) == Decimal("600.1")
    assert money(TWO, {"piper": Decimal(1)}) is None
    assert money((), {"google": Decimal(1)}) is None


def test_prices_are_numbers_by_engine() -> None:
    prices = read_prices(Settings(prices={"google": "400", "espeak": "0.5"}))
    assert prices == {"google": Decimal(400), "espeak": Decimal("0.5")}


@pytest.mark.parametrize("written", ["-1", "nan", "Infinity", "free", "1000001"])
def test_what_is_no_price_is_refused_in_words(written: str) -> None:
    with pytest.raises(SettingsError) as refused:
        read_prices(Settings(prices={"google": written}))
    assert "đồng cho 1.000 ký tự" in refused.value.vi
