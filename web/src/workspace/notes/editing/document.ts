/**
 * One open note: what is typed, what the server has, and the way between the two.
 *
 * Typing saves by itself after a pause. Each save says which version it changes (If-Match); where somebody was faster,
 * both sides' changes are merged when they touch different things, and shown side by side when they do not.
 */

import type { Tagged } from "../../data";
import { Problem, sentenceOf } from "../../data/problems";
import { LoggedOut } from "../../session/session";
import { changes, type Content, EMPTY, isSame, merge, sent } from "./content";

/** The server, as a document needs it. All raise Problem. */
export interface Store<Note extends Content & { id: number }> {
  create(content: Content, key: string): Promise<Tagged<Note>>;
  read(id: number): Promise<Tagged<Note>>;
  write(id: number, changes: Partial<Content>, etag: string): Promise<Tagged<Note>>;
  /** Something was saved; for lists that show it. */
  saved(note: Tagged<Note>, isNew: boolean): void;
}

export type DocumentState =
  | { status: "saved" }
  | { status: "waiting" }
  | { status: "saving" }
  /** Changed elsewhere too, in the same places. */
  | { status: "conflict"; theirs: Content }
  /** Deleted elsewhere; what is on the page is all that is left. */
  | { status: "gone" }
  | { status: "refused"; sentence: string };

export interface View {
  id: number | undefined;
  content: Content;
  state: DocumentState;
}

const PAUSE = 700;

export class NoteDocument<Note extends Content & { id: number }> {
  /** Stays the same when a new note gets its id. */
  readonly uid = crypto.randomUUID();
  #base: Content = EMPTY;
  #etag = "*";
  #view: View;
  #listeners = new Set<() => void>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #running: Promise<void> | undefined;
  #key = crypto.randomUUID() as string;

  constructor(
    private readonly store: Store<Note>,
    from?: Tagged<Note>,
  ) {
    this.#view = { id: from?.row.id, content: from ? contentOf(from.row) : EMPTY, state: { status: "saved" } };
    if (from) this.#take(from);
  }

  readonly view = (): View => this.#view;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Whether something on the page is not on the server. */
  isDirty(): boolean {
    return Object.keys(this.#pending()).length > 0;
  }

  edit(change: Partial<Content>): void {
    const content = { ...this.#view.content, ...change };
    const { state } = this.#view;
    if (this.#isUndecided()) return this.#show({ content });
    this.#show({ content, state: state.status === "saving" ? state : { status: "waiting" } });
    this.#later();
  }

  /** Save now what is not saved yet. Never rejects: the state says what came of it. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#running ??= this.#save().finally(() => (this.#running = undefined));
    await this.#running;
  }

  /** The server's present version, read for another reason: shown unless something is typed here. */
  adopt(note: Tagged<Note>): void {
    if (this.#running || this.#view.state.status !== "saved" || this.isDirty()) return;
    if (note.etag === this.#etag) return;
    this.#take(note);
    if (!isSame(sent(this.#view.content), this.#base)) this.#show({ content: this.#base });
  }

  /** The person's answer to a conflict: this is to be the note. */
  async resolve(content: Content): Promise<void> {
    if (this.#view.state.status !== "conflict") return;
    this.#base = this.#view.state.theirs;
    this.#show({ content, state: { status: "waiting" } });
    await this.flush();
  }

  /** Make a new note of what is on the page, after the old one was deleted. */
  async saveAsNew(): Promise<void> {
    this.#base = EMPTY;
    this.#key = crypto.randomUUID();
    this.#show({ id: undefined, state: { status: "waiting" } });
    await this.flush();
  }

  /** Forget what is not saved: the note is deleted on purpose. */
  discard(): void {
    clearTimeout(this.#timer);
    this.#base = sent(this.#view.content);
    this.#show({ state: { status: "saved" } });
  }

  #pending(): Partial<Content> {
    const { id, content } = this.#view;
    // Nothing typed into a new note is nothing to save.
    if (id === undefined && isSame(content, EMPTY)) return {};
    return changes(this.#base, content);
  }

  /** A conflict and a deletion wait for the person's word. */
  #isUndecided(): boolean {
    const { status } = this.#view.state;
    return status === "conflict" || status === "gone";
  }

  #later(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.flush(), PAUSE);
  }

  async #save(): Promise<void> {
    if (this.#isUndecided()) return;
    while (this.isDirty()) {
      this.#show({ state: { status: "saving" } });
      try {
        await this.#send(this.#view.content);
      } catch (error) {
        if (error instanceof LoggedOut) return;
        const isSettled = await this.#settle(error);
        if (!isSettled) return;
      }
    }
    this.#show({ state: { status: "saved" } });
  }

  async #send(content: Content): Promise<void> {
    const { id } = this.#view;
    const isNew = id === undefined;
    const note = isNew
      ? await this.store.create(sent(content), this.#key)
      : await this.store.write(id, changes(this.#base, content), this.#etag);
    this.#take(note);
    // The server may spell tags in its own way; what was typed meanwhile stays.
    const tags = this.#view.content.tags === content.tags ? this.#base.tags : this.#view.content.tags;
    this.#show({ id: note.row.id, content: { ...this.#view.content, tags } });
    this.store.saved(note, isNew);
  }

  /** After a refusal: true when it can go on, else the state says why not. */
  async #settle(error: unknown): Promise<boolean> {
    const status = error instanceof Problem ? error.status : 0;
    if (status === 412) return this.#rebase();
    const isGone = status === 404 && this.#view.id !== undefined;
    this.#show({ state: isGone ? { status: "gone" } : { status: "refused", sentence: sentenceOf(error) } });
    return false;
  }

  async #rebase(): Promise<boolean> {
    let theirs: Tagged<Note>;
    try {
      theirs = await this.store.read(this.#view.id!);
    } catch (error) {
      return this.#settle(error);
    }
    const merged = merge(this.#base, this.#view.content, contentOf(theirs.row));
    if (!merged) {
      this.#etag = theirs.etag;
      this.#show({ state: { status: "conflict", theirs: contentOf(theirs.row) } });
      return false;
    }
    this.#take(theirs);
    this.#show({ content: merged });
    return true;
  }

  #take(note: Tagged<Note>): void {
    this.#base = contentOf(note.row);
    this.#etag = note.etag;
  }

  #show(change: Partial<View>): void {
    this.#view = { ...this.#view, ...change };
    this.#listeners.forEach((listener) => listener());
  }
}

function contentOf({ title, body, tags }: Content): Content {
  return { title, body, tags };
}
