"""What a browser says of itself, as people name it."""

_BROWSERS = (
    # Each of the earlier ones also calls itself one of the later ones.
    ("coc_coc_browser", "Cốc Cốc"),
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
SYSTEMS = (
    # Android calls itself Linux, and an iPhone "like Mac OS X".
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Macintosh", "máy Mac"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
)
_LONGEST = 60


def browser_and_system(agent: str) -> tuple[str, str]:
    """What browser the User-Agent header tells of, or how the header begins; and what system."""
    browser = next((name for mark, name in _BROWSERS if mark in agent), "")
    system = next((name for mark, name in SYSTEMS if mark in agent), "")
    return browser or agent[:_LONGEST].strip(), system if browser else ""


def browser_words(agent: str) -> str:
    """The User-Agent header in words: "Firefox trên Windows"; an unknown one as it stands."""
    browser, system = browser_and_system(agent)
    return f"{browser} trên {system}" if system else browser or "trình duyệt không rõ"
