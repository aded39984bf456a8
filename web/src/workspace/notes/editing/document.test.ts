import { beforeEach, describe, expect, test, vi } from "vitest";
import type { Tagged } from "../../data";
import { Problem } from "../../data/problems";
import type { Content } from "./content";
import { NoteDocument, type Store } from "./document";

interface Note extends Content {
  id: number;
}

/** A server with one note, its revision as its tag. */
class Server implements Store<Note> {
  note: Note = { id: 1, title: "Milk", body: "One", tags: [] };
  revision = 1;
  isGone = false;
  writes: Partial<Content>[] = [];
  keys: string[] = [];
  saved = vi.fn();

  create = (content: Content, key: string) => {
    this.keys.push(key);
    this.note = { id: 2, ...content };
    this.isGone = false;
    return this.now();
  };

  read = () => (this.isGone ? Promise.reject(new Problem(404, "not_found", "Not found.")) : this.now());

  write = (_: number, changes: Partial<Content>, etag: string) => {
    if (this.isGone) return Promise.reject(new Problem(404, "not_found", "Not found."));
    if (etag !== String(this.revision)) return Promise.reject(new Problem(412, "precondition_failed", "Changed."));
    this.writes.push(changes);
    return this.elsewhere(changes);
  };

  elsewhere(changes: Partial<Content>): Promise<Tagged<Note>> {
    this.note = { ...this.note, ...changes };
    this.revision++;
    return this.now();
  }

  now(): Promise<Tagged<Note>> {
    return Promise.resolve({ row: this.note, etag: String(this.revision) });
  }
}

let server: Server;
let document: NoteDocument<Note>;

beforeEach(async () => {
  server = new Server();
  document = new NoteDocument(server, await server.now());
});

describe("saving", () => {
  test("comes by itself after a pause in the typing, all at once", async () => {
    vi.useFakeTimers();
    document.edit({ body: "O" });
    document.edit({ body: "On" });
    expect(document.view().state.status).toBe("waiting");
    await vi.advanceTimersByTimeAsync(1_000);
    vi.useRealTimers();
    expect(server.writes).toEqual([{ body: "On" }]);
    expect(document.view().state.status).toBe("saved");
  });

  test("goes on with what was typed meanwhile, and never takes it away", async () => {
    const write = server.write;
    server.write = async (...given) => {
      document.edit({ body: "typed meanwhile" });
      server.write = write;
      return write(...given);
    };
    document.edit({ body: "first" });
    await document.flush();
    expect(server.writes).toEqual([{ body: "first" }, { body: "typed meanwhile" }]);
    expect(document.view().content.body).toBe("typed meanwhile");
  });

  test("has nothing to do when nothing differs", async () => {
    document.edit({ title: "Milk " });
    await document.flush();
    expect(server.writes).toEqual([]);
    expect(document.view()).toMatchObject({ content: { title: "Milk " }, state: { status: "saved" } });
  });

  test("takes over the server's spelling of tags, so that it does not send them for ever", async () => {
    server.write = (_, changes) => server.elsewhere({ ...changes, tags: ["home"] });
    document.edit({ tags: ["Home"] });
    await document.flush();
    expect(document.view().content.tags).toEqual(["home"]);
    expect(document.isDirty()).toBe(false);
  });

  test("says what the server refuses, and tries again", async () => {
    const write = server.write;
    server.write = () => Promise.reject(new Problem(400, "invalid", "", { body: "Null characters are not allowed." }));
    document.edit({ body: "bad" });
    await document.flush();
    expect(document.view().state).toEqual({ status: "refused", sentence: "Body: Null characters are not allowed." });
    server.write = write;
    document.edit({ body: "good" });
    await document.flush();
    expect(server.note.body).toBe("good");
  });
});

describe("a new note", () => {
  beforeEach(() => {
    document = new NoteDocument<Note>(server);
  });

  test("is made once there is something, under one key however often it is tried", async () => {
    await document.flush();
    expect(server.keys).toEqual([]);
    const create = server.create;
    server.create = (_, key) => {
      server.create = create;
      server.keys.push(key);
      return Promise.reject(new Problem(500, "server_error", ""));
    };
    document.edit({ body: "# Hello" });
    await document.flush();
    expect(document.view().state.status).toBe("refused");
    await document.flush();
    expect(server.note).toEqual({ id: 2, title: "Hello", body: "# Hello", tags: [] });
    expect(new Set(server.keys).size).toBe(1);
    expect(document.view().id).toBe(2);
    expect(server.saved).toHaveBeenCalledWith({ row: server.note, etag: "1" }, true);
  });
});

describe("a change elsewhere", () => {
  test("of something else is put together with mine", async () => {
    await server.elsewhere({ title: "Bread" });
    document.edit({ body: "mine" });
    await document.flush();
    expect(server.note).toMatchObject({ title: "Bread", body: "mine" });
    expect(document.view()).toMatchObject({ content: { title: "Bread" }, state: { status: "saved" } });
  });

  test("of the same shows both, writes nothing, and waits", async () => {
    await server.elsewhere({ body: "theirs" });
    document.edit({ body: "mine" });
    await document.flush();
    expect(document.view()).toMatchObject({
      content: { body: "mine" },
      state: { status: "conflict", theirs: { body: "theirs" } },
    });
    await document.flush();
    expect(server.note.body).toBe("theirs");
  });

  test.each(["mine", "theirs", "both"])("is settled by choosing %s", async (body) => {
    await server.elsewhere({ body: "theirs" });
    document.edit({ body: "mine" });
    await document.flush();
    await document.resolve({ title: "Milk", body, tags: [] });
    expect(server.note.body).toBe(body);
    expect(document.view()).toMatchObject({ content: { body }, state: { status: "saved" } });
  });

  test("while somebody chooses is a conflict again", async () => {
    await server.elsewhere({ body: "theirs" });
    document.edit({ body: "mine" });
    await document.flush();
    await server.elsewhere({ body: "theirs again" });
    await document.resolve({ title: "Milk", body: "mine", tags: [] });
    expect(document.view().state).toMatchObject({ status: "conflict", theirs: { body: "theirs again" } });
  });

  test("is shown when nothing is typed, and not over what is", async () => {
    document.adopt(await server.elsewhere({ body: "theirs" }));
    expect(document.view().content.body).toBe("theirs");
    document.edit({ body: "mine" });
    document.adopt(await server.elsewhere({ body: "theirs again" }));
    expect(document.view().content.body).toBe("mine");
  });

  test("that deletes the note keeps what is on the page, for a new one", async () => {
    server.isGone = true;
    document.edit({ body: "mine" });
    await document.flush();
    expect(document.view().state.status).toBe("gone");
    await document.saveAsNew();
    expect(server.note).toEqual({ id: 2, title: "Milk", body: "mine", tags: [] });
    expect(document.view()).toMatchObject({ id: 2, state: { status: "saved" } });
  });
});
