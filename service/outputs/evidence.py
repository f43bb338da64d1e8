"""What a newsroom hands to an inspector of one episode: tables, documents, and how to check them.

The same library gives the same bytes: nothing tells when or where the archive was made.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from itertools import chain

from service.codec import to_plain
from service.fingerprint import Plain
from service.model import Article, AuditEntry, Edition, Revision
from service.model.release import Publication, PublicCorrection
from service.outputs.audit_table import audit_lines
from service.outputs.disclosure import digital_source_type
from service.outputs.manifest import render_manifest
from service.outputs.release_note import render_publication
from service.outputs.sheet_line import sheet_line

README = "DOC-TRUOC.txt"
SUMS = "SHA256SUMS"

_READINGS = (
    *("edition", "sentence", "printed", "spoken", "overridden"),
    *("rule", "written", "read_as", "begin", "end", "confidence"),
)
_CLIPS = (
    *("edition", "sentence", "begin_sample", "end_sample", "clip", "frames_sha256"),
    *("engine", "engine_version", "voice", "label", "recorded_by_a_person"),
)


@dataclass(frozen=True, slots=True)
class Testimony:
    """All that is kept of one article.

    ``sources`` are the bytes as they were received, by the revision that was read from them.
    ``acts`` are those on the article, the newest first.
    """

    article: Article
    revisions: tuple[Revision, ...]
    sources: Mapping[str, bytes]
    editions: tuple[Edition, ...]
    publication: Publication
    corrections: tuple[PublicCorrection, ...]
    acts: tuple[AuditEntry, ...]


def evidence_files(told: Testimony) -> Iterator[tuple[str, bytes]]:
    """The files that tell of ``told`` by their names, without sound, README and digests."""
    for revision in told.revisions:
        yield f"van-ban/{revision.id}.json", _document(to_plain(revision))
    for revision_id, content in told.sources.items():
        yield f"nguon/{revision_id}", content
    for edition in told.editions:
        yield f"ban-ke/edition-{edition.number}.json", render_manifest(edition).encode()
    yield "cach-doc.csv", _table(_READINGS, _readings(told.editions))
    yield "doan-thu.csv", _table(_CLIPS, _clips(told.editions))
    yield "nhat-ky.csv", "".join(audit_lines(told.acts)).encode()
    yield "phat-hanh.json", render_publication(told.publication)
    yield "dinh-chinh.json", _document(to_plain(told.corrections))


def digest_lines(digests: Mapping[str, str]) -> bytes:
    """What ``sha256sum -c`` reads, in the order of the names."""
    return "".join(f"{digests[name]}  {name}\n" for name in sorted(digests)).encode()


def digest_of(content: bytes) -> str:
    """The SHA-256 of ``content`` in hex digits."""
    return sha256(content).hexdigest()


def readme(told: Testimony, recordings: Iterable[str], lacking: Iterable[str]) -> bytes:
    """What lies where, in Vietnamese; ``lacking`` are recordings that are gone by now."""
    article, editions = told.article, told.editions
    voices = {f"{v.label} ({v.engine}, {v.name})": None for e in editions for v in e.voices}
    sources = {digital_source_type(each.voices) or "người đọc": None for each in editions}
    kept, gone = list(recordings), list(lacking)
    lines = [
        f"HỒ SƠ CỦA BẢN THU: {article.revision.title}",
        f"Mã bài của toà soạn: {article.source_id}. Mã tập: {article.id}.",
        f"Số văn bản: {len(told.revisions)}; số bản thu: {len(editions)}; "
        f"số việc trong nhật ký: {len(told.acts)}.",
        f"Giọng đọc: {'; '.join(voices) or 'chưa có'}.",
        f"Loại nguồn số (IPTC): {'; '.join(sources) or 'chưa có'}.",
        "",
        "Trong hồ sơ có:",
        "  nguon/        bài như hệ thống nhận được, từng byte, đặt tên theo mã văn bản",
        "  van-ban/      từng văn bản đã đọc ra từ nguồn, với chỗ bị bỏ ra và lý do",
        "  ban-ke/       bản kê của từng bản thu: câu in, câu đọc, quy tắc, giọng, chỗ trong tệp",
        "  cach-doc.csv  mỗi dòng một lần một quy tắc đọc chữ in thành lời",
        "  doan-thu.csv  mỗi dòng một câu: vị trí (mẫu), mã băm của đoạn thu, máy đọc và phiên bản",
        "  nhat-ky.csv   ai đã làm gì với bài, lúc nào (giờ UTC), mới nhất trước",
        "  phat-hanh.json, dinh-chinh.json   bản nào đã phát lúc nào; gỡ; đính chính",
        "  am-thanh/     tệp đã phát (MP3, Opus nếu có), nếu còn; chữ ký C2PA (nếu có) trong MP3",
        "",
        "Kiểm tra không tệp nào bị đổi:  sha256sum -c SHA256SUMS",
        "Bản kê ghi sha256 của tệp âm thanh: so với SHA256SUMS.",
        "",
        f"Tệp âm thanh có trong hồ sơ: {', '.join(kept) or 'không có'}.",
        *([f"Không còn giữ (đã thay quá lâu, hoặc mất): {', '.join(gone)}."] if gone else []),
        "Nguồn của một văn bản cũ có thể không còn: chỉ văn bản đã thu mới được giữ nguồn.",
        "",
        "DỮ LIỆU CÁ NHÂN: nhat-ky.csv và các bản kê ghi tên người làm và tên tác giả. Hồ sơ không",
        "có địa chỉ thư, địa chỉ IP, mật khẩu hay phiên đăng nhập. Chỉ giao cho người có quyền",
        "xem, và xoá khi không cần nữa.",
        "",
    ]
    return "\n".join(lines).encode()


def _document(plain: Plain) -> bytes:
    return (json.dumps(plain, ensure_ascii=False, allow_nan=False, indent=1) + "\n").encode()


def _table(columns: Iterable[str], rows: Iterable[Iterable[object]]) -> bytes:
    told = (["" if each is None else str(each) for each in row] for row in rows)
    return "".join(chain([sheet_line(columns)], map(sheet_line, told))).encode()


def _readings(editions: Iterable[Edition]) -> Iterator[tuple[object, ...]]:
    """A row a reading; a sentence that is said as it is printed has one row without a rule."""
    for edition in editions:
        for each in edition.played:
            said = each.utterance
            head = (edition.number, each.segment.id, each.segment.text, said.spoken)
            whose = "yes" if said.overridden else "no"
            if not said.trace:
                yield (*head, whose, *(None,) * 6)
            for step in said.trace:
                place = (step.begin, step.end, step.confidence)
                yield (*head, whose, step.rule, step.written, step.spoken, *place)


def _clips(editions: Iterable[Edition]) -> Iterator[tuple[object, ...]]:
    for edition in editions:
        for each in edition.played:
            span, spec = each.clip_span, each.spec or edition.spec
            if span is None:
                continue
            place = (edition.number, each.segment.id, span.begin, span.end)
            made = (spec.voice.engine, spec.engine_version, spec.voice.name, spec.voice.label)
            person = "yes" if spec.is_recording else "no"
            yield (*place, each.clip_key, each.frames_sha256, *made, person)
