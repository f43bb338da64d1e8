"""The bench of requests holds its target, so that a change of packing cannot lose it."""

import pytest

from bench.request_counts import count_requests, main, own_texts


def test_at_least_ten_texts_take_hardly_more_requests_than_the_bound(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert len(own_texts()) > 10
    assert main([]) == 0
    assert "dang-bo-song-cong" in capsys.readouterr().out


def test_gtts_alone_would_ask_for_half_as_much_again() -> None:
    counts = [count_requests(path) for path in own_texts()]
    assert sum(each.tokenized for each in counts) > 1.4 * sum(each.packed for each in counts)
