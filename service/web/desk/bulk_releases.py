"""Many articles at once: released, withdrawn, given to somebody."""

from service.desk.notes import assign_article
from service.desk.releases import foresee_release, release_now, withdraw
from service.errors import JobError, LoaError, NotFoundError
from service.model import Act, Article
from service.web.desk.article import names_at_the_desk
from service.web.desk.bulk_kinds import Asks, BulkKind, Filled, Foreseen, will, will_not
from service.web.desk.entrance import editor_name, the_desk
from service.web.language import _, said
from service.web.site import site


def _foresee_release(article: Article) -> Foreseen:
    production = site().service.production
    try:
        pending = foresee_release(article.id, the_desk(), production)
    except LoaError as e:
        return will_not(article, said(e))
    number, why = pending.number, "; ".join(said(each) for each in pending.standing_reasons)
    if production.library.card(article.id) is None:
        words = _("Sẽ phát hành bản %(number)s.", number=number)
    else:
        words = _("Sẽ phát hành bản %(number)s, thay lặng lẽ bản đang phát.", number=number)
    told = _("%(words)s Vì sao đang đợi: %(why)s.", words=words, why=why) if why else words
    return will(article, told, str(number))


def _release(article_id: str, filled: Filled) -> tuple[str, str]:
    number = _number(filled.seen)
    done = release_now(article_id, the_desk(), site().service.production, number)
    return _("Đã phát hành bản %(number)s.", number=done.number), ""


def _foresee_withdraw(article: Article) -> Foreseen:
    card = site().service.library.card(article.id)
    if card is None:
        return will_not(article, _("Bài hiện không được phát, nên không có gì để gỡ."))
    words = _("Sẽ gỡ bản %(number)s đang phát.", number=card.number)
    return will(article, words, str(card.number))


def _withdraw(article_id: str, filled: Filled) -> tuple[str, str]:
    production = site().service.production
    card = production.library.card(article_id)
    if card is None or card.number != _number(filled.seen):
        raise JobError(
            "Bản đang phát đã đổi trong lúc bạn xem. Hãy xem lại rồi quyết định.",
            "What is public has changed meanwhile. Look again, then decide.",
        )
    withdraw(article_id, the_desk(), production, filled.notice)
    return _("Đã gỡ bài: không ai ngoài bàn biên tập nghe hay đọc được nữa."), ""


def _foresee_assign(article: Article) -> Foreseen:
    assigned = site().service.library.assignment(article.id)
    if assigned is None:
        return will(article, _("Hiện chưa giao cho ai."))
    return will(article, _("Hiện giao cho %(person)s.", person=assigned.person), assigned.person)


def _assign(article_id: str, filled: Filled) -> tuple[str, str]:
    library, person = site().service.library, filled.person
    standing = library.assignment(article_id)
    if (standing.person if standing else "") != filled.seen:
        raise JobError(
            "Bài vừa được người khác giao. Hãy xem lại.",
            "Somebody else has just assigned the article. Look again.",
        )
    if (standing.person if standing else "") == person:
        return _("Vẫn như trước."), ""
    with the_desk().acting(Act.ASSIGN, article_id, person[:200]):
        known, now = names_at_the_desk(library), site().now()
        assigned = assign_article(
            article_id, person, known=known, author=editor_name(), library=library, now=now
        )
    if assigned is None:
        return _("Bài không giao cho ai nữa."), ""
    return _("Đã giao bài cho %(person)s.", person=assigned.person), ""


def _number(seen: str) -> int:
    if not (seen.isascii() and seen.isdigit() and len(seen) < 10):
        raise NotFoundError("Không có bản này.", "There is no such edition.")
    return int(seen)


RELEASE = BulkKind(Act.RELEASE, _foresee_release, _release)
WITHDRAW = BulkKind(Act.WITHDRAW, _foresee_withdraw, _withdraw, asks=Asks.NOTICE)
ASSIGN = BulkKind(Act.ASSIGN, _foresee_assign, _assign, asks=Asks.PERSON)
