"""Settings become the rules by which editions go to the public."""

from datetime import timedelta

from service.model import fold_section
from service.model.release import Policy
from service.plan.release import ReleaseRules
from service.settings import Settings
from service.settings.bounds import complaint

_SECTION, _SENDER = "section", "source"


def release_rules(settings: Settings) -> ReleaseRules:
    """How the station lets editions go. Raises SettingsError for a rule that says nothing."""
    sections: dict[str, Policy] = {}
    senders: dict[str, Policy] = {}
    for key, word in settings.release_rules.items():
        kind, _, name = (each.strip() for each in key.partition(":"))
        if kind not in (_SECTION, _SENDER) or not name or word not in tuple(Policy):
            words = ", ".join(Policy)
            raise complaint(
                "release_rules",
                f"“{key} = {word}” phải như “section:Pháp luật = publisher” hoặc "
                f"“source:api = automatic”; cách phát hành là một trong {words}",
                f"“{key} = {word}” must be like “section:Pháp luật = publisher” or "
                f"“source:api = automatic”, with one of {words}",
            )
        if kind == _SECTION:
            sections[fold_section(name)] = Policy(word)
        else:
            senders[name] = Policy(word)
    return ReleaseRules(
        policy=Policy(settings.release),
        sections=sections,
        senders=senders,
        patience=timedelta(hours=settings.voice_patience_hours),
        holds_fallbacks=settings.fallback == "hold",
    )
