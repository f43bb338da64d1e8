"""loa extract: an article as programs and people get it from the shell."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.shell import Shell

PAGE = """<html lang="vi"><head><title>Xã Bình An mở chợ đêm | Trang tin xã</title>
<meta property="article:modified_time" content="2026-10-04T09:00:00+07:00">
<meta property="article:tag" content="chợ đêm"><meta property="article:tag" content="du lịch">
<meta property="og:image" content="https://binhan.example.vn/cho.jpg"></head><body>
<nav><a href="/">Trang chủ</a> <a href="/tin">Tin tức</a></nav>
<article><h1>Xã Bình An mở chợ đêm</h1>
<time datetime="2026-10-03T18:30:00+07:00">03/10/2026 18:30</time>
<p class="sapo">Tối 3/10, xã Bình An mở chợ đêm đầu tiên bên bờ sông.</p>
<p>Theo <a href="van-ban/12">Nghị quyết 12</a>, chợ họp <strong>tối thứ Bảy</strong> hằng tuần.</p>
<h2>Giá thuê chỗ</h2>
<table><caption>Giá mỗi tối</caption><tr><th>Khu</th><th>Giá</th></tr>
<tr><td>A</td><td>50.000 đồng</td></tr></table>
<ol><li>Đăng ký tại xã.</li><li>Nhận thẻ.</li></ol>
<figure><img src="anh/cho.jpg" alt="Hàng quán sáng đèn"><figcaption>Chợ đêm.</figcaption></figure>
<hr><p>Chợ mở từ 18 giờ đến 22 giờ, gửi xe không mất tiền.</p></article>
<footer>Bản quyền: UBND xã Bình An</footer></body></html>"""
NAMES = [
    *("title", "published", "modified", "author", "section", "lead", "link", "image", "tags"),
    *("blocks", "left_out", "notes", "warnings"),
]
INSIDE = {"text", "items", "rows", "cells"}


def extracted(shell: Shell, *more: str, page: str = PAGE) -> dict[str, Any]:
    done = shell.run("extract", "-", "--json", *more, typed=page.encode())
    assert done.returncode == 0, done.stderr
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def kinds(nodes: list[dict[str, Any]]) -> list[str]:
    """The kinds of all nodes, each of which has what the contract says."""
    found = []
    for node in nodes:
        assert set(node) & INSIDE, node
        found.append(node["kind"])
        for name in ("items", "rows", "cells"):
            found += kinds(node[name]) if isinstance(node.get(name), list) else []
    return found


def test_json_tells_the_facts_by_the_names_of_the_contract(shell: Shell) -> None:
    told = extracted(shell, "--url", "https://binhan.example.vn/tin/cho-dem")
    assert list(told) == NAMES
    assert told["title"] == "Xã Bình An mở chợ đêm"
    assert told["published"] == "2026-10-03T18:30:00+07:00"
    assert told["modified"] == "2026-10-04T09:00:00+07:00"
    assert told["lead"] == "Tối 3/10, xã Bình An mở chợ đêm đầu tiên bên bờ sông."
    assert told["link"] == "https://binhan.example.vn/tin/cho-dem"
    assert told["image"] == "https://binhan.example.vn/cho.jpg"
    assert told["tags"] == ["chợ đêm", "du lịch"]
    assert told["author"] is None


def test_json_tells_the_tree_with_kinds_and_what_is_inside(shell: Shell) -> None:
    told = extracted(shell, "--url", "https://binhan.example.vn/tin/cho-dem")
    assert [node["kind"] for node in told["blocks"]] == [
        *("paragraph", "paragraph", "heading", "table", "list", "figure", "rule", "paragraph"),
    ]
    assert set(kinds(told["blocks"])) >= {"row", "item", "picture", "caption"}
    linked = told["blocks"][1]["runs"][0]
    assert linked["link"] == "https://binhan.example.vn/tin/van-ban/12"
    assert told["blocks"][3]["rows"][1]["cells"][0]["text"] == "A"
    assert told["blocks"][5]["items"][0]["source"] == "https://binhan.example.vn/tin/anh/cho.jpg"


def test_json_tells_what_is_left_out_with_one_reason_each(shell: Shell) -> None:
    left_out = extracted(shell)["left_out"]
    assert {"Trang chủ", "Tin tức", "Bản quyền: UBND xã Bình An"} <= {
        each["text"] for each in left_out
    }
    assert all(set(each) == {"text", "reason"} and each["reason"] for each in left_out)


def test_without_json_the_same_is_told_to_people_in_vietnamese(shell: Shell) -> None:
    done = shell.run("extract", shell.write("trang.html", PAGE))
    assert done.returncode == 0
    for line in (
        "Tiêu đề: Xã Bình An mở chợ đêm",
        "Đăng: 03-10-2026 18:30",
        "Tác giả: (không rõ)",
        "  ## Giá thuê chỗ",
        "  | Khu: A; Giá: 50.000 đồng",
        "  2. Nhận thẻ.",
        "  [ảnh] Hàng quán sáng đèn",
    ):
        assert line in done.stdout.splitlines()
    assert "Bỏ ra ngoài" in done.stdout


@pytest.mark.parametrize(
    ("page", "words"),
    [("<h1>Chỉ có tiêu đề</h1>", "không có nội dung"), (" ", "Không có nội dung")],
)
def test_what_is_no_article_ends_with_65_and_prints_nothing(
    shell: Shell, page: str, words: str
) -> None:
    done = shell.run("extract", "-", "--json", typed=page.encode())
    assert (done.returncode, done.stdout) == (65, "")
    assert words in done.stderr


def test_an_address_that_is_none_is_refused(shell: Shell) -> None:
    done = shell.run("extract", "-", "--url", "binhan", typed=PAGE.encode())
    assert done.returncode == 65


def test_extracting_makes_no_folder_and_no_library(shell: Shell, tmp_path: Path) -> None:
    extracted(shell)
    assert not (tmp_path / "data").exists()
    assert not (tmp_path / "clips").exists()
