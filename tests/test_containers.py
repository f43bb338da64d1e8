"""What kind a file is: the same answer for players, pages, intake and covers."""

import pytest

from service.containers import Container, container_of
from service.wav import write_wav


@pytest.mark.parametrize(
    ("begin", "kind"),
    [
        (write_wav(b"\0\0", 24_000), Container.RIFF),
        (b"OggS" + bytes(24) + b"\x01vorbis", Container.OGG),
        (b"OggS" + bytes(24) + b"OpusHead", Container.OPUS),
        (b"\0\0\0\x20ftypM4A ", Container.MP4),
        (b"\xff\xd8\xff\xe0", Container.JPEG),
        (b"\x89PNG\r\n\x1a\n", Container.PNG),
        (b"\x89PNG\n\x1a\n", None),  # line ends were changed on the way: no longer a picture
        (b"caffeine", None),
        ("Phường ta".encode(), None),
        (b"", None),
    ],
)
def test_a_file_is_told_by_how_it_begins(begin: bytes, kind: Container | None) -> None:
    assert container_of(begin) is kind
