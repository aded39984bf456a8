"""The pieces of Python on the pages: each runs against the package, with no more around it than it leaves out."""

from __future__ import annotations

import ast
import inspect
import sys
import types
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import models
from django.test.utils import isolate_apps
from django.urls import URLPattern, path
from rest_framework.views import APIView

from ringfence.accounts import keys
from ringfence.api import filter_fields
from ringfence.api.checks import unscoped
from ringfence.ownership.cascades import DatabaseCascade
from ringfence.ownership.checks import check_models
from ringfence.ownership.constraints import SameOwner
from ringfence.ownership.fields import OwnedForeignKey
from ringfence.ownership.models import OwnedModel, PublishedModel
from ringfence.testing import assert_isolated
from ringfence_server.tasks.views import TaskFilter
from tests.docs.pages import README, blocks, codes, read, rows
from tests.docs.test_tutorial import TUTORIAL
from tests.docs.test_tutorial import blocks as tutorial_blocks
from tests.people import sign_up
from tests.scratch import Project, project

# What the README's example leaves out: imports, the serializer, the addresses.
_AROUND = {
    "models": "from django.db import models\n\nfrom ringfence.ownership.models import OwnedModel\n\n\n",
    "views": """from garden.models import Note
from ringfence.api.serializers import OwnedSerializer
from ringfence.api.views import OwnedViewSet


class NoteSerializer(OwnedSerializer):
    class Meta:
        model = Note
        fields = ["id", "title", "body"]


""",
    "urls": """from django.urls import include, path

from garden.views import NoteViewSet
from ringfence.api.routers import Router

router = Router()
router.register("notes", NoteViewSet, basename="note")
urlpatterns = [path("", include("ringfence.dialects.simplejwt")), path("api/", include(router.urls))]
""",
}


def run(code: str, **names: Any) -> dict[str, Any]:
    """What ``code`` defines, given ``names``; its models belong to the tests' own app."""
    namespace: dict[str, Any] = {"__name__": "tests.shelf.models", **names}
    exec(compile(code, "<page>", "exec"), namespace)  # noqa: S102
    return namespace


def notes(reader: Project) -> Project:
    """A project that has the README's model and view, and the tutorial's settings."""
    (example,) = blocks(README.read_text(), "python")
    model, view = example.split("\n\n\nclass NoteViewSet", 1)
    begun = {block.file: block.text for block in tutorial_blocks(TUTORIAL.read_text()) if block.language != "diff"}
    reader.write({name: begun[name] for name in ("settings.py", "pytest.ini", "conftest.py")})
    reader.write(
        {
            "garden/__init__.py": "",
            "garden/models.py": f"{_AROUND['models']}{model}\n",
            "garden/views.py": f"{_AROUND['views']}class NoteViewSet{view}",
            "urls.py": _AROUND["urls"],
        }
    )
    reader.run("export DJANGO_SETTINGS_MODULE=settings")
    return reader


def test_the_example_of_the_readme_and_the_test_of_isolation_work_together(tmp_path: Path) -> None:
    whole, _, report = blocks(read("how-to/test-isolation.md"), "python")
    with project(tmp_path) as reader:
        notes(reader)
        reader.run("python -m django makemigrations garden && python -m django check --fail-level ERROR")
        # How many routes there are is the reader's project's to say.
        told = report.replace("== 12", "== number_of_routes()")
        count = "\n\ndef number_of_routes():\n    from ringfence.testing import assert_isolated as again\n"
        count += "    return len(again().routes)\n"
        again = f"\n\ndef test_the_report(db):\n{told}"
        reader.write({"test_isolation.py": whole + count + again})
        assert "2 passed" in reader.run("python -m pytest -q")


def test_the_options_of_the_test_of_isolation_are_those_documented() -> None:
    _, told, _ = blocks(read("how-to/test-isolation.md"), "python")
    call = next(node for node in ast.walk(ast.parse(told)) if isinstance(node, ast.Call))
    assert ast.unparse(call.func) == assert_isolated.__name__
    options = list(inspect.signature(assert_isolated).parameters)
    assert {keyword.arg for keyword in call.keywords} <= set(options)
    documented = [codes(row[0])[0] for row in rows("how-to/test-isolation.md", "When it has to be told")]
    assert documented == options


# The checks


def test_the_models_on_the_page_of_checks_are_what_the_checks_ask_for() -> None:
    constraint, cascade, _ = blocks(read("reference/checks.md"), "python")
    with isolate_apps("tests.shelf") as apps:

        class Folder(OwnedModel):
            class Meta(OwnedModel.Meta):
                app_label = "shelf"

        class Article(PublishedModel):
            class Meta(PublishedModel.Meta):
                app_label = "shelf"

        names = {"models": models, "OwnedForeignKey": OwnedForeignKey}
        run(constraint, OwnedModel=OwnedModel, SameOwner=SameOwner, Folder=Folder, **names)
        run(cascade, PublishedModel=PublishedModel, DatabaseCascade=DatabaseCascade, Article=Article, **names)
        assert apps is not None
        assert {model.__name__ for model in apps.get_models()} == {"Folder", "Article", "Note", "Comment"}
        assert check_models(app_configs=apps.get_app_configs()) == []


def test_the_marks_on_the_page_of_checks_are_taken() -> None:
    *_, marks = blocks(read("reference/checks.md"), "python")

    def include(_: str) -> tuple[list[URLPattern], None, None]:
        return [], None, None

    made = run(marks, unscoped=unscoped, APIView=APIView, path=path, include=include)
    assert issubclass(made["Weather"], APIView)
    assert "shows the weather" in repr(vars(made["Weather"]))


# Filters, settings, claims


def test_the_filter_on_the_page_is_the_one_of_tasks_with_less_in_it() -> None:
    (code,) = blocks(read("reference/fields.md"), "python")
    made = run(code, **vars(filter_fields))["TaskFilter"]

    def said(filterset: Any) -> dict[str, tuple[type, str, str]]:
        return {name: (type(one), one.field_name, one.lookup_expr) for name, one in filterset.declared_filters.items()}

    assert said(made).items() <= said(TaskFilter).items()


def test_the_settings_of_the_document_are_those_of_the_server() -> None:
    (code,) = blocks(read("reference/openapi.md"), "python")
    for name, value in run(code)["SPECTACULAR_SETTINGS"].items():
        server: Any = settings.SPECTACULAR_SETTINGS[name]
        assert set(value) <= set(server) if isinstance(value, list) else value == server, name


@pytest.mark.django_db
def test_claims_of_ones_own_are_in_every_token(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    (code,) = blocks(read("reference/tokens.md"), "python")
    module = types.ModuleType("claims_of_the_page")
    vars(module).update(run(code))
    monkeypatch.setitem(sys.modules, module.__name__, module)
    settings.RINGFENCE = {**settings.RINGFENCE, "CLAIMS": f"{module.__name__}.claims"}
    alice = sign_up("alice")
    for token in (alice.access, alice.refresh):
        assert keys.backend().decode(token)["locale"] == "en"
