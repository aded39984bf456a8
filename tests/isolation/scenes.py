"""Whatever an operation needs before it can succeed: rows to be there, something in the trash, an article."""

from __future__ import annotations

from random import Random
from typing import Any

from tests.isolation.account_scenes import Accounts
from tests.isolation.filling import Filler
from tests.isolation.judge import document
from tests.isolation.operations import (
    ARTICLES,
    COMMENTS,
    PROFILES,
    SESSIONS,
    TRASH,
    USERS,
    Operation,
    at,
    named,
)
from tests.isolation.people import Somebody
from tests.isolation.world import Call, World, call_of
from tests.lane.ways import Answer

# Both people use the same ones: a key is its owner's alone.
_KEYS = ["first-key", "second-key", "third-key"]
_CSV = "date,amount,description,category\n2026-01-31,-12.50,{},{}\n2026-02-01,3.00,{},\n"
_FORM = (
    b'--edge\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\nContent-Type: text/csv\r\n\r\n'
    b"%s\r\n--edge--\r\n"
)


class Scenes:
    """Plays operations as somebody who may, so that they can succeed."""

    def __init__(self, world: World, random: Random) -> None:
        self.world = world
        self.random = random
        self.accounts = Accounts(world, random)

    def act(self, who: Somebody, operation: Operation) -> Answer:
        """``operation`` as it is meant to be used, by ``who``."""
        if who.is_visitor:
            ids = self.ids(self._anybody(), operation)
            return self.world.send(who, self.plain(who, operation, ids), None)
        self.accounts.enter(who)
        if self.accounts.knows(operation):
            return self.accounts.act(who, operation)
        ids = self.ids(who, operation)
        scene = getattr(self, f"_{operation.name}", self.plain)
        call: Call = scene(who, operation, ids)
        answer = self.world.send(who, call, self._token(who, operation))
        if answer.status < 300:
            self._remember(who, operation, ids, document(answer))
        if answer.status == 404 or (operation.method == "DELETE" and answer.status == 204):
            self._forget(who, operation, ids)
        return answer

    def row(self, who: Somebody, kind: str) -> Any:
        """The id of a row of ``who``'s in the collection ``kind``, made if there is none."""
        if kind == USERS:
            return who.id
        if not who.known[kind]:
            self._make(who, kind)
        return self.random.choice(list(who.known[kind]))

    def ids(self, who: Somebody, operation: Operation) -> dict[str, Any]:
        """What fills the address of ``operation`` for ``who``."""
        if operation.kind == COMMENTS:
            slug, number = self.row(who, COMMENTS)
            return {"slug": slug, "id": number}
        if operation.template.startswith(PROFILES) and operation.is_about_a_row:
            return {"username": self._published(who).username}
        if operation.template.startswith(ARTICLES) and operation.is_about_a_row:
            is_authors = operation.template == f"{ARTICLES}{{slug}}/" and operation.method != "GET"
            return {"slug": self.row(who if is_authors else self._anybody(), ARTICLES)}
        return {"id": self.row(who, operation.kind)} if operation.is_about_a_row else {}

    def plain(self, who: Somebody, operation: Operation, ids: dict[str, Any]) -> Call:
        """A request by the document: parameters and a body that may be accepted."""
        filler = Filler(who, self.random, lambda kind: None if who.is_visitor else self.row(who, kind))
        body = None
        if operation.body is not None:
            is_whole = operation.method != "PATCH"
            bulk = operation.template.endswith("/bulk/") and not who.is_visitor
            body = self._bulk(who, operation, filler) if bulk else filler.body(operation.body, whole=is_whole)
        if operation.is_conduit and operation.method != "GET":
            # Whatever is said here is said to everybody.
            self.world.publish(repr(body), who.username)
            who.is_published = True
        query = filler.query(operation)
        return call_of(operation, ids=ids, query=query, body=body, headers=self.headers(operation))

    def headers(self, operation: Operation) -> dict[str, str]:
        """Some of the headers that the operation reads."""
        found = {}
        if operation.takes("Idempotency-Key") and self.random.random() < 1 / 4:
            found["Idempotency-Key"] = self.random.choice(_KEYS)
        if operation.takes("If-Match") and self.random.random() < 1 / 4:
            found["If-Match"] = self.random.choice(["*", '"1"'])
        if operation.name.startswith("web_"):
            found["Origin"] = "http://testserver"
        return found

    def _token(self, who: Somebody, operation: Operation) -> str | None:
        if operation.takes_personal_token and who.personal and self.random.random() < 1 / 3:
            return who.personal[1]
        return who.access

    def _remember(self, who: Somebody, operation: Operation, ids: dict[str, Any], said: Any) -> None:
        """Keep what the answer's reader does not see: published rows, and rows that are gone."""
        match operation.name:
            case "conduit_article_create":
                who.known[ARTICLES][said["article"]["slug"]] = None
            case "conduit_comment_create":
                who.known[COMMENTS][ids["slug"], said["comment"]["id"]] = None
            case "trash_empty_create":
                who.known[TRASH].clear()
            case name if name.endswith("_bulk_create"):
                for number in said["deleted"]:
                    who.known[operation.kind].pop(number, None)

    def _forget(self, who: Somebody, operation: Operation, ids: dict[str, Any]) -> None:
        """The row is gone; with an article, everybody's comments on it."""
        if operation.kind == COMMENTS:
            who.known[COMMENTS].pop((ids["slug"], ids["id"]), None)
        elif operation.kind == ARTICLES:
            for person in self.world.people:
                person.known[ARTICLES].pop(ids["slug"], None)
                for slug, number in list(person.known[COMMENTS]):
                    if slug == ids["slug"]:
                        del person.known[COMMENTS][slug, number]
        elif "id" in ids:
            who.known[operation.kind].pop(ids["id"], None)

    def _make(self, who: Somebody, kind: str) -> None:
        self.accounts.enter(who)
        if kind == TRASH:
            return self._throw_away(who)
        if kind == SESSIONS:
            self.world.ask(who, named("sessions_list"))
            return None
        if kind == COMMENTS:
            return self._until(who, "conduit_comment_create", kind)
        creation = at("POST", kind)
        assert creation is not None, f"nothing makes a row of {kind}"
        return self._until(who, creation.name, kind)

    def _until(self, who: Somebody, name: str, kind: str) -> None:
        """Play a creation until a row is there: a body may be refused for what was drawn."""
        for _ in range(20):
            answer = self.act(who, named(name))
            if who.known[kind]:
                return
        raise AssertionError(f"{name} makes nothing: {answer}")

    def _throw_away(self, who: Somebody) -> None:
        name = self.random.choice(["notes", "tasks", "library_books", "transactions"])
        for _ in range(20):
            answer = self.act(who, named(f"{name}_destroy"))
            if answer.status == 204:
                break
        self.world.ask(who, named("trash_list"))

    def _anybody(self) -> Somebody:
        return self.random.choice([each for each in self.world.people if not each.is_visitor])

    def _published(self, who: Somebody) -> Somebody:
        """Somebody with a public profile."""
        found = [each for each in self.world.people if each.is_published and not each.is_visitor]
        if not found:
            self.accounts.act(who, named("conduit_user_update"))
            found = [who]
        return self.random.choice(found)

    def _bulk(self, who: Somebody, operation: Operation, filler: Filler) -> dict[str, Any]:
        body = operation.body or {}
        parts = {name: said["items"] for name, said in body["properties"].items()}
        made: dict[str, Any] = {"create": [filler.value(parts["create"], "")]}
        first = self.row(who, operation.kind)
        there = list(who.known[operation.kind])
        if self.random.random() < 1 / 2:
            made["update"] = [{**filler.value(parts["update"], ""), "id": first}]
        rest = [each for each in there if each != first]
        if rest and self.random.random() < 1 / 2:
            made["delete"] = [self.random.choice(rest)]
        return made

    def _notes_publish_create(self, who: Somebody, operation: Operation, ids: dict[str, Any]) -> Call:
        number = ids["id"]
        self.world.ask(who, named("notes_partial_update"), ids={"id": number}, body={"body": who.word()})
        note = self.world.ask(who, named("notes_retrieve"), ids={"id": number})
        call = self.plain(who, operation, ids)
        self.world.publish(note.body.decode(), repr(call.body), who.username)
        who.is_published = True
        return call

    def _transactions_import_create(self, who: Somebody, operation: Operation, ids: dict[str, Any]) -> Call:
        file = _CSV.format(who.word(), who.word(), who.word()).encode()
        query = {"dry_run": "true"} if self.random.random() < 1 / 4 else {}
        if self.random.random() < 1 / 2:
            return call_of(operation, query=query, raw=file, content_type="text/csv")
        return call_of(operation, query=query, raw=_FORM % file, content_type="multipart/form-data; boundary=edge")
