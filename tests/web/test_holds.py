"""What may not be the article that is meant waits for a yes, over the API and at the desk."""

from datetime import UTC, datetime

import pytest

from service.model import Role
from tests.web.newsroom import Editor, Newsroom
from tests.web.test_api import System

BODY = [
    "Sáng 3/10, xã Bình An khánh thành cây cầu bắc qua rạch Dừa sau tám tháng thi công.",
    "Cầu dài 42 m, rộng 4 m, thay chiếc cầu ván mà bà con đi lại hơn ba mươi năm nay.",
    "Ông Trần Văn Lâm, trưởng ấp, nói trẻ con từ nay tới trường không phải đi vòng nữa.",
    "Kinh phí 1,8 tỷ đồng do ngân sách huyện cấp một nửa, nửa còn lại do người dân góp.",
    "Xe tải trên 2,5 tấn không được qua cầu, biển báo đặt ở cả hai đầu từ hôm nay.",
    "Dịp này, xã cũng trồng sáu mươi cây bàng dọc con đường dẫn lên đầu cầu phía đông.",
    "Hội phụ nữ xã lo phần nước uống, thanh niên gác hai đầu cầu trong ngày khánh thành.",
    "Ban quản lý dự án bàn giao hồ sơ công trình cho xã vào cuối tháng này để theo dõi.",
]
BRIDGE = "".join(f"<p>{each}</p>" for each in BODY)
FACTS = {"title": "Xã Bình An có cầu mới", "published": "2026-10-03T08:00:00+07:00"}


def acts(newsroom: Newsroom) -> list[tuple[str, str]]:
    """What was written down of late: the act and whom it is about."""
    return [(each.action, each.subject) for each in newsroom.service.library.audit(20)]


@pytest.fixture
def system(newsroom: Newsroom) -> System:
    return System(newsroom)


@pytest.fixture
def source(request: pytest.FixtureRequest) -> str:
    """An id of the test's own: the newsroom is the same for all."""
    return f"xa/{request.node.name}"


@pytest.fixture
def article_id(newsroom: Newsroom, system: System, source: str) -> str:
    """An article that is public, and whose correction to one sentence waits."""
    new = system.put(source, html=BRIDGE, **FACTS)
    newsroom.service.jobs.wait(new.json["job"]["id"], timeout=60)
    held = system.put(source, html=f"<p>{BODY[0]}</p>", **FACTS)
    assert (held.status, held.json["job"], held.json["wish"]) == (202, None, None)
    assert [each["code"] for each in held.json["hold"]["warnings"]] == ["shrunk"]
    found: str = held.json["article"]["id"]
    return found


def test_until_the_yes_listeners_have_what_they_had(
    newsroom: Newsroom, system: System, source: str, article_id: str
) -> None:
    told = system.ask(f"articles/{source}").json
    assert told["episode"]["edition"] == 1
    assert told["article"]["revision"] == told["episode"]["revision"]
    assert [node["text"] for node in told["article"]["content"]] == BODY
    assert [node["text"] for node in told["hold"]["article"]["content"]] == BODY[:1]
    assert BODY[7] in newsroom.ask(f"/episodes/{article_id}/transcript.txt").text
    assert system.ask(f"articles/{source}/regenerate", "POST").json["job"] is None


def test_yes_by_the_api_records_what_waited(
    newsroom: Newsroom, system: System, source: str, article_id: str
) -> None:
    assert system.ask(f"articles/{source}/approve?revision=khac", "POST").status == 409
    told = system.ask(f"articles/{source}/approve", "POST")
    assert (told.status, told.json["hold"]) == (202, None)
    newsroom.service.jobs.wait(told.json["job"]["id"], timeout=60)
    assert system.ask(f"articles/{source}").json["episode"]["edition"] == 2
    assert system.ask(f"articles/{source}/approve", "POST").status == 404
    assert ("approve", article_id) in acts(newsroom)


def test_no_by_the_api_leaves_the_article(system: System, source: str, article_id: str) -> None:
    told = system.ask(f"articles/{source}/reject", "POST")
    assert (told.status, told.json["hold"], told.json["episode"]["edition"]) == (200, None, 1)


def test_the_desk_tells_why_and_has_a_yes_and_a_no(
    newsroom: Newsroom, system: System, source: str, article_id: str
) -> None:
    editor = Editor(newsroom)
    path = f"/desk/articles/{article_id}"
    assert "Đợi duyệt" in editor.get("/desk/").text
    assert "Bản sửa chỉ còn 1 câu; bản trước có 8 câu." in editor.get(path).text
    page = editor.get(f"{path}/held").text
    assert BODY[0] in page
    assert BODY[7] not in page
    revision = page.split('name="revision" value="')[1].split('"')[0]
    assert editor.post(f"{path}/approve", revision="cũ").status == 409
    assert editor.post(f"{path}/reject", revision=revision).status == 303
    assert editor.get(f"{path}/held").status == 404
    system.put(source, html=f"<p>{BODY[0]}</p>", **FACTS)
    assert editor.post(f"{path}/approve", revision=revision).status == 303
    assert system.ask(f"articles/{source}").json["hold"] is None


def test_a_new_article_that_waits_is_heard_by_nobody_until_the_yes(
    newsroom: Newsroom, system: System, source: str
) -> None:
    head = '<link rel="canonical" href="https://binhan.example.vn/">'
    home = f"<html><head>{head}</head><body><h1>Xã Bình An có cầu mới</h1>{BRIDGE}</body></html>"
    new = system.put(source, html=home, link="https://binhan.example.vn/")
    assert (new.status, new.json["job"], new.json["hold"]["first"]) == (201, None, True)
    article_id = new.json["article"]["id"]
    assert system.ask(f"articles/{source}/regenerate", "POST").json["job"] is None
    assert system.ask(f"articles/{source}/reject", "POST").status == 422
    assert newsroom.ask(f"/episodes/{article_id}").status == 404
    told = system.ask(f"articles/{source}/approve", "POST").json
    newsroom.service.jobs.wait(told["job"]["id"], timeout=60)
    assert newsroom.ask(f"/episodes/{article_id}").status == 200


def test_a_preview_tells_what_would_be_taken_left_out_and_read_and_keeps_nothing(
    newsroom: Newsroom, system: System, source: str
) -> None:
    page = f"<nav><a href=/>Trang chủ</a></nav><h1>{FACTS['title']}</h1><article>{BRIDGE}</article>"
    told = system.ask(f"articles/{source}/preview", "POST", page.encode(), "text/html")
    assert told.status == 200
    assert [node["text"] for node in told.json["blocks"]] == BODY
    assert told.json["left_out"][0]["text"] == "Trang chủ"
    assert told.json["sentences"][0]["text"] == FACTS["title"]
    assert "bốn mươi hai mét" in told.json["sentences"][2]["spoken"]
    assert told.json["warnings"] == []
    assert system.ask(f"articles/{source}").status == 404
    assert newsroom.service.library.published_date(source) is None


def test_a_preview_of_a_correction_says_that_it_would_wait(
    newsroom: Newsroom, system: System, source: str
) -> None:
    newsroom.take_in(source, f"<h1>{FACTS['title']}</h1>{BRIDGE}")
    short = f"<h1>{FACTS['title']}</h1><p>{BODY[0]}</p>"
    told = system.ask(f"articles/{source}/preview", "POST", short.encode(), "text/html")
    assert [each["code"] for each in told.json["warnings"]] == ["shrunk"]


def test_a_sender_states_lead_picture_tags_and_the_last_change(system: System, source: str) -> None:
    stated = {
        "lead": "Bà con hết cảnh đi vòng.",
        "image": "https://binhan.example.vn/cau.jpg",
        "tags": ["cầu", " rạch Dừa ", "cầu"],
        "modified": "2026-10-04T08:00:00+07:00",
    }
    told = system.put(source, html=BRIDGE, **FACTS, **stated).json["article"]
    assert {name: told[name] for name in stated} == {**stated, "tags": ["cầu", "rạch Dừa"]}
    plain = system.put(f"{source}-2", html=BRIDGE, **FACTS).json["article"]
    assert (plain["lead"], plain["image"], plain["tags"]) == (BODY[0], None, [])
    assert system.put(f"{source}-3", html=BRIDGE, **FACTS, tags="cầu").status == 201
    assert system.put(f"{source}-4", html=BRIDGE, **FACTS, tags=[7]).status == 422


def test_nobody_approves_a_text_that_moves_the_article_to_a_section_of_others(
    newsroom: Newsroom, system: System, source: str
) -> None:
    new = system.put(source, html=BRIDGE, section="Kinh tế", **FACTS)
    newsroom.service.jobs.wait(new.json["job"]["id"], timeout=60)
    held = system.put(source, html=f"<p>{BODY[0]}</p>", section="Thể thao", **FACTS)
    article_id, revision = new.json["article"]["id"], held.json["hold"]["article"]["revision"]
    library, now = newsroom.service.library, datetime.now(UTC)
    person = newsroom.person(Role.PUBLISHER, ("Kinh tế",))
    token = library.make_token("chỉ kinh tế", now, person_id=person.id)
    bearer = {"Authorization": f"Bearer {token}"}

    approve = f"/desk/articles/{article_id}/approve"
    for refused in (
        Editor(newsroom, person).post(approve, revision=revision),
        newsroom.ask(f"/api/v1/articles/{source}/approve", "POST", b"", bearer),
    ):
        assert refused.status == 403
        assert "Thể thao" in refused.text
    assert library.hold(article_id) is not None
    of_both = newsroom.person(Role.PUBLISHER, ("Kinh tế", "Thể thao"))
    assert Editor(newsroom, of_both).post(approve, revision=revision).status == 303
    assert library.hold(article_id) is None
