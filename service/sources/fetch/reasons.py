"""Why something cannot be fetched, found deep inside and told by the fetcher."""


class RefusalError(Exception):
    """A reason in Vietnamese and English, half a sentence each.

    ``passing``: trying again later may help, where the site wishes so after
    ``retry_after`` seconds. ``status`` is the site's own, where it answered with one;
    ``unreachable`` when nobody answered at all.
    """

    def __init__(
        self,
        vi: str,
        en: str,
        *,
        passing: bool = False,
        retry_after: float | None = None,
        status: int | None = None,
        unreachable: bool = False,
    ) -> None:
        super().__init__(vi, en)
        self.vi = vi
        self.en = en
        self.passing = passing
        self.retry_after = retry_after
        self.status = status
        self.unreachable = unreachable
