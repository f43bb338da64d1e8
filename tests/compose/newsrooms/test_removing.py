"""A newsroom goes with all that it had, and a removal that was stopped is gone on with."""

from pathlib import Path
from uuid import uuid4

import pytest

from service.compose.buckets import CACHE_URL, open_bucket
from service.compose.newsrooms.administration import add_newsroom
from service.compose.newsrooms.removing import list_leaving, remove_newsroom
from service.errors import NotFoundError, StoreError
from tests.compose.newsrooms.served import Operator, now
from tests.servers.s3 import S3

STORY = "Tin đầu\n\n01-01-2026 08:00\n\nCâu đầu.\n"


@pytest.fixture
def operator(tmp_path: Path) -> Operator:
    operator = Operator(tmp_path)
    operator.write("a")
    operator.record("a", "bai/1", STORY)
    return operator


def _remove(operator: Operator) -> Path | None:
    return remove_newsroom(operator.environ, "a", now(), lambda *_: None, exports=True)


def _clips(operator: Operator) -> list[str]:
    bucket = open_bucket(operator.newsroom("a").settings, CACHE_URL)
    assert bucket is not None
    return [each.key for each in bucket.objects()]


@pytest.mark.parametrize("mark", [".leaving", ".deleting"])
def test_a_removal_that_was_stopped_is_told_and_gone_on_with(operator: Operator, mark: str) -> None:
    file = operator.folder / "newsrooms" / "a.toml"
    file.rename(file.with_name(f"a.toml{mark}"))
    assert list(list_leaving(operator.environ)) == ["a"]
    with pytest.raises(StoreError, match="loa newsroom remove a"):
        add_newsroom(operator.environ, "a", {"base_url": "http://a.example"}, None, lambda *_: None)
    kept = _remove(operator)
    assert (kept is not None) == (mark == ".leaving"), "what is half deleted is not exported anew"
    assert not (operator.folder / "data" / "a").exists()
    assert not list(list_leaving(operator.environ))
    with pytest.raises(NotFoundError):
        _remove(operator)


@pytest.mark.parametrize("setting", ["data", "cache"])
def test_a_folder_that_holds_what_is_not_loas_is_not_deleted(
    operator: Operator, tmp_path: Path, setting: str
) -> None:
    """Its name may be typed wrongly."""
    home = tmp_path / "home"
    (home / "thu").mkdir(parents=True)
    (home / ".profile").write_text("export X=1")
    operator.write("a", f'{setting} = "{home}"')
    with pytest.raises(StoreError, match=r"\.profile, thu"):
        _remove(operator)
    assert (home / ".profile").exists()
    assert (operator.folder / "data" / "a").exists()
    assert operator.newsroom("a").name == "a", "it is served as before"


@pytest.mark.servers
def test_clips_in_a_bucket_go_too_and_where_they_cannot_it_is_said(
    operator: Operator, s3_server: S3
) -> None:
    name = f"c{uuid4().hex[:12]}"
    operator.write("a", f'cache_url = "{s3_server.address(name, "a")}"')
    with pytest.raises(StoreError, match="loa newsroom remove a") as failed:
        _remove(operator)
    assert "removed" in failed.value.vi, "the export is kept, and named"
    s3_server.make_bucket(name)
    _remove(operator)
    operator.write("a", f'cache_url = "{s3_server.address(name, "a")}"')
    operator.record("a", "bai/1", STORY)
    assert _clips(operator)
    _remove(operator)
    operator.write("a", f'cache_url = "{s3_server.address(name, "a")}"')
    assert not _clips(operator)
