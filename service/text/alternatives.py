"""A sentence as it is said, with another way of saying one doubtful place of it."""

from service.model import TextWarning, Utterance


def say_otherwise(utterance: Utterance, warning: TextWarning, way: str) -> str | None:
    """What is said when the place of ``warning`` is said ``way``; None where it cannot be told.

    Where what is said there is said elsewhere too, the trace tells which of them it is.
    """
    read = [each for each in utterance.trace if each.spoken]
    at = next((n for n, each in enumerate(read) if each.begin <= warning.begin < each.end), None)
    now = read[at].spoken if at is not None else warning.written.strip()
    if not now:
        return None
    before = read if at is None else read[:at]
    begin = 0
    for each in before:
        if at is None and each.begin >= warning.begin:
            break
        found = utterance.spoken.find(each.spoken, begin)
        begin = found + len(each.spoken) if found >= 0 else begin
    found = utterance.spoken.find(now, begin)
    if found < 0:
        return None
    return f"{utterance.spoken[:found]}{way}{utterance.spoken[found + len(now) :]}"
