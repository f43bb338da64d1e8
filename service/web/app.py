"""The application factory: blueprints, templates and headers around a Service."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from flask import Flask, Response, request

from service.compose import Service
from service.model import SESSION_LIFE
from service.outputs.addresses import FEED, recording_path
from service.outputs.page_words import clock, length_clock
from service.settings import Settings
from service.shipped import shipped_folder
from service.store.media import Media
from service.web import language, problems
from service.web.api import api
from service.web.archives import archives
from service.web.assets import Assets, WithStatics
from service.web.bodies import largest_body
from service.web.channels import channels
from service.web.delivery import delivering_origin
from service.web.desk import desk
from service.web.headers import IMMUTABLE, content_policy, guarded
from service.web.health import health
from service.web.hosts import KnownHosts, known_hosts
from service.web.hurry import hurried
from service.web.language.measures import (
    date_words,
    day_words,
    duration_words,
    moment,
    size_words,
    whole_words,
)
from service.web.listening import open_queue
from service.web.media import media
from service.web.metrics import metrics
from service.web.numbers import RowNumber
from service.web.private_feeds import private
from service.web.public import public
from service.web.rate_limits import RateLimits
from service.web.reading_on import refuse_writing
from service.web.ready import ReadyFiles
from service.web.recordings import Recordings
from service.web.redirects import stay_within
from service.web.sharing import shared
from service.web.site import EXTENSION, Site
from service.web.traffic import Traffic, note_route, observed
from service.web_address import is_web_address


def create_app(service: Service, *, now: Callable[[], datetime]) -> Flask:
    """The application that serves ``service``; ``now`` is its clock.

    Raises SettingsError when the installation lacks its templates or static files.
    """
    settings = service.settings
    app = bare_app()
    largest = largest_body(settings)
    app.config.update(
        SECRET_KEY=service.secret_key,
        SESSION_COOKIE_NAME="loa_desk",
        SESSION_COOKIE_PATH="/desk",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.base_url.startswith("https:"),
        PERMANENT_SESSION_LIFETIME=SESSION_LIFE,
        SESSION_REFRESH_EACH_REQUEST=False,
        MAX_CONTENT_LENGTH=largest,
        MAX_FORM_MEMORY_SIZE=largest,
    )
    assets = Assets(shipped_folder("static"), "/static")
    limits = RateLimits(settings.requests_per_minute)
    listening = open_queue(service, now)
    around = Site(service, now, assets, ReadyFiles(), Recordings(service), limits, listening)
    app.extensions[EXTENSION] = around
    language.install(app)
    _install_words(app, service, assets)
    problems.install(app)
    _look_at_requests(app, settings, service.media, around.traffic)
    return app


def _look_at_requests(app: Flask, settings: Settings, media: Media, traffic: Traffic) -> None:
    for look in (
        note_route,
        partial(_require_own_name, known_hosts(settings)),
        stay_within,
        refuse_writing,
    ):
        app.before_request(look)
    around = observed(hurried(app.wsgi_app), traffic)
    app.wsgi_app = around  # type: ignore[method-assign, assignment]  # Flask's own way
    policy = content_policy(delivering_origin(settings, media))
    app.after_request(partial(_finished, policy, settings.base_url.startswith("https:")))


def bare_app() -> WithStatics:
    """An application that has all routes, and nothing yet to answer with.

    Raises SettingsError when the installation lacks its templates or static files.
    """
    app = WithStatics(
        "service",
        template_folder=str(shipped_folder("templates")),
        static_folder=str(shipped_folder("static")),
        static_url_path="/static",
    )
    app.url_map.converters["int"] = RowNumber
    for blueprint in (public, media, archives, channels, private, health, metrics, api, desk):
        app.register_blueprint(blueprint)
    return app


def _install_words(app: Flask, service: Service, assets: Assets) -> None:
    settings = service.settings
    app.jinja_env.filters.update(
        date_words=lambda when: date_words(when, settings.zone),
        moment=lambda when: moment(when, settings.zone),
        duration_words=duration_words,
        size_words=size_words,
        whole_words=whole_words,
        clock=clock,
        day_words=day_words,
        length_clock=length_clock,
        is_web_address=is_web_address,
        recording_path=recording_path,
    )
    app.jinja_env.globals.update(
        asset=assets.address,
        site={
            "title": language.closed(settings.title),
            "description": language.closed(settings.description),
            "base_url": settings.base_url,
            "feed_url": settings.base_url + FEED.path(),
        },
    )


def _require_own_name(hosts: KnownHosts) -> None:
    host = request.environ.get("HTTP_HOST")
    if not host and request.environ.get("SERVER_PROTOCOL") == "HTTP/1.1":  # RFC 9112, section 3.2
        raise problems.BadRequestError(
            "Yêu cầu HTTP/1.1 phải nói tên máy chủ (Host).",
            "An HTTP/1.1 request must name its host (Host).",
        )
    if host not in hosts:
        raise problems.MisdirectedError(
            "Máy chủ này không mang tên mà trình duyệt đã hỏi. Hãy mở địa chỉ công bố của trang; "
            "người vận hành khai tên khác bằng LOA_BASE_URL hoặc LOA_HOSTS.",
            "This server does not go by the name that was asked for. Open the public address; "
            "whoever runs it names others by LOA_BASE_URL or LOA_HOSTS.",
        )


def _finished(policy: str, encrypted: bool, response: Response) -> Response:
    if request.endpoint == "static" and "v" in request.args and response.status_code == 200:
        response.headers["Cache-Control"] = IMMUTABLE
    return guarded(shared(request, response), policy, encrypted=encrypted)
