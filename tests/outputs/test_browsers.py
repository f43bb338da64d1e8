import pytest

from service.outputs.browsers import browser_words

CHROME = "Mozilla/5.0 ({}) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36"


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        (CHROME.format("Windows NT 10.0; Win64; x64"), "Chrome trên Windows"),
        (CHROME.format("Windows NT 10.0; Win64; x64") + " Edg/142.0.0.0", "Edge trên Windows"),
        (CHROME.format("Linux; Android 10; K"), "Chrome trên Android"),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_7 like Mac OS X) AppleWebKit/605.1.15 "
            "(KHTML, like Gecko) Version/26.0 Mobile/15E148 Safari/604.1",
            "Safari trên iPhone",
        ),
        (
            "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0",
            "Firefox trên Linux",
        ),
        ("curl/8.5.0", "curl/8.5.0"),
        ("", "trình duyệt không rõ"),
        ("x" * 500, "x" * 60),
    ],
)
def test_a_browser_is_named_as_people_name_it(agent: str, words: str) -> None:
    assert browser_words(agent) == words
