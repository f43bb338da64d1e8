"""Who may do what, and that what is done and its row in the audit are one."""

from itertools import pairwise

import pytest

from service.desk.desk import Desk
from service.desk.permissions import PERMISSIONS, may, require_permission
from service.errors import NotAllowedError
from service.model import Act, Actor, ActorKind, Role, Scope, shell_actor
from service.model.acts import ON_ARTICLES
from service.store.library import Library
from tests.stage import NOW, TEXT, Stage, take


def actor(
    role: Role, sections: tuple[str, ...] = (), scopes: frozenset[Scope] | None = None
) -> Actor:
    return Actor(ActorKind.PERSON, 7, "An", role, sections, scopes)


def acts(library: Library) -> list[tuple[str, str, str, str]]:
    return [(each.action, each.subject, each.who, each.detail) for each in library.audit()]


def test_each_role_may_do_all_that_the_ones_before_may_and_more() -> None:
    roles = list(Role)
    for lower, higher in pairwise(roles):
        assert PERMISSIONS[lower] < PERMISSIONS[higher]
    assert PERMISSIONS[Role.ADMIN] == frozenset(Act), "no act is for nobody"


@pytest.mark.parametrize(
    ("act", "least"),
    [
        (Act.PASSWORD, Role.VIEWER),
        (Act.TAKE_IN, Role.EDITOR),
        (Act.OVERRIDE, Role.EDITOR),
        (Act.LEXICON, Role.EDITOR),
        (Act.REGENERATE, Role.EDITOR),
        (Act.APPROVE, Role.PUBLISHER),
        (Act.WITHDRAW, Role.PUBLISHER),
        (Act.DELETE, Role.ADMIN),
        (Act.PERSON, Role.ADMIN),
        (Act.WEBHOOK, Role.ADMIN),
    ],
)
def test_an_act_is_let_from_a_role_on(act: Act, least: Role) -> None:
    roles = list(Role)
    assert [may(actor(each), act, None) for each in roles] == [
        roles.index(each) >= roles.index(least) for each in roles
    ]


def test_a_person_of_some_sections_acts_on_their_articles_alone() -> None:
    editor = actor(Role.EDITOR, ("Kinh tế", "Y tế"))
    assert may(editor, Act.OVERRIDE, "kinh TẾ")
    assert not may(editor, Act.OVERRIDE, "Thể thao")
    assert not may(editor, Act.OVERRIDE, None)
    assert may(editor, Act.LEXICON, None), "the lexicon is all sections'"
    assert all(may(actor(Role.ADMIN), act, None) for act in ON_ARTICLES)


def test_a_token_lets_what_its_scopes_and_its_person_let() -> None:
    submitting = frozenset({Scope.READ, Scope.SUBMIT})
    assert may(actor(Role.EDITOR, scopes=submitting), Act.TAKE_IN, None)
    assert not may(actor(Role.ADMIN, scopes=submitting), Act.APPROVE, None)
    assert not may(actor(Role.VIEWER, scopes=submitting), Act.TAKE_IN, None)
    assert may(actor(Role.PUBLISHER, scopes=frozenset({Scope.RELEASE})), Act.WITHDRAW, None)


@pytest.mark.parametrize("act", list(Act))
def test_every_act_is_in_some_scope_or_no_systems_business(act: Act) -> None:
    personal = PERMISSIONS[Role.VIEWER]
    lexical = {each for each in Act if each.value.startswith("lexicon")}
    scoped = {each for scope in Scope for each in scope.acts}
    assert (act in scoped) != (act in personal | lexical)


def test_who_is_refused_is_told_who_may() -> None:
    with pytest.raises(NotAllowedError, match="cần vai trò người phát hành trở lên"):
        require_permission(actor(Role.EDITOR), Act.RELEASE)
    with pytest.raises(NotAllowedError, match="quyền “release”"):
        require_permission(actor(Role.ADMIN, scopes=frozenset({Scope.READ})), Act.RELEASE)


def test_an_act_and_its_row_stand_together(stage: Stage) -> None:
    library = stage.library
    desk = Desk(actor(Role.EDITOR), library, NOW)
    with desk.acting(Act.LEXICON, "mục", "chi tiết"):
        library.keep_fact("a", "1")
    assert library.fact("a") == "1"
    (entry,) = library.audit()
    assert (entry.action, entry.subject, entry.detail) == ("lexicon", "mục", "chi tiết")
    assert (entry.who, entry.kind, entry.person_id) == ("An", ActorKind.PERSON, 7)
    assert entry.at == NOW


def test_what_is_learnt_in_doing_is_written_down(stage: Stage) -> None:
    with Desk(shell_actor("root"), stage.library, NOW).acting(Act.TAKE_IN, "bài") as deed:
        deed.act, deed.detail = Act.HOLD, "bản"
    assert acts(stage.library)[0] == ("hold", "bài", "root", "bản")


def test_where_there_is_nothing_to_do_nothing_is_written_down(stage: Stage) -> None:
    with Desk(shell_actor("root"), stage.library, NOW).acting(Act.OVERRIDE_REMOVED, "bài") as deed:
        deed.changes = False
    assert acts(stage.library) == []


def _fail_in_acting(desk: Desk) -> None:
    with desk.acting(Act.LEXICON, "mục"):
        desk.library.keep_fact("a", "1")
        raise KeyError


def test_an_act_that_fails_leaves_neither_itself_nor_a_row(stage: Stage) -> None:
    library = stage.library
    desk = Desk(actor(Role.EDITOR), library, NOW)
    with pytest.raises(KeyError):
        _fail_in_acting(desk)
    assert library.fact("a") is None
    assert acts(library) == []


def test_what_is_not_allowed_is_not_begun(stage: Stage) -> None:
    library = stage.library
    article_id = take(stage, TEXT)
    before = acts(library)
    for who in (actor(Role.VIEWER), actor(Role.EDITOR, ("Kinh tế",))):
        with (
            pytest.raises(NotAllowedError),
            Desk(who, library, NOW).acting(Act.OVERRIDE, article_id),
        ):
            library.keep_fact("a", "1")
    assert library.fact("a") is None
    assert acts(library) == before
