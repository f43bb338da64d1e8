"""JSON that holds one article: of which system, and that it is one."""

from service.errors import ArticleError
from service.sources.document import Rendered
from service.sources.json_feed import is_json_feed_item, render_json_feed_item
from service.sources.json_values import Json, at, items_at, read_json
from service.sources.refusals import more_than_one
from service.sources.wordpress import is_wordpress_post, render_wordpress


def is_article_object(value: object) -> bool:
    """Whether ``value`` is an article of a system that is known here."""
    return is_wordpress_post(value) or is_json_feed_item(value)


def render_json(text: str) -> Rendered:
    """The page and facts of the one article in ``text``.

    An object, or a list or feed of one. Raises ArticleError for several, and for JSON
    of any other shape.
    """
    post = _only(read_json(text))
    if is_wordpress_post(post):
        return render_wordpress(post)
    if is_json_feed_item(post):
        return render_json_feed_item(post)
    raise ArticleError(
        "Không nhận ra bài viết trong JSON này. Loa đọc được bài của WordPress REST API "
        "(title.rendered, content.rendered) và mục của JSON Feed (content_html).",
        "No article is recognised in this JSON. Posts of the WordPress REST API and items of "
        "JSON Feed are read.",
    )


def _only(value: object) -> Json:
    articles = [value]
    if isinstance(value, list):
        articles = value
    elif isinstance(at(value, "items"), list):
        articles = list(items_at(value, "items"))
    if len(articles) > 1:
        raise more_than_one(len(articles))
    return articles[0] if articles and isinstance(articles[0], dict) else {}
