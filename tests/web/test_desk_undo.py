"""The way back from an act at the desk: a button beside its message, and in the history."""

import html
import re
from datetime import UTC, datetime, timedelta

import pytest

from service.desk.changes import SHELVES_OF, read_shelves
from service.desk.shelves import SHELVES
from service.model import Act, Role
from service.model.acts import EDITING, TAKING_IN
from service.model.release_reason import ReleaseReason
from tests.web.newsroom import SHORT, Answer, Editor, Newsroom
from tests.web.test_desk import segment_ids
from tests.web.test_desk_sentences import DOUBTFUL, words_of

SOON = (datetime.now(UTC) + timedelta(days=2)).strftime("%Y-%m-%dT%H:%M")


def standing(newsroom: Newsroom, article_id: str) -> object:
    """All that people decided of the article, and the lexicon."""
    return read_shelves(SHELVES, article_id, newsroom.service.library)


def button(page: Answer, where: str = 'class="undo"') -> list[tuple[str, str]]:
    """What the first button of undoing on the page sends."""
    form = page.text.split(where)[1].split("</form>")[0]
    return [
        (name, html.unescape(value))
        for name, value in re.findall(r'name="(where|number)" value="([^"]*)"', form)
    ]


def press(editor: Editor, page: Answer, where: str = 'class="undo"') -> Answer:
    """The page that follows the button."""
    fields = dict(button(page, where))
    return follow(editor, editor.post("/desk/undo", **fields))


def follow(editor: Editor, answer: Answer) -> Answer:
    """The page that the answer leads to; what is told once is told once."""
    assert answer.status == 303, words_of(answer)
    editor.cookie = answer.headers["Set-Cookie"].split(";")[0]
    page = editor.get(answer.headers["Location"].split("#")[0])
    editor.cookie = page.headers["Set-Cookie"].split(";")[0]
    return page


def waiting(newsroom: Newsroom, source_id: str) -> str:
    """An article whose edition is made and waits."""
    service = newsroom.service
    article = newsroom.take_in(source_id, DOUBTFUL)
    job = service.regenerate(article.id, hold=True)
    assert job is not None
    service.jobs.wait(job.id, timeout=60)
    assert service.library.pending(article.id) is not None
    return article.id


def acts_on(segment: str, subject: str) -> dict[str, tuple[str, dict[str, str]]]:
    """Forms of the desk: where each is sent, and what is filled in."""
    return {
        "words": ("overrides", {"segment": segment, "spoken": "Lời khác.", "differs": "later"}),
        "note": (f"sentences/{segment}/notes", {"note": "Xem lại nhé."}),
        "lock": (f"sentences/{segment}/lock", {}),
        "seen": (f"sentences/{segment}/acknowledge", {"subject": subject}),
        "assign": ("assign", {"person": "admin"}),
        "schedule": ("schedule", {"at": SOON}),
        "approve": ("approve-release", {}),
        "release": ("release", {}),
    }


@pytest.mark.parametrize("name", ["words", "note", "lock", "seen", "assign", "schedule", "approve"])
def test_the_message_of_an_act_offers_the_way_back_to_exactly_what_was(
    newsroom: Newsroom, editor: Editor, name: str
) -> None:
    article_id = waiting(newsroom, f"lui/{name}")
    address = f"/desk/articles/{article_id}"
    doubtful = segment_ids(editor.get(f"{address}?show=doubtful"))[-1]
    page = editor.get(f"{address}/sentences/{doubtful}")
    subject = re.search(r'name="subject" value="([^"]+)"', page.text)
    assert subject is not None
    where, fields = acts_on(doubtful, html.unescape(subject[1]))[name]
    before = standing(newsroom, article_id)
    page = follow(editor, editor.post(f"{address}/{where}", **fields))
    done = standing(newsroom, article_id)
    assert done != before
    page = press(editor, page)
    assert "Đã hoàn tác." in page.text
    assert standing(newsroom, article_id) == before
    # The undoing is an act too: it can be undone, and so on.
    assert "Làm lại" in page.text
    press(editor, page)
    assert standing(newsroom, article_id) == done


def test_taking_an_edition_to_the_public_is_undone_by_withdrawing_it_in_silence(
    newsroom: Newsroom, editor: Editor
) -> None:
    article_id, library = waiting(newsroom, "lui/phat"), newsroom.service.library
    page = follow(editor, editor.post(f"/desk/articles/{article_id}/release"))
    assert library.card(article_id) is not None
    page = press(editor, page)
    assert library.card(article_id) is None
    withdrawal = library.withdrawal(article_id)
    assert withdrawal is not None
    assert withdrawal.notice is None
    # Done again, it is the public's again.
    press(editor, page)
    assert library.card(article_id) is not None


def test_what_was_withdrawn_is_back_by_one_button(newsroom: Newsroom, editor: Editor) -> None:
    episode, library = newsroom.record("lui/go"), newsroom.service.library
    address = f"/desk/articles/{episode.id}"
    page = follow(editor, editor.post(f"{address}/withdraw", notice="Tin sai."))
    assert library.card(episode.id) is None
    press(editor, page)
    assert library.card(episode.id) is not None
    assert library.withdrawal(episode.id) is None


def test_an_edition_that_took_anothers_place_has_no_such_button(
    newsroom: Newsroom, editor: Editor
) -> None:
    episode = newsroom.record("lui/thay")
    article_id = waiting(newsroom, "lui/thay")
    assert article_id == episode.id
    page = follow(editor, editor.post(f"/desk/articles/{article_id}/release"))
    assert "Đã phát hành bản 2." in page.text
    assert 'class="undo"' not in page.text


def test_what_somebody_changed_since_is_not_overwritten(newsroom: Newsroom, editor: Editor) -> None:
    article = newsroom.take_in("lui/doi")
    address = f"/desk/articles/{article.id}"
    segment = segment_ids(editor.get(address))[1]
    page = follow(
        editor,
        editor.post(
            f"{address}/overrides", segment=segment, spoken="Lời thứ nhất.", differs="later"
        ),
    )
    other = Editor(newsroom)
    other.post(f"{address}/overrides", segment=segment, spoken="Lời thứ hai.", differs="later")
    page = press(editor, page)
    assert "có người đã đổi tiếp sau đó" in page.text
    assert "Đã hoàn tác." not in page.text
    spoken = [each.spoken for each in newsroom.service.library.overrides(article.id)]
    assert spoken == ["Lời thứ hai."]


def test_an_act_is_undone_once(newsroom: Newsroom, editor: Editor) -> None:
    article = newsroom.take_in("lui/mot-lan")
    page = follow(editor, editor.post(f"/desk/articles/{article.id}/assign", person="admin"))
    fields = dict(button(page))
    assert "Đã hoàn tác." in follow(editor, editor.post("/desk/undo", **fields)).text
    assert "đã được hoàn tác rồi" in follow(editor, editor.post("/desk/undo", **fields)).text


def test_the_history_offers_it_where_the_act_is_the_newest_of_its_kind(
    newsroom: Newsroom, editor: Editor
) -> None:
    article, library = newsroom.take_in("lui/su"), newsroom.service.library
    address = f"/desk/articles/{article.id}"
    one, two = segment_ids(editor.get(address))[:2]
    for segment, spoken in ((one, "Một."), (two, "Hai."), (two, "Ba.")):
        editor.post(f"{address}/overrides", segment=segment, spoken=spoken, differs="later")
    page = editor.get(f"{address}/history")
    # Of the words of the second sentence the older ones are no longer there to be undone.
    assert page.text.count('action="/desk/undo"') == 2
    page = press(editor, page, 'action="/desk/undo"')
    assert "Lịch sử" in page.text
    said = {each.segment_id: each.spoken for each in library.overrides(article.id)}
    assert said == {one: "Một.", two: "Hai."}


def test_a_replaced_text_is_back_and_waits_to_be_heard(newsroom: Newsroom, editor: Editor) -> None:
    first = newsroom.take_in("lui/chu").revision
    service = newsroom.service
    article = newsroom.take_in("lui/chu", SHORT.replace("120 tỷ", "130 tỷ"))
    assert article.revision != first
    page = editor.get(f"/desk/articles/{article.id}/history")
    press(editor, page, 'action="/desk/undo"')
    back = service.library.article(article.id)
    assert back is not None
    assert back.revision.id == first.id
    job = service.jobs.current(article.id)
    assert job is not None
    service.jobs.wait(job.id, timeout=60)
    pending = service.library.pending(article.id)
    assert pending is not None


def test_the_lexicon_goes_back_by_the_same_button(newsroom: Newsroom, editor: Editor) -> None:
    library = newsroom.service.library
    before = library.lexicon_entries()
    entry = {"grapheme": "XYZT", "alias": "ích y dét tê", "scope": "global", "whole_word": "on"}
    page = follow(editor, editor.post("/desk/lexicon", **entry))
    (added,) = set(library.lexicon_entries()) - set(before)
    page = press(editor, page)
    assert library.lexicon_entries() == before
    page = press(editor, page)
    assert set(library.lexicon_entries()) == {*before, added}
    page = follow(editor, editor.post("/desk/lexicon/remove", entry=added.id))
    press(editor, page)
    assert set(library.lexicon_entries()) == {*before, added}
    library.remove_lexicon_entry(added.id)


def test_who_may_not_do_it_may_not_undo_it(newsroom: Newsroom, editor: Editor) -> None:
    episode, library = newsroom.record("lui/quyen"), newsroom.service.library
    page = follow(editor, editor.post(f"/desk/articles/{episode.id}/withdraw"))
    (number,) = [value for name, value in button(page) if name == "number"]
    lesser = Editor(newsroom, newsroom.person(Role.EDITOR))
    page = follow(lesser, lesser.post("/desk/undo", number=number))
    assert "cần vai trò người phát hành" in page.text
    assert library.card(episode.id) is None
    viewer = Editor(newsroom, newsroom.person(Role.VIEWER))
    assert viewer.post("/desk/undo", number=number).status == 403


def test_nobody_puts_anothers_yes_back(newsroom: Newsroom, editor: Editor) -> None:
    article_id = waiting(newsroom, "lui/dong-y")
    page = follow(editor, editor.post(f"/desk/articles/{article_id}/approve-release"))
    page = press(editor, page)
    other = Editor(newsroom, newsroom.person(Role.PUBLISHER))
    page = press(other, page)
    assert "chỉ người ấy đổi lại được" in page.text
    pending = newsroom.service.library.pending(article_id)
    assert pending is not None
    assert pending.approved_by is None


@pytest.mark.parametrize("where", ["https://xau.example/", "//xau.example", "/desk/\\x", "", "/"])
def test_the_way_back_leads_to_no_other_site(editor: Editor, where: str) -> None:
    answer = editor.post("/desk/undo", number="999999", where=where)
    assert answer.headers["Location"] == "/desk/"
    assert "không hoàn tác được" in words_of(follow(editor, answer))


def test_every_act_that_editors_do_to_an_article_has_a_way_back_or_says_why_not() -> None:
    without = {
        Act.HOLD,  # rejecting it is the way back
        Act.EDIT_TEXT,  # an older Loa's word for taking in
        Act.UNDO,
        Act.UNDO_WORK,
    }
    assert (TAKING_IN | EDITING) - without <= set(SHELVES_OF)


def test_a_figure_whose_confirmation_is_undone_holds_what_waits_again(
    newsroom: Newsroom, editor: Editor
) -> None:
    article = newsroom.take_in("lui/so")
    address, library = f"/desk/articles/{article.id}", newsroom.service.library
    segment = segment_ids(editor.get(address))[4]
    said = {"segment": segment, "spoken": "Cầu xong năm 2030.", "differs": "later"}
    editor.post(f"{address}/overrides", **said)
    job = newsroom.service.regenerate(article.id, hold=True)
    assert job is not None
    newsroom.service.jobs.wait(job.id, timeout=60)
    assert ReleaseReason.FIGURES in reasons(newsroom, article.id)
    editor.post(f"{address}/sentences/{segment}/confirm", subject="Cầu xong năm 2030.")
    assert ReleaseReason.FIGURES not in reasons(newsroom, article.id)
    press(editor, editor.get(f"{address}/history"), 'action="/desk/undo"')
    assert library.reviews(article.id) == ()
    assert ReleaseReason.FIGURES in reasons(newsroom, article.id)


def reasons(newsroom: Newsroom, article_id: str) -> tuple[ReleaseReason, ...]:
    """What the article's edition waits for."""
    pending = newsroom.service.library.pending(article_id)
    assert pending is not None
    return pending.reasons
