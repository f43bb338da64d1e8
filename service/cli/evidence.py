"""loa evidence: what is handed to an inspector of one episode."""

from pathlib import Path

import click

from service.cli.articles import find_article_by_name
from service.cli.episodes import require_new
from service.cli.opening import opened
from service.outputs.page_words import size_words


@click.command()
@click.argument("episode")
@click.option(
    "-o",
    "--output",
    "file",
    required=True,
    type=click.Path(path_type=Path, dir_okay=False),
    help="Tệp .zip mới sẽ ghi.",
)
def evidence(episode: str, file: Path) -> None:
    """Gói hồ sơ của một tập cho người thanh tra: nguồn, văn bản, cách đọc, nhật ký, bản kê, tệp.

    Giải nén rồi chạy `sha256sum -c SHA256SUMS` để kiểm tra; DOC-TRUOC.txt nói trong gói có gì.
    Gói có tên người làm bài: chỉ giao cho người có quyền xem.
    (One archive of all that is kept of an episode; it holds names of people.)
    """
    from service.tending.evidence import write_evidence

    with opened("evidence") as service:
        require_new(file, service.settings.data)
        article = find_article_by_name(service.library, episode)
        made = write_evidence(article, file, service.library, service.production.media)
    size = size_words(file.stat().st_size)
    click.echo(f"Đã ghi {file}: {len(made.names)} tệp, {size}, sha256 {made.sha256}")
    for name in made.lacking:
        click.echo(f"Không còn tệp âm thanh {name}; bản kê của nó vẫn có trong hồ sơ.")
