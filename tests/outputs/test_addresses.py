"""The public addresses: one home, which routes, feeds, pages and checks share."""

import ast
from pathlib import Path

import pytest

from service.model.published_names import episode_of, file_of, recording_name
from service.outputs.addresses import CAPTIONS, COVER, FEED, RECORDING, recording_at, recording_path

SERVICE = Path(__file__).parent.parent.parent / "service"
HOMES = {SERVICE / "outputs/addresses.py", SERVICE / "model/published_names.py"}
PUBLIC = (
    "/audio/",
    "/pictures/",
    "/episodes/",
    "feed.xml",
    "captions.",
    "transcript.",
    "chapters.json",
)


def test_a_path_is_its_rule_with_the_parts_filled_in() -> None:
    assert CAPTIONS.path(episode_id="a1") == "/episodes/a1/captions.vtt"
    assert COVER.path(digest="0123", suffix="png") == "/cover-0123.png"
    assert FEED.path() == "/feed.xml"
    with pytest.raises(KeyError):
        RECORDING.path(episode_id="a1")


@pytest.mark.parametrize("base_url", ["http://127.0.0.1:8080", "https://nghe.example.vn"])
def test_a_recording_is_found_again_by_the_address_it_was_published_under(base_url: str) -> None:
    name = recording_name("a1", 64 * "0")
    assert (episode_of(name), file_of(name)) == ("a1", "000000000000.mp3")
    assert recording_at(base_url + recording_path(name)) == name


def test_no_other_module_writes_a_public_address() -> None:
    written = {
        f"{path.relative_to(SERVICE)}: {node.value!r}"
        for path in SERVICE.rglob("*.py")
        if path not in HOMES
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        if " " not in node.value and any(each in node.value for each in PUBLIC)
    }
    assert not written
