"""Persons and tokens from the shell: who may come in, and what is written down of it."""

import json
from contextlib import closing
from datetime import UTC, datetime

from service.model import ActorKind, Role, Scope
from service.store.library import Library, open_library
from tests.cli.shell import Shell


def library_of(shell: Shell) -> Library:
    return open_library(shell.folder / "data" / "loa.db")


def test_a_person_is_added_changed_removed_and_restored_from_the_shell(shell: Shell) -> None:
    assert shell.run("person", "add", "Chị Hoa", "--role", "admin").returncode == 0
    added = shell.run("person", "add", "An", "--role", "publisher", "--section", "Y tế")
    secret = added.stdout.strip().split("token=")[1]
    with closing(library_of(shell)) as library:
        opened = library.sign_in(secret, datetime.now(UTC))
        assert opened is not None
        assert (opened.session.person.name, opened.session.person.sections) == ("An", ("Y tế",))
    listed = shell.run("person", "list").stdout
    assert "An  người phát hành  Y tế  chưa đặt mật khẩu" in listed
    assert shell.run("person", "role", "an", "viewer").returncode == 0
    assert shell.run("person", "rename", "An", "Anh An").returncode == 0
    assert shell.run("person", "remove", "Anh An").returncode == 0
    assert "đã gỡ" in shell.run("person", "list").stdout
    assert shell.run("person", "link", "Anh An").returncode == 66
    assert shell.run("person", "restore", "Anh An").returncode == 0
    assert "token=" in shell.run("person", "link", "Anh An", "--reset-password").stdout
    assert shell.run("person", "reset-second-factor", "Anh An").returncode == 0
    with closing(library_of(shell)) as library:
        person = library.person_called("anh an")
        assert person is not None
        assert (person.role, person.sections) == (Role.VIEWER, ())
        told = library.audit()
    assert {each.kind for each in told} == {ActorKind.SHELL, ActorKind.PERSON}
    assert [each.action for each in told if each.subject in ("An", "Anh An")] == [
        *("second-factor-reset", "sign-in-link", "password-reset", "person-restored"),
        *("person-removed", "person-changed", "person-changed", "sign-in-link", "person"),
    ]


def test_the_shell_refuses_a_last_admin_less_and_a_name_twice(shell: Shell) -> None:
    shell.run("person", "add", "Hoa", "--role", "admin")
    for command in (("remove", "Hoa"), ("role", "Hoa", "editor")):
        refused = shell.run("person", *command)
        assert refused.returncode == 65
        assert "quản trị viên duy nhất" in refused.stderr
    assert shell.run("person", "add", " hoa ").returncode == 65
    assert shell.run("person", "add", "a\u202eb").returncode == 65
    assert shell.run("person", "remove", "Không Có").returncode == 66


def test_a_sign_in_link_is_for_the_only_admin_or_for_who_is_named(shell: Shell) -> None:
    shell.run("person", "add", "Hoa", "--role", "admin")
    assert "token=" in shell.run("sign-in").stdout
    shell.run("person", "add", "Bình", "--role", "admin")
    asked = shell.run("sign-in")
    assert asked.returncode == 65
    assert "--person" in asked.stderr
    assert "token=" in shell.run("sign-in", "--person", "bình").stdout


def test_a_token_is_made_for_a_person_with_scopes(shell: Shell) -> None:
    shell.run("person", "add", "An", "--role", "editor")
    arguments = ("--person", "An", "--scope", "read", "--scope", "submit")
    token = shell.run("token", "new", "--label", "của An", *arguments).stdout.strip()
    with closing(library_of(shell)) as library:
        found = library.check_token(token, datetime.now(UTC))
        assert found is not None
        assert found.scopes == {Scope.READ, Scope.SUBMIT}
        assert found.person is not None
        assert found.person.name == "An"
    refused = shell.run("token", "new", "--person", "An", "--scope", "release")
    assert refused.returncode == 65
    assert "không cho quyền release" in refused.stderr
    assert "của An  dùng được  An  read submit" in shell.run("token", "list").stdout
    assert shell.run("token", "revoke", "của An").returncode == 0


def test_the_audit_is_told_in_the_shell_as_lines_csv_and_json(shell: Shell) -> None:
    shell.run("person", "add", "Hoa", "--role", "admin")
    shell.run("token", "new", "--label", "=cms")
    told = shell.run("audit").stdout.splitlines()
    assert len(told) == 3
    assert "tạo mã truy cập  =cms  read submit release" in told[0]
    assert "(máy chủ)" in told[0]
    assert "'=cms" in shell.run("audit", "--csv").stdout
    (person,) = shell.run("audit", "--act", "person", "--json").stdout.splitlines()
    assert json.loads(person)["subject"] == "Hoa"
    assert shell.run("audit", "--since", "2999-01-01").stdout == ""
    assert shell.run("audit", "--csv", "--json").returncode == 2
    assert shell.run("audit", "--act", "khong-co").returncode == 2
    assert len(shell.run("audit", "--limit", "1").stdout.splitlines()) == 1
