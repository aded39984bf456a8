"""Which test runs which block of code on the pages, and why some are run by none: read by ``test_blocks``."""

from __future__ import annotations

WHOLE = ""
"""How a block begins, where a line speaks of every block of its page."""

RUN: dict[str, dict[str, tuple[str, str]]] = {
    "README.md": {
        "class Note": ("test_snippets", "test_the_example_of_the_readme_and_the_test_of_isolation_work_together"),
        "make up PORT": ("test_readme", "test_make_up_listens_and_keeps_its_data_where_it_is_told"),
        "curl -X POST localhost:8000/api/register/": ("test_readme", "test_the_walk_with_curl_works_as_it_is_written"),
    },
    "docs/tutorial.md": {WHOLE: ("test_tutorial", "test_everything_in_the_tutorial_is_true")},
    "docs/how-to/relations.md": {WHOLE: ("test_relations", "test_everything_on_the_page_about_relations_is_true")},
    "docs/how-to/backup.md": {WHOLE: ("test_operation", "test_back_up_and_restore_does_what_it_says")},
    "docs/how-to/move-to-postgresql.md": {WHOLE: ("test_operation", "test_move_to_postgresql_does_what_it_says")},
    "docs/how-to/postgresql.md": {WHOLE: ("test_how_to", "test_the_way_to_postgresql_ends_with_every_lock_closed")},
    "docs/how-to/rotate-keys.md": {WHOLE: ("test_how_to", "test_keys_are_rotated_and_nobody_is_logged_out")},
    "docs/how-to/import-transactions.md": {
        WHOLE: ("test_import_transactions", "test_the_page_about_importing_works_as_it_is_written")
    },
    "docs/how-to/production.md": {
        "python3 -c": ("test_operation", "test_the_secrets_and_the_check_of_production_work"),
        ".venv/bin/ringfence doctor": ("test_operation", "test_the_secrets_and_the_check_of_production_work"),
        '{"event": "request"': ("test_answers", "test_the_line_of_the_log_is_one_that_is_made"),
    },
    "docs/how-to/test-isolation.md": {
        "from ringfence.testing": (
            "test_snippets",
            "test_the_example_of_the_readme_and_the_test_of_isolation_work_together",
        ),
        "def test_nobody_reaches": ("test_snippets", "test_the_options_of_the_test_of_isolation_are_those_documented"),
        "    report = assert_isolated()": (
            "test_snippets",
            "test_the_example_of_the_readme_and_the_test_of_isolation_work_together",
        ),
    },
    "docs/reference/checks.md": {
        "class Note": ("test_snippets", "test_the_models_on_the_page_of_checks_are_what_the_checks_ask_for"),
        "class Comment": ("test_snippets", "test_the_models_on_the_page_of_checks_are_what_the_checks_ask_for"),
        "@unscoped": ("test_snippets", "test_the_marks_on_the_page_of_checks_are_taken"),
    },
    "docs/reference/commands.md": {
        "$ ringfence explain-access": ("test_answers", "test_what_explain_access_prints_is_what_the_page_shows"),
    },
    "docs/reference/endpoints.md": {
        '{"create"': ("test_answers", "test_many_changes_in_one_request_are_taken_and_refused_as_shown"),
    },
    "docs/reference/errors.md": {WHOLE: ("test_answers", "test_the_three_forms_of_an_error_are_those_shown")},
    "docs/reference/fields.md": {
        WHOLE: ("test_snippets", "test_the_filter_on_the_page_is_the_one_of_tasks_with_less_in_it")
    },
    "docs/reference/openapi.md": {
        WHOLE: ("test_snippets", "test_the_settings_of_the_document_are_those_of_the_server")
    },
    "docs/reference/pagination.md": {WHOLE: ("test_answers", "test_a_page_of_a_list_is_the_one_shown")},
    "docs/reference/safe-writes.md": {
        "ETag: ": ("test_safe_writes", "test_the_tag_in_the_page_is_one_that_is_made"),
        "curl": ("test_readme", "test_a_request_with_an_idempotency_key_works_as_it_is_written"),
    },
    "docs/reference/throttles.md": {WHOLE: ("test_answers", "test_who_tries_too_often_is_answered_as_shown")},
    "docs/reference/tokens.md": {
        "POST /api/token/": ("test_answers", "test_the_log_in_is_the_one_shown"),
        '{"access": ': ("test_answers", "test_the_log_in_is_the_one_shown"),
        '{"detail": "No active': ("test_answers", "test_the_log_in_is_the_one_shown"),
        "Authorization: ": ("test_answers", "test_the_log_in_is_the_one_shown"),
        '{\n  "detail": "A second': ("test_answers", "test_the_log_in_with_a_second_factor_is_the_one_shown"),
        '{"challenge": ': ("test_answers", "test_the_log_in_with_a_second_factor_is_the_one_shown"),
        '{"refresh": ': ("test_answers", "test_the_refresh_is_the_one_shown"),
        "def claims": ("test_snippets", "test_claims_of_ones_own_are_in_every_token"),
        "Set-Cookie: ": ("test_answers", "test_the_cookie_is_the_one_shown"),
        '{"name": "backup"': ("test_answers", "test_a_personal_token_is_made_and_shown_as_shown"),
        '{\n  "id": 1': ("test_answers", "test_a_personal_token_is_made_and_shown_as_shown"),
    },
    "docs/why/scaling.md": {WHOLE: ("test_scaling", "test_the_address_of_two_servers_is_read_as_such")},
    "docs/how-to/typed-client.md": {
        "import createClient": ("test_typed_client", "test_the_client_on_the_page_is_typed"),
    },
}
"""By page, and by how the block begins: the module here and its test that runs the block, compares what it shows with
what is really printed or answered, or holds it to the code."""

NOT_RUN: dict[str, dict[str, str]] = {
    "README.md": {
        "make up      #": "is how the tests themselves are started; .ci/run does both from a clean clone",
    },
    "CONTRIBUTING.md": {
        "make up": "the same; each target is looked for in the Makefile",
        "npm ci": "`make web` and `python -m tests.run --web` do these; each script is looked for",
    },
    "docs/how-to/production.md": {
        "useradd": "wants a machine with systemd to itself; the units are read by systemd-analyze",
    },
    "docs/how-to/typed-client.md": {
        "npx": "downloads; the test of the client runs the same program from web/node_modules",
        "pipx": "downloads a program that is no dependency of Ringfence",
    },
    "docs/why/performance.md": {WHOLE: "an hour of measuring; tests/benchmarks runs the same programs on few rows"},
}
"""By page, and by how the block begins: why no test runs it."""
