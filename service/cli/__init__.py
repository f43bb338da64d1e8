"""The same Service from the shell: the command ``loa``.

Commands are imported when they are called, so that ``loa say`` starts without
the web, the database or the sound.
"""

import importlib
import os
import sys
from collections.abc import Mapping

import click

from service.cli.failures import report_failure
from service.settings import NEWSROOM

COMMANDS: Mapping[str, str] = {
    "demo": "service.cli.serving",
    "serve": "service.cli.serving",
    "worker": "service.cli.serving",
    "publish": "service.cli.articles",
    "regenerate": "service.cli.articles",
    "approve": "service.cli.review",
    "reject": "service.cli.review",
    "release": "service.cli.releasing",
    "schedule": "service.cli.releasing",
    "withdraw": "service.cli.releasing",
    "republish": "service.cli.releasing",
    "delete": "service.cli.releasing",
    "editions": "service.cli.releasing",
    "extract": "service.cli.extracting",
    "verify": "service.cli.episodes",
    "stitch": "service.cli.episodes",
    "evidence": "service.cli.evidence",
    "say": "service.cli.reading",
    "split": "service.cli.reading",
    "lint": "service.cli.reading",
    "lexicon": "service.cli.lexicon",
    "person": "service.cli.people",
    "audit": "service.cli.audit",
    "figures": "service.cli.figures",
    "token": "service.cli.access",
    "sign-in": "service.cli.access",
    "sessions": "service.cli.access",
    "webhook": "service.cli.webhook",
    "channel": "service.cli.channel",
    "cache": "service.cli.clips",
    "doctor": "service.cli.doctor",
    "rebuild": "service.cli.rebuilding",
    "newsroom": "service.cli.newsrooms",
    "backup": "service.cli.backing_up",
    "restore": "service.cli.backing_up",
    "migrate-to": "service.cli.moving",
}
"""Each command with the module that holds it; the object is named after the command."""


class LazyGroup(click.Group):
    """A group that imports a command's module when the command is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(COMMANDS[cmd_name])
        command: click.Command = getattr(module, cmd_name.replace("-", "_"))
        return command

    def invoke(self, ctx: click.Context) -> object:
        """Runs the command; that the reader of its output has had enough is no failure."""
        try:
            result: object = super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError:
            # What is still buffered goes nowhere, so that the end of the program is quiet.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            ctx.exit(0)
        return result


@click.group(
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Thiết đặt đọc từ biến môi trường LOA_… và tệp LOA_CONFIG; xem docs/settings.md.",
)
@click.version_option(package_name="loa", message="loa %(version)s")
@click.option(
    "--newsroom",
    envvar=NEWSROOM,
    metavar="NAME",
    expose_value=False,
    callback=lambda context, _, name: context.meta.update({NEWSROOM: name}),
    help="Toà soạn nào, khi một máy phục vụ nhiều (LOA_NEWSROOMS). (Of several newsrooms, which.)",
)
def loa() -> None:
    """Loa biến bài báo tiếng Việt thành podcast và trang đọc dễ tiếp cận.

    (Turns published Vietnamese articles into a podcast and accessible pages.)
    """


def main() -> None:
    """Runs ``loa`` and turns every failure into a message and an exit code."""
    # Whatever the umask: we ourselves may use what we write, and no stranger may change it.
    os.umask(os.umask(0) & 0o077 | 0o002)
    try:
        loa.main(standalone_mode=False)
    except (Exception, KeyboardInterrupt) as failure:  # noqa: BLE001 - the outer edge
        sys.exit(report_failure(failure))
