"""Why sound cannot be had, found deep inside an engine and told by it."""


class ReasonError(Exception):
    """A reason in Vietnamese and English, half a sentence each.

    The engine at whose door it arrives makes a SynthesisError or SettingsError
    of it, which knows the engine's name and whether trying again may help.
    """

    def __init__(self, vi: str, en: str) -> None:
        super().__init__(vi, en)
        self.vi = vi
        self.en = en


class NoAnswerError(ReasonError):
    """No whole answer came in time."""


class UnreachableError(NoAnswerError):
    """Nobody is there, or nobody who answers in time: who asks again now waits in vain."""
