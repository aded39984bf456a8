"""Breakages of what stands between a request and its rows: parsers, allow-lists, conditions, related rows, trash."""

from __future__ import annotations

from tests.mutants.mutant import Mutant

_PARSERS, _VIEWS = "ringfence/api/parsers.py", "ringfence/api/views.py"
_NOT_JSON = "api/test_parser.py::test_anything_else_is_a_400_that_says_why"
_AS_MAINTENANCE = """\
    from ringfence.ownership.scope import maintenance

    with maintenance("everybody's"):
"""

MUTANTS = (
    Mutant(
        "key-said-twice",
        _PARSERS,
        "    if len(value) != len(pairs):",
        "    if False:",
        "Two readers of one body see two values in it.",
        (_NOT_JSON,),
    ),
    Mutant(
        "any-depth-of-json",
        _PARSERS,
        '        if body.count(b"[") + body.count(b"{") > MAX_DEPTH:',
        "        if False:",
        "A body of brackets costs what it likes.",
        (_NOT_JSON,),
    ),
    Mutant(
        "nul-and-half-characters",
        _PARSERS,
        '        if b"\\\\u" in body and _SUSPECT_ESCAPE.search(body):',
        "        if False:",
        "A text that PostgreSQL cannot store is a 500.",
        (_NOT_JSON,),
    ),
    Mutant(
        "not-a-number",
        _PARSERS,
        '    raise ParseError(f"{name} is not JSON.")',
        "    return float(name)",
        "NaN and Infinity come in where sums are made.",
        (_NOT_JSON,),
    ),
    Mutant(
        "body-of-any-size",
        _PARSERS,
        "    if limit is not None and len(body) > limit:",
        "    if False:",
        "The start of a body that is too large is taken for the whole.",
        ("api/test_parser.py::test_a_body_of_the_largest_size_is_read_and_one_byte_more_is_413",),
    ),
    Mutant(
        "unknown-field-ignored",
        "ringfence/api/serializers.py",
        "for name in data if name not in self.fields}",
        "for name in data if False}",
        "A misspelt field is lost without a word.",
        ("server/test_notes.py",),
    ),
    Mutant(
        "unknown-parameter-ignored",
        "ringfence/api/filters.py",
        "        if name not in known:",
        "        if False:",
        "A misspelt filter answers with every row.",
        ("server/test_notes_parameters.py::test_a_parameter_that_does_not_do_is_named",),
    ),
    Mutant(
        "order-by-anything",
        "ringfence/api/filters.py",
        '        if any(name.removeprefix("-") not in allowed for name in names) or len(names) > len(allowed):',
        "        if len(names) > len(allowed):",
        "A list can be sorted by `owner__password`, which tells it letter by letter.",
        ("server/test_notes_parameters.py::test_a_parameter_that_does_not_do_is_named",),
    ),
    Mutant(
        "expand-without-end",
        "ringfence/api/shapes.py",
        "    offered = expandable(serializer_class) if depth <= MAX_EXPAND_DEPTH else {}",
        "    offered = expandable(serializer_class)",
        "One request asks for related rows of related rows of related rows.",
        ("api/test_shapes.py::test_what_cannot_be_expanded_is_refused_with_what_can",),
    ),
    Mutant(
        "published-row-written-by-anybody",
        _VIEWS,
        "        if request.method not in SAFE_METHODS and obj.owner_id != request.user.pk:",
        "        if False:",
        "Nobody says 403 to who writes another's article; what happens is left to the layers below.",
        ("server/test_bulk.py::test_published_rows_are_written_by_their_owner_and_deleted_for_good",),
    ),
    Mutant(
        "scope-of-a-personal-token-ignored",
        _VIEWS,
        "        if allows and not all(",
        "        if False and not all(",
        "A token for one app opens all of them.",
        ("accounts/test_token_scopes.py::test_a_token_of_other_apps_opens_nothing_here",),
    ),
    Mutant(
        "refused-write-stays",
        _VIEWS,
        "                    transaction.set_rollback(True)",
        "                    pass",
        "A request that was refused has written half of itself.",
        ("server/test_bulk.py::test_constraints_are_told_by_item_and_undo_everything",),
    ),
    Mutant(
        "if-match-ignored",
        "ringfence/api/preconditions.py",
        "    if wanted is not None and not any(",
        "    if False and not any(",
        "A write goes over a change that its writer has not seen.",
        ("server/test_preconditions.py::test_a_stale_tag_changes_nothing",),
    ),
    Mutant(
        "idempotency-key-of-everybody",
        "ringfence/api/idempotency.py",
        "    fingerprint = _fingerprint(request)\n",
        "    fingerprint = _fingerprint(request)\n"
        '    with maintenance("everybody\'s"):\n'
        "        first = IdempotencyKey.objects.filter(key=key, request=fingerprint).first()\n"
        "    if first is not None:\n"
        "        raise Replay(_answer(first))\n",
        "Who guesses a key is given another owner's answer.",
        ("server/test_idempotency.py::test_keys_of_another_owner_are_no_keys_of_ones_own",),
    ),
    Mutant(
        "idempotency-key-for-any-request",
        "ringfence/api/idempotency.py",
        "    if first.request != fingerprint:",
        "    if False:",
        "Another request under the same key is answered as if it had been done.",
        ("server/test_idempotency.py::test_another_body_is_422_and_changes_nothing",),
    ),
    Mutant(
        "related-rows-of-everybody",
        "ringfence/api/relations.py",
        "    found = field.get_queryset().in_bulk(set(keys.values())) if keys else {}",
        _AS_MAINTENANCE + "        found = field.get_queryset().in_bulk(set(keys.values())) if keys else {}",
        "A body tells whether an id is another owner's, and may name it.",
        ("api/test_nested.py::test_another_owners_row_gets_the_very_answer_of_one_that_does_not_exist",),
    ),
    Mutant(
        "bulk-reaches-everybody",
        "ringfence/api/bulk.py",
        "        rows = {row.pk: row for row in queryset.filter(pk__in=ids)}\n",
        "        from ringfence.ownership.scope import maintenance\n\n"
        '        with maintenance("everybody\'s"):\n'
        "            rows = {row.pk: row for row in queryset.filter(pk__in=ids)}\n",
        "A bulk request reads other owners' rows to change them.",
        ("server/test_bulk.py::test_anothers_id_is_answered_as_one_that_does_not_exist",),
    ),
    Mutant(
        "bulk-without-permission",
        "ringfence/api/bulk.py",
        "            self.view.check_object_permissions(self.view.request, row)\n",
        "            pass\n",
        "In bulk nobody asks whether a published row is one's own.",
        ("server/test_bulk.py::test_published_rows_are_written_by_their_owner_and_deleted_for_good",),
    ),
    Mutant(
        "trash-emptied-for-everybody",
        "ringfence/api/trash.py",
        """\
    ids = list(TrashedRow.objects.select_for_update().order_by("pk").values_list("pk", flat=True))
    return sum(TrashedRow.objects.filter(pk__in=some).delete()[0] for some in chunks(ids))""",
        """\
    with maintenance("everybody's"):
        ids = list(TrashedRow.objects.order_by("pk").values_list("pk", flat=True))
        return sum(TrashedRow.objects.filter(pk__in=some).delete()[0] for some in chunks(ids))""",
        "Emptying one's trash empties everybody's.",
        ("server/test_trash.py::test_emptying_one_trash_leaves_anothers",),
    ),
    Mutant(
        "trash-opened-by-any-token",
        "ringfence/api/trash_views.py",
        "        return trash.SCOPE",
        '        return "notes"',
        "A personal token for notes reads what was deleted of money.",
        ("server/test_trash.py::test_a_personal_token_needs_the_scope_of_the_trash",),
    ),
    Mutant(
        "row-changed-without-a-lock",
        _VIEWS,
        " and connections[queryset.db].features.has_select_for_update:",
        " and False:",
        "Of two writes at once each finds the row as its `If-Match` wants it.",
        ("races/test_if_match.py::test_of_ten_updates_that_name_one_state_one_is_done",),
        "postgresql",
    ),
    Mutant(
        "favourite-of-anybody",
        "ringfence_server/conduit/queries.py",
        "    mine: Any = Exists(liked.filter(owner=viewer.pk)) if viewer.is_authenticated else Value(False)",
        "    mine: Any = Exists(liked)",
        "An article shows as one's favourite that somebody else likes.",
        ("server/test_conduit_contract.py",),
    ),
    Mutant(
        "import-without-turns",
        "ringfence_server/transactions/importing.py",
        '            take_turn("transactions.import")',
        "            pass",
        "A file that is sent twice at once is refused half way, or booked twice.",
        ("races/test_transaction_races.py::test_the_same_file_sent_at_once_is_imported_once",),
        "postgresql",
    ),
)
