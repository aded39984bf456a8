"""The typed client on the page: made from the document, taken by the compiler, and refused when it is misspelt."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from django.test import Client

from tests.docs.pages import ROOT, blocks, read

MODULES = ROOT / "web" / "node_modules"
COMPILER = {
    "compilerOptions": {
        "strict": True,
        "noEmit": True,
        "skipLibCheck": True,
        "target": "es2022",
        "module": "esnext",
        "moduleResolution": "bundler",
        "types": ["node"],
    },
    "files": ["client.ts"],
}


def compiled(folder: Path, code: str) -> subprocess.CompletedProcess[str]:
    (folder / "client.ts").write_text(code)
    return subprocess.run(
        [MODULES / ".bin" / "tsc", "-p", folder], cwd=folder, capture_output=True, text=True, check=False, timeout=300
    )


@pytest.mark.skipif(
    shutil.which("node") is None or not (MODULES / ".bin" / "openapi-typescript").exists(),
    reason="the packages of the web pages are not installed (make web)",
)
@pytest.mark.django_db
def test_the_client_on_the_page_is_typed(tmp_path: Path) -> None:
    command, _ = blocks(read("how-to/typed-client.md"), "sh")[0].splitlines()
    (code,) = blocks(read("how-to/typed-client.md"), "ts")
    program, tool, address, *options = command.split()
    assert (program, tool) == ("npx", "openapi-typescript")
    document = Client().get(address.removeprefix("http://localhost:8000"), headers={"Accept": "application/json"})
    (tmp_path / "schema.json").write_bytes(document.content)
    (tmp_path / "node_modules").symlink_to(MODULES)
    made = [str(MODULES / ".bin" / tool), "schema.json", *options]
    subprocess.run(made, cwd=tmp_path, capture_output=True, check=True, timeout=300)
    (tmp_path / "tsconfig.json").write_text(json.dumps(COMPILER))
    done = compiled(tmp_path, code)
    assert done.returncode == 0, done.stdout
    assert code.count('search: "milk"') == 1
    done = compiled(tmp_path, code.replace('search: "milk"', 'serach: "milk"'))
    assert done.returncode != 0
    assert "serach" in done.stdout
