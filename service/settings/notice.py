"""What is said of the voice in every recording, as a setting says it."""

from service.model.notice import MOST_CHARACTERS
from service.settings.bounds import complaint


def check_notice(words: str) -> None:
    """Raises SettingsError for words that nobody can say, or that are no notice any more."""
    if (
        len(words) <= MOST_CHARACTERS
        and any(map(str.isalnum, words))
        and all(each.isprintable() for each in words)
    ):
        return
    raise complaint(
        "notice_words",
        f"phải là một câu có chữ, trên một dòng, nhiều nhất {MOST_CHARACTERS} ký tự; "
        "muốn tắt thì đặt LOA_NOTICE=off",
        f"must be a sentence with letters, on one line, of {MOST_CHARACTERS} characters at most; "
        "LOA_NOTICE=off turns it off",
    )
