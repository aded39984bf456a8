"""The commands of the how-to pages, run as they are written, against a server of their own."""

from __future__ import annotations

import base64
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from secrets import token_hex
from typing import Any
from urllib.parse import urlsplit

import psycopg
import pytest
from psycopg import sql

from tests.docs.pages import blocks, read
from tests.server.running import COMMAND, START_SECONDS, Running, environment, fresh_database, up

ANN = {"username": "ann", "password": "correct horse battery"}


def shell(script: str, folder: Path, **variables: str) -> str:
    """Run ``script`` in ``folder`` and return what it prints."""
    script = script.replace(".venv/bin/ringfence", COMMAND).replace(".venv/bin/python", sys.executable)
    return subprocess.run(
        ["bash", "-euo", "pipefail", "-c", script],
        cwd=folder,
        env=environment(COLUMNS="500") | variables,
        stdout=subprocess.PIPE,
        text=True,
        timeout=START_SECONDS,
        check=True,
    ).stdout


def exported(script: str, folder: Path) -> dict[str, str]:
    """The variables of ours that ``script`` leaves in the environment."""
    lines = shell(f"{script}\nenv -0", folder).split("\0")
    return dict(line.split("=", 1) for line in lines if line.startswith("RINGFENCE_"))


def ask(server: Running, path: str, body: object, token: str = "") -> tuple[int, dict[str, Any]]:
    headers = {"Content-Type": "application/json"} | ({"Authorization": f"Bearer {token}"} if token else {})
    method, content = ("GET", None) if body is None else ("POST", json.dumps(body))
    answer = server.request(method, path, content, headers)
    return answer.status, json.loads(answer.text)


def after(lines: list[str], line: str) -> str:
    """What comes after ``line``."""
    return "\n".join(lines[lines.index(line) + 1 :])


# PostgreSQL


@pytest.fixture
def prefix() -> Iterator[str]:
    """A name for roles and a database that are gone afterwards."""
    superuser = os.environ["RINGFENCE_TEST_POSTGRES_SUPERUSER_URL"]
    name = f"howto_{token_hex(4)}"
    yield name
    with psycopg.connect(superuser, autocommit=True) as connection:
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))
        for part in ("owner", "server", "maintenance"):
            connection.execute(sql.SQL("DROP ROLE IF EXISTS {}").format(sql.Identifier(f"{name}_{part}")))


@pytest.mark.skipif(os.environ.get("RINGFENCE_TEST_DB") != "postgresql", reason="a page about PostgreSQL")
def test_the_way_to_postgresql_ends_with_every_lock_closed(tmp_path: Path, prefix: str) -> None:
    page = re.sub(r"\bringfence_(owner|server|maintenance)\b", rf"{prefix}_\1", read("how-to/postgresql.md"))
    page = page.replace('"ringfence"', f'"{prefix}"')
    superuser = os.environ["RINGFENCE_TEST_POSTGRES_SUPERUSER_URL"]
    make_roles, start, audit, dump = blocks(page, "sh")
    printed, report, hole = blocks(page, "")

    make_roles = make_roles.replace("postgresql://postgres:PASSWORD@localhost:5432/postgres", superuser)
    shell(make_roles.replace(" > ", f" --database {prefix} --prefix {prefix} > "), tmp_path)
    made = (tmp_path / "postgresql.env").read_text()
    assert (tmp_path / "postgresql.env").stat().st_mode & 0o077 == 0
    where = urlsplit(superuser)
    for line in printed.splitlines():
        start_of_line, _, end_of_line = line.replace("localhost:5432", f"{where.hostname}:{where.port}").partition("…")
        end_of_line = end_of_line.replace("/ringfence", f"/{prefix}")
        assert any(one.startswith(start_of_line) and one.endswith(end_of_line) for one in made.splitlines()), line

    variables = exported(start.removesuffix("make up\n"), tmp_path)
    assert set(variables) == {
        "RINGFENCE_DATABASE_URL",
        "RINGFENCE_OWNER_DATABASE_URL",
        "RINGFENCE_ADMIN_DATABASE_URL",
    }
    with up(tmp_path, **variables) as server:
        server.wait_until_up()
        assert server.get("/readyz").status == 200
        said = [line.rstrip() for line in shell(audit, tmp_path, **variables).splitlines()]
        assert re.fullmatch(re.escape(report.rstrip("\n")).replace("…\\\n", "(?:.+\n)+"), after(said, "Models"))

        if shutil.which("pg_dump") is not None:
            assert ask(server, "/api/register/", ANN)[0] == 201
            assert dumped(dump, tmp_path, **variables) == 1
            as_server = {**variables, "RINGFENCE_OWNER_DATABASE_URL": variables["RINGFENCE_DATABASE_URL"]}
            assert "permission denied" in shell(f"({dump.strip()}) 2>&1 || true", tmp_path, **as_server)

        with psycopg.connect(superuser, autocommit=True) as connection:
            connection.execute(
                sql.SQL("GRANT {} TO {}").format(
                    sql.Identifier(f"{prefix}_maintenance"), sql.Identifier(f"{prefix}_server")
                )
            )
        said = shell(f"{audit.strip()} 2>&1 || true", tmp_path, **variables).splitlines()
        assert [line for line in said if line.startswith(("HOLE", "Error"))] == hole.splitlines()


def dumped(script: str, folder: Path, **variables: str) -> int:
    """How many users are in what the page's ``pg_dump`` writes."""
    shell(script, folder, **variables)
    text = (folder / "ringfence.sql").read_text()
    found = re.search(r"^COPY public\.ringfence_accounts_user .*?;\n(.*?)^\\\.$", text, re.MULTILINE | re.DOTALL)
    assert found
    return len(found[1].splitlines())


# Keys


def test_keys_are_rotated_and_nobody_is_logged_out(tmp_path: Path) -> None:
    new_key, signing, secret = blocks(read("how-to/rotate-keys.md"), "sh")
    with fresh_database() as database:
        with up(tmp_path, **database) as server:
            server.wait_until_up()
            assert ask(server, "/api/register/", ANN)[0] == 201
            tokens = ask(server, "/api/token/", ANN)[1]
            assert algorithm(tokens["access"]) == "HS256"
            server.stop()

        shell(new_key, tmp_path)
        assert (tmp_path / "new_key").stat().st_mode & 0o077 == 0
        signed = exported(signing, tmp_path)
        with up(tmp_path, **database, **signed) as server:
            server.wait_until_up()
            assert ask(server, "/api/me/", None, tokens["access"])[0] == 200
            tokens = renewed(server, tokens)
            assert algorithm(tokens["access"]) == "EdDSA"
            (published,) = json.loads(server.get("/.well-known/jwks.json").text)["keys"]
            assert published["alg"] == "EdDSA"
            server.stop()

        both = signed | exported(secret, tmp_path)
        both.pop("RINGFENCE_RETIRED_KEYS")
        with up(tmp_path, **database, **both) as server:
            server.wait_until_up()
            assert ask(server, "/api/me/", None, tokens["access"])[0] == 200
            tokens = renewed(server, tokens)
            server.stop()

        both.pop("RINGFENCE_SECRET_KEY_FALLBACKS")
        with up(tmp_path, **database, **both) as server:
            server.wait_until_up()
            renewed(server, tokens)


def renewed(server: Running, tokens: dict[str, str]) -> dict[str, str]:
    status, pair = ask(server, "/api/token/refresh/", {"refresh": tokens["refresh"]})
    assert status == 200, pair
    return pair


def algorithm(token: str) -> str:
    header = token.partition(".")[0]
    return str(json.loads(base64.urlsafe_b64decode(header + "=" * (-len(header) % 4)))["alg"])
