"""Code samples for the OpenAPI document: each operation in curl, Python (its standard library) and TypeScript (fetch).

A sample is whole: it can be pasted and run once ``ACCESS`` (for the cookie: ``REFRESH``) is in the environment. The
types of TypeScript are those that ``openapi-typescript`` makes of the document.
"""

from __future__ import annotations

import json
import shlex
from collections.abc import Mapping
from dataclasses import dataclass, field
from textwrap import indent
from typing import Any

JSON = "application/json"
BEARER, COOKIE = "Bearer", "cookie"


@dataclass(frozen=True)
class Call:
    """One request: what its samples say. ``body`` is a value for JSON, a text for other types, None for none."""

    method: str
    url: str
    auth: str = ""
    cookie: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    content_type: str = ""
    body: Any = None
    answers_json: bool = False
    answer_schema: str = ""

    @property
    def is_json(self) -> bool:
        """Whether the body is JSON."""
        return self.content_type.endswith("json")


def samples(call: Call) -> list[dict[str, str]]:
    """The samples of ``call``, as ``x-codeSamples`` has them."""
    return [
        {"lang": "Shell", "label": "curl", "source": curl(call)},
        {"lang": "Python", "label": "Python", "source": python(call)},
        {"lang": "TypeScript", "label": "TypeScript", "source": typescript(call)},
    ]


def curl(call: Call) -> str:
    """For a shell."""
    method = [] if call.method == "GET" else [f"-X {call.method}"]
    lines = [" ".join(["curl", *method, shlex.quote(call.url)])]
    if call.auth:
        lines.append(f'-H "Authorization: {call.auth} $ACCESS"')
    if call.cookie:
        lines.append(f'-b "{call.cookie}=$REFRESH"')
    lines += [f"-H {shlex.quote(f'{name}: {value}')}" for name, value in call.headers.items()]
    if call.body is not None:
        text = json.dumps(call.body, ensure_ascii=False) if call.is_json else str(call.body)
        lines.append(f"-H {shlex.quote(f'Content-Type: {call.content_type}')}")
        lines.append(f"{'-d' if call.is_json else '--data-binary'} {shlex.quote(text)}")
    return " \\\n  ".join(lines)


def python(call: Call) -> str:
    """For Python's standard library."""
    headers = [f"{name!r}: {value!r}," for name, value in call.headers.items()]
    if call.cookie:
        headers.insert(0, f'"Cookie": f"{call.cookie}={{os.environ[\'REFRESH\']}}",')
    if call.auth:
        headers.insert(0, f'"Authorization": f"{call.auth} {{os.environ[\'ACCESS\']}}",')
    if call.body is not None:
        headers.append(f'"Content-Type": "{call.content_type}",')
    lines = [f"{json.dumps(call.url)},", f'method="{call.method}",']
    if headers:
        lines.append("headers={\n" + indent("\n".join(headers), "    ") + "\n},")
    if call.body is not None:
        made = f"json.dumps({_literal(call.body)})" if call.is_json else repr(call.body)
        lines.append(f"data={made}.encode(),")
    modules = ["json"] * (call.answers_json or (call.body is not None and call.is_json))
    modules += ["os"] * bool(call.auth or call.cookie)
    shown = "json.load(answer)" if call.answers_json else "answer.status, answer.read().decode()"
    return "\n".join(
        [
            *(f"import {module}" for module in [*modules, "urllib.request"]),
            "",
            "request = urllib.request.Request(",
            indent("\n".join(lines), "    "),
            ")",
            "with urllib.request.urlopen(request) as answer:",
            f"    print({shown})",
        ]
    )


def typescript(call: Call) -> str:
    """For a browser or Node, with ``fetch``."""
    options = [] if call.method == "GET" else [f'method: "{call.method}",']
    headers = [f"{json.dumps(name)}: {json.dumps(value)}," for name, value in call.headers.items() if name != "Origin"]
    if call.auth:
        headers.insert(0, f"Authorization: `{call.auth} ${{process.env.ACCESS}}`,")
    if call.cookie:
        options.append('credentials: "include",')
    if call.body is not None:
        headers.append(f'"Content-Type": "{call.content_type}",')
    if headers:
        options.append("headers: {\n" + indent("\n".join(headers), "  ") + "\n},")
    if call.body is not None:
        text = json.dumps(call.body, indent=2, ensure_ascii=False)
        options.append(f"body: JSON.stringify({text})," if call.is_json else f"body: {text},")
    typed = call.answers_json and call.answer_schema
    inner = ", {\n" + indent("\n".join(options), "  ") + "\n}" if options else ""
    lines = [f"const answer = await fetch({json.dumps(call.url)}{inner});"]
    lines.append("if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);")
    if typed:
        lines = ['import type { components } from "./schema";', "", *lines]
        lines.append(f'const made: components["schemas"]["{call.answer_schema}"] = await answer.json();')
    elif call.answers_json:
        lines.append("const made: unknown = await answer.json();")
    if call.answers_json:
        lines.append("console.log(made);")
    else:
        lines.append("console.log(answer.status, await answer.text());")
    return "\n".join(lines)


def _literal(value: Any, depth: int = 0) -> str:
    """``value`` as a Python literal over several lines, as a formatter leaves it."""
    pad, end = "    " * (depth + 1), "    " * depth
    if isinstance(value, Mapping) and value:
        inner = "".join(f"{pad}{_text(name)}: {_literal(each, depth + 1)},\n" for name, each in value.items())
        return f"{{\n{inner}{end}}}"
    if isinstance(value, list) and any(isinstance(each, dict | list) for each in value):
        inner = "".join(f"{pad}{_literal(each, depth + 1)},\n" for each in value)
        return f"[\n{inner}{end}]"
    if isinstance(value, list):
        return f"[{', '.join(_literal(each) for each in value)}]"
    return _text(value) if isinstance(value, str) else repr(value)


def _text(value: str) -> str:
    return json.dumps(value, ensure_ascii=False)
