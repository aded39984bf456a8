"""The OpenAPI document: valid, whole, and in every example and sample what the server really does."""

from __future__ import annotations

import ast
import contextlib
import io
import json
import re
import shlex
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from drf_spectacular.generators import SchemaGenerator
from openapi_spec_validator import OpenAPIV31SpecValidator

from ringfence.api.filters import query_parameters
from ringfence.api.openapi_hooks import operations
from ringfence.api.problems import PROBLEM_JSON
from ringfence.api.views import OwnedGenericViewSet
from tests import schema
from tests.docs.pages import named
from tests.people import PASSWORD
from tests.server.running import Running, fresh_database, up

JSON = "application/json"


def every() -> list[tuple[str, str, dict[str, Any]]]:
    """Each operation with its path and method."""
    return list(operations(schema.document()))


def answers(operation: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each answer of an operation by its status."""
    for status, answer in operation["responses"].items():
        yield status, schema.resolved(answer)


def bodies(operation: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Each body of an operation: the status ("request" for the request's), the media type and what is said of it."""
    for media_type, content in operation.get("requestBody", {}).get("content", {}).items():
        yield "request", media_type, content
    for status, answer in answers(operation):
        for media_type, content in answer.get("content", {}).items():
            yield status, media_type, content


# The document


def test_the_document_is_valid_openapi_3_1() -> None:
    document = schema.document()
    assert document["openapi"] == "3.1.0"
    OpenAPIV31SpecValidator(document).validate()


def test_it_is_made_without_a_warning(tmp_path: Path) -> None:
    call_command("spectacular", "--fail-on-warn", "--urlconf", schema.URLCONF, "--file", str(tmp_path / "schema.yaml"))


def test_each_operation_has_a_name_of_its_own_and_is_described() -> None:
    names = Counter(operation["operationId"] for _, _, operation in every())
    assert {name: count for name, count in names.items() if count > 1} == {}
    assert [name for name in names if not re.fullmatch(r"[a-z]\w+", name)] == []
    for path, method, operation in every():
        assert len(operation["summary"]) > 3, (method, path)
        assert operation["description"].endswith((".", ":", "`")), (method, path, operation["description"])
        assert not re.search(r"``|:\w+:`", operation["description"]), (method, path)


def test_lists_and_rows_are_described_in_the_words_of_their_app() -> None:
    said = {said["operationId"]: (said["summary"], said["description"]) for _, _, said in every()}
    assert said["notes_list"][0] == "List notes"
    assert "newest first" in said["notes_list"][1]
    assert said["library_books_retrieve"][0] == "Read a book"
    assert "somebody else's are the same 404" in said["library_books_retrieve"][1]


def test_each_tag_is_described() -> None:
    described = {tag["name"]: tag["description"] for tag in schema.document()["tags"]}
    used = {tag for _, _, operation in every() for tag in operation["tags"]}
    assert used == set(described)
    assert all(len(words) > 10 for words in described.values())


def test_each_parameter_header_and_answer_is_described() -> None:
    for path, method, operation in every():
        for parameter in operation.get("parameters", ()):
            assert len(parameter["description"]) > 5, (method, path, parameter)
            assert parameter["schema"], (method, path, parameter)
        for status, answer in answers(operation):
            assert len(answer["description"]) > 5, (method, path, status)
            for name, header in answer.get("headers", {}).items():
                assert schema.resolved(header)["description"], (method, path, name)


def test_each_operation_says_how_it_succeeds_and_what_may_go_wrong() -> None:
    for path, method, operation in every():
        statuses = {status for status, _ in answers(operation)}
        assert any(status.startswith("2") for status in statuses), (method, path)
        if operation.get("security"):
            assert "401" in statuses, (method, path)
        if "requestBody" in operation:
            assert {"400", "413", "415"} <= statuses, (method, path)


def test_the_query_parameters_are_those_that_are_read() -> None:
    generator = SchemaGenerator(urlconf=schema.URLCONF)
    generator._initialise_endpoints()
    seen = 0
    for path, _, method, view in generator._get_paths_and_endpoints():
        if not isinstance(view, OwnedGenericViewSet):
            continue
        seen += 1
        parameters = schema.document()["paths"][path][method.lower()].get("parameters", ())
        documented = {parameter["name"] for parameter in parameters if parameter["in"] == "query"}
        assert documented == query_parameters(view), (method, path)
    assert seen > 20


# Examples


def test_each_body_has_an_example_that_fits_it() -> None:
    for path, method, operation in every():
        for status, media_type, content in bodies(operation):
            if not media_type.endswith("json"):
                continue
            where = (method, path, status, media_type)
            examples = content.get("examples", {})
            assert examples or "example" in content, where
            for name, example in examples.items():
                assert schema.complaint(content["schema"], example["value"]) == "", (*where, name)


def test_the_example_of_a_bulk_request_names_no_row_twice() -> None:
    content = schema.document()["paths"]["/api/tasks/bulk/"]["post"]["requestBody"]["content"]["application/json"]
    (example,) = content["examples"].values()
    assert not {row["id"] for row in example["value"]["update"]} & set(example["value"]["delete"])


def test_the_example_of_a_published_note_has_the_address_of_a_page() -> None:
    answers = schema.document()["paths"]["/api/notes/{id}/publish/"]["post"]["responses"]
    for status in ("200", "201"):
        (example,) = answers[status]["content"][JSON]["examples"].values()
        assert example["value"] == {"slug": "milk-and-bread", "url": "https://example.com/article/milk-and-bread"}


def test_the_codes_of_the_examples_are_those_of_the_reference() -> None:
    known = set(named("reference/errors.md", "Codes of an answer"))
    shown = {
        example["value"]["code"]
        for _, _, operation in every()
        for status, media_type, content in bodies(operation)
        if media_type == PROBLEM_JSON
        for example in content["examples"].values()
    }
    assert shown <= known
    assert {"invalid", "not_authenticated", "not_found", "precondition_failed", "second_factor_required"} <= shown


def test_an_answer_that_is_not_documented_fails() -> None:
    note = {"$ref": "#/components/schemas/Note"}
    example = schema.document()["paths"]["/api/notes/{id}/"]["get"]["responses"]["200"]["content"][JSON]["examples"]
    (value,) = (each["value"] for each in example.values())
    assert schema.complaint(note, value) == ""
    for wrong in ({**value, "id": "1"}, {**value, "extra": 1}, {**value, "created_at": "now"}, {"id": 1}):
        assert schema.complaint(note, wrong)


# Code samples


def samples(language: str) -> list[tuple[str, str]]:
    """The samples in one language, with what they are of."""
    return [
        (f"{method} {path}", sample["source"])
        for path, method, operation in every()
        for sample in operation["x-codeSamples"]
        if sample["label"] == language
    ]


def test_each_operation_has_a_sample_in_each_language() -> None:
    for path, method, operation in every():
        labels = [sample["label"] for sample in operation["x-codeSamples"]]
        assert labels == ["curl", "Python", "TypeScript"], (method, path)


def test_the_samples_in_python_compile() -> None:
    for name, source in samples("Python"):
        compile(source, name, "exec")


def test_the_samples_for_a_shell_are_one_command_each() -> None:
    for name, source in samples("curl"):
        words = shlex.split(source)
        assert words[0] == "curl", name
        assert len([word for word in words if word.startswith("http://")]) >= 1, name
        assert "\n" not in [word.strip() for word in words], name


@pytest.mark.skipif(shutil.which("node") is None, reason="no Node")
def test_the_samples_in_typescript_are_javascript_but_for_their_types(tmp_path: Path) -> None:
    parts = []
    for _, source in samples("TypeScript"):
        plain = re.sub(r"^import type .*\n", "", source, flags=re.MULTILINE)
        plain = re.sub(r"^(const \w+): [^=]+=", r"\1 =", plain, flags=re.MULTILINE)
        parts.append(f"async () => {{\n{plain}\n}};\n")
    file = tmp_path / "samples.mjs"
    file.write_text("".join(parts))
    checked = subprocess.run(["node", "--check", str(file)], capture_output=True, text=True, timeout=60, check=False)
    assert checked.returncode == 0, checked.stderr


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A server without a row."""
    with (
        fresh_database() as variables,
        up(tmp_path_factory.mktemp("samples"), RINGFENCE_THROTTLE_SCALE="0", **variables) as running,
    ):
        yield running.wait_until_up()


def run_python(source: str) -> str:
    """What a sample in Python prints."""
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(source, "sample", "exec"), {})  # noqa: S102
    return printed.getvalue()


def run_curl(source: str, access: str) -> int:
    """The status that a sample for a shell is answered with."""
    command = f"{source} -s -o /dev/null -w '%{{http_code}}'"
    done = subprocess.run(
        ["bash", "-c", command], env={"ACCESS": access, "PATH": "/usr/bin:/bin"}, capture_output=True, check=True
    )
    return int(done.stdout)


@pytest.mark.skipif(shutil.which("curl") is None, reason="no curl")
def test_the_samples_do_what_they_say(server: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    document = json.loads(server.get("/api/schema/", {"Accept": "application/vnd.oai.openapi+json"}).text)
    paths = document["paths"]

    def sample(path: str, method: str, label: str) -> str:
        return next(each["source"] for each in paths[path][method]["x-codeSamples"] if each["label"] == label)

    headers = {"Content-Type": JSON}
    ada = json.dumps({"username": "eve", "password": PASSWORD})
    assert server.request("POST", "/api/register/", ada, headers).status == 201
    access = json.loads(server.request("POST", "/api/token/", ada, headers).text)["access"]
    monkeypatch.setenv("ACCESS", access)
    # Of a fresh server: what the first sample makes is the row 1 that the others are about.
    made = [path for path in paths if re.fullmatch(r"/api/(?!me/)[a-z/]+/", path) and "post" in paths[path]]
    # Tags first: a note makes those that it names.
    collections = sorted((path for path in made if f"{path}{{id}}/" in paths), key=lambda path: "/tags/" not in path)
    assert {"/api/notes/", "/api/tasks/", "/api/transactions/", "/api/books/"} <= set(collections)
    for path in collections:
        assert ast.literal_eval(run_python(sample(path, "post", "Python")))["id"] == 1, path
        assert run_curl(sample(path, "get", "curl"), access) == 200, path
        for method in ("get", "put", "patch"):
            assert run_curl(sample(f"{path}{{id}}/", method, "curl"), access) == 200, (method, path)
            assert "id" in run_python(sample(f"{path}{{id}}/", method, "Python")), (method, path)
    for path in reversed(collections):
        assert run_curl(sample(f"{path}{{id}}/", "delete", "curl"), access) == 204, path
    for path in ("/api/me/", "/api/sessions/", "/api/me/activity/", "/api/me/factors/", "/api/health/", "/healthz/"):
        assert run_curl(sample(path, "get", "curl"), access) == 200, path
        assert run_python(sample(path, "get", "Python")), path
    assert run_curl(sample("/api/transactions/import/", "post", "curl"), access) == 200
    assert "'created': 0, 'duplicates': 2" in run_python(sample("/api/transactions/import/", "post", "Python"))
    assert run_curl(sample("/api/transactions/export/", "get", "curl"), access) == 200
    assert run_curl(sample("/api/register/", "post", "curl"), "") == 201
    assert "access" in run_python(sample("/api/token/", "post", "Python"))
