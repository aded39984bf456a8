"""Breakages of the first lock, the ORM's, and of the scope that it asks."""

from __future__ import annotations

from tests.mutants.mutant import Mutant

_MODELS, _SCOPE = "ringfence/ownership/models.py", "ringfence/ownership/scope.py"
_POLICIES, _EXPRESSIONS = "ringfence/ownership/policies.py", "ringfence/ownership/expressions.py"
_SCOPES = "ownership/test_scope.py"
_NOT_THERE = f"{_SCOPES}::test_another_owners_row_is_not_there"
_PUBLISHED = f"{_SCOPES}::test_a_published_row_is_read_by_everyone_and_written_by_its_owner"
_WRITING = f"{_SCOPES}::test_writing_another_owners_row_raises"

MUTANTS = (
    Mutant(
        "manager-without-owner",
        _MODELS,
        "    return _within_reach(queryset_class(model))",
        "    return queryset_class(model)",
        "Every query of an owned model gives everybody's rows.",
        (_NOT_THERE,),
    ),
    Mutant(
        "join-without-owner",
        "ringfence/ownership/fields.py",
        "        return WhereNode(conditions, connector=AND) if conditions else None",
        "        return None",
        "A join from another model reaches everybody's rows.",
        (_NOT_THERE,),
    ),
    Mutant(
        "join-of-one-side-only",
        "ringfence/ownership/fields.py",
        "            for table, model in ((alias, self.remote_field.model), (related_alias, self.model))",
        "            for table, model in ((alias, self.remote_field.model),)",
        "A join backwards over a relation reaches everybody's rows.",
        (_NOT_THERE,),
    ),
    Mutant(
        "visitor-reads-private-rows",
        _EXPRESSIONS,
        '                return "1 = 0", []',
        '                return "1 = 1", []',
        "Who is not logged in reads private rows.",
        (f"{_SCOPES}::test_a_visitor_sees_what_is_published_and_nothing_private",),
    ),
    Mutant(
        "published-rows-are-anybodys-to-write",
        _POLICIES,
        '        if self.readers == "everyone" and not writing:',
        '        if self.readers == "everyone":',
        "Whoever may read a published row may change it.",
        (_PUBLISHED,),
    ),
    Mutant(
        "update-of-what-is-only-readable",
        _MODELS,
        "        return models.QuerySet.update(self.writable(), **kwargs)",
        "        return models.QuerySet.update(self, **kwargs)",
        "`update()` of a queryset changes other people's published rows.",
        (_PUBLISHED,),
    ),
    Mutant(
        "delete-of-what-is-only-readable",
        _MODELS,
        "        return models.QuerySet.delete(self.writable())",
        "        return models.QuerySet.delete(self)",
        "`delete()` of a queryset deletes other people's published rows.",
        (_PUBLISHED,),
    ),
    Mutant(
        "row-deleted-by-its-key-alone",
        _MODELS,
        "        if not manager.writable().filter(pk=self.pk).exists():",
        "        if False:",
        "Deleting an instance deletes the row of that key, whoever owns it.",
        (_NOT_THERE, _PUBLISHED),
    ),
    Mutant(
        "row-saved-for-another-owner",
        _MODELS,
        "        elif self.owner_id != scope.owner_id:",
        "        elif False:",
        "A row is made in another owner's name, or one of theirs is saved.",
        (_WRITING,),
    ),
    Mutant(
        "bulk-create-for-another-owner",
        _MODELS,
        "            obj.settle_owner()",
        "            obj.owner_id = obj.owner_id or scope.owner_id",
        "`bulk_create()` makes rows in another owner's name.",
        (_WRITING,),
    ),
    Mutant(
        "rows-given-away-by-update",
        _MODELS,
        '        if OWNER_NAMES & kwargs.keys() and current_scope().kind != "maintenance":',
        "        if False:",
        "`update(owner=…)` puts rows into another owner's lists.",
        (_WRITING,),
    ),
    Mutant(
        "upsert-by-a-foreign-key",
        _MODELS,
        '        if kwargs.get("update_conflicts") and not by_owner and scope.kind != "maintenance":',
        "        if False:",
        "An upsert by id overwrites another owner's row.",
        (f"{_SCOPES}::test_an_upsert_by_key_cannot_hit_another_owners_row",),
    ),
    Mutant(
        "nobody-acts-and-sees-nothing",
        _SCOPE,
        "    if scope is None:\n        raise NoOwnerInScope\n    return scope",
        '    return scope or Scope("anyone")',
        "A forgotten scope is an empty list, and not an error that somebody sees.",
        (f"{_SCOPES}::test_without_a_scope_it_raises",),
    ),
    Mutant(
        "scope-outlives-its-block",
        _SCOPE,
        "        _scope.reset(token)",
        "        pass",
        "What comes after a request, on the same thread, still acts as its user.",
        (f"{_SCOPES}::test_scopes_nest_and_end",),
    ),
    Mutant(
        "maintenance-for-every-request",
        "ringfence/ownership/admin.py",
        "        if not _is_for_admin_site(request):",
        "        if False:",
        "A view that has forgotten the scope gives everybody's rows in the place of an error.",
        ("ownership/test_views_without_scope.py",),
    ),
)
