"""What each role may do: a table, and the question that is asked of it."""

from collections.abc import Mapping
from types import MappingProxyType

from service.errors import NotAllowedError
from service.model import Actor, Role, Scope, fold_section
from service.model.acts import (
    ADMINISTERING,
    EDITING,
    MAKING,
    NAMING,
    ON_ARTICLES,
    OWN,
    RELEASING,
    TAKING_IN,
    Act,
)

_EDITOR = OWN | TAKING_IN | MAKING | EDITING | NAMING
_PUBLISHER = _EDITOR | RELEASING

PERMISSIONS: Mapping[Role, frozenset[Act]] = MappingProxyType(
    {
        Role.VIEWER: OWN,
        Role.EDITOR: _EDITOR,
        Role.PUBLISHER: _PUBLISHER,
        Role.ADMIN: _PUBLISHER | ADMINISTERING,
    }
)
"""Whoever may come in reads; what else each role may do."""

ROLE_WORDS: Mapping[Role, str] = MappingProxyType(
    {
        Role.VIEWER: "người xem",
        Role.EDITOR: "biên tập viên",
        Role.PUBLISHER: "người phát hành",
        Role.ADMIN: "quản trị viên",
    }
)


def may(actor: Actor, act: Act, section: str | None) -> bool:
    """Whether ``actor`` may do ``act`` to an article of this section, or to what has none."""
    return permits(actor, act) and (act not in ON_ARTICLES or works_for(actor, section))


def permits(actor: Actor, act: Act) -> bool:
    """Whether role and token let ``actor`` do ``act`` to anything at all."""
    return act in PERMISSIONS[actor.role] and (
        actor.scopes is None or any(act in scope.acts for scope in actor.scopes)
    )


def works_for(actor: Actor, section: str | None) -> bool:
    """Whether ``actor`` acts on articles of this section."""
    if not actor.sections:
        return True
    own = {fold_section(each) for each in actor.sections}
    return section is not None and fold_section(section) in own


def require_permission(actor: Actor, act: Act) -> None:
    """Raises NotAllowedError, which says who may, where role or token do not let ``actor``."""
    if act not in PERMISSIONS[actor.role]:
        raise _lower_role(actor, act)
    if not permits(actor, act):
        raise _lacks_scope(act)


def require_section(actor: Actor, act: Act, section: str | None) -> None:
    """Raises NotAllowedError where ``actor`` does not act on articles of this section."""
    if act in ON_ARTICLES and not works_for(actor, section):
        raise NotAllowedError(
            f"Bạn chỉ làm việc với chuyên mục {', '.join(actor.sections)}; bài này "
            f"{f'thuộc chuyên mục “{section}”' if section else 'không thuộc chuyên mục nào'}. "
            "Hãy nhờ người của chuyên mục ấy hoặc quản trị viên.",
            f"You act on articles of {', '.join(actor.sections)} alone; this one is of "
            f"{f'“{section}”' if section else 'no section'}.",
        )


def require_reading(actor: Actor) -> None:
    """Raises NotAllowedError for a token that does not let its bearer read."""
    if actor.scopes is not None and Scope.READ not in actor.scopes:
        raise NotAllowedError(
            "Mã truy cập này không có quyền “read”.", "This token lacks the scope “read”."
        )


def _lower_role(actor: Actor, act: Act) -> NotAllowedError:
    allowed = [role for role in Role if act in PERMISSIONS[role]]
    least = ROLE_WORDS[allowed[0]] if allowed else "không ai"
    more = " trở lên" if len(allowed) > 1 else ""
    return NotAllowedError(
        f"Việc này cần vai trò {least}{more}; vai trò hiện nay là {ROLE_WORDS[actor.role]}. "
        "Hãy nhờ người có vai trò ấy.",
        f"“{act.value}” needs the role {allowed[0].value if allowed else 'of nobody'}"
        f"{' or higher' if more else ''}; yours is {actor.role.value}. Ask someone who has it.",
    )


def _lacks_scope(act: Act) -> NotAllowedError:
    lacking = next((scope.value for scope in Scope if act in scope.acts), "?")
    return NotAllowedError(
        f"Mã truy cập này không có quyền “{lacking}”.",
        f"This token lacks the scope “{lacking}”.",
    )
