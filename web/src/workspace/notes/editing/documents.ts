/** The notes that are open in this tab, so that going from one to the next loses nothing that is still to be saved. */

import type { Tagged } from "../../data";
import { holdUnsaved } from "../../data/unsaved";
import { forgetNote, type Note, requests, showSaved } from "../notes";
import { NoteDocument } from "./document";

export type OpenNote = NoteDocument<Note>;

const open = new Map<number, OpenNote>();
let draft: OpenNote | undefined;

/** The open document of a note, if there is one. */
export function documentOf(id: number): OpenNote | undefined {
  return open.get(id);
}

/** Open a note that was read. */
export function openDocument(note: Tagged<Note>): OpenNote {
  const document = open.get(note.row.id) ?? made(note);
  open.set(note.row.id, document);
  return document;
}

/** The note that is being begun; once it has an id, the next one is another. */
export function draftDocument(): OpenNote {
  draft ??= made();
  return draft;
}

function made(from?: Tagged<Note>): OpenNote {
  const saved = (note: Tagged<Note>, isNew: boolean) => {
    if (isNew) open.set(note.row.id, document);
    if (draft === document) draft = undefined;
    showSaved(note, isNew);
  };
  const document: OpenNote = new NoteDocument({ ...requests, saved }, from);
  return document;
}

/** The note is deleted on purpose: nothing of it is to be saved. */
export function drop(id: number): void {
  open.get(id)?.discard();
  open.delete(id);
  forgetNote(id);
}

function all(): OpenNote[] {
  return [...open.values(), ...(draft ? [draft] : [])];
}

holdUnsaved({
  flush: () => Promise.all(all().map((one) => one.flush())),
  isDirty: () => all().some((one) => one.isDirty()),
});
