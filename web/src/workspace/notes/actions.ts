/** What is done to a note as a whole: pin, archive, delete, publish. All can be undone. */

import { useNavigate } from "@tanstack/react-router";
import { answer, api, changeRows, once, restore, useOptimistic } from "../data";
import { queries } from "../data/client";
import { documentOf, drop } from "./editing/documents";
import { KIND, type Note, noteQuery, NOTES, publicationQuery } from "./notes";

interface Marks {
  pinned?: boolean;
  archived?: boolean;
}

function mark(id: number, marks: Marks): Promise<Note> {
  return answer(api.PATCH("/api/notes/{id}/", { params: { path: { id } }, body: marks }));
}

/** Pin, archive, and back. */
export function useMark() {
  return useOptimistic({
    keys: [NOTES],
    send: ({ note, marks }: { note: Note; marks: Marks }) => mark(note.id, marks),
    apply: (cache, { note, marks }) => {
      changeRows<Note>(cache, [...NOTES, "list"], (row) => {
        if (row.id !== note.id) return row;
        // In the lists an archived note has no place among the others, nor the other way round.
        return marks.archived === undefined || marks.archived === row.archived ? { ...row, ...marks } : undefined;
      });
      cache.setQueryData(noteQuery(note.id).queryKey, (cached) => cached && { ...cached, row: { ...cached.row, ...marks } });
    },
    done: (_, { note, marks }) => {
      if (marks.archived === undefined) return undefined;
      const undo = async (): Promise<void> => {
        await mark(note.id, { archived: !marks.archived });
        await queries.invalidateQueries({ queryKey: NOTES });
      };
      return { message: `“${note.title}” is ${marks.archived ? "in the archive" : "back among the notes"}.`, undo };
    },
  });
}

/** Into the trash. The page goes back to the list at once. */
export function useDelete() {
  const navigate = useNavigate();
  return useOptimistic({
    keys: [NOTES],
    send: async ({ id }: Note) => {
      // What is being saved comes first, so that the trash has the latest.
      await documentOf(id)?.flush();
      drop(id);
      await answer(api.DELETE("/api/notes/{id}/", { params: { path: { id } } }));
    },
    apply: (cache, note) => {
      changeRows<Note>(cache, [...NOTES, "list"], (row) => (row.id === note.id ? undefined : row));
      void navigate({ to: "/notes", search: true });
    },
    done: (_, note) => ({
      message: `“${note.title}” is in the trash.`,
      undo: async () => {
        await restore(KIND, note.id);
        await queries.invalidateQueries({ queryKey: NOTES });
        await navigate({ to: "/notes/$noteId", params: { noteId: String(note.id) }, search: true });
      },
    }),
  });
}

/** Make the note's article. Raises Problem. */
export async function publish(id: number, description: string): Promise<void> {
  await documentOf(id)?.flush();
  const body = description ? { description } : {};
  await answer(api.POST("/api/notes/{id}/publish/", { params: { path: { id }, header: once() }, body }));
  await queries.invalidateQueries({ queryKey: publicationQuery(id).queryKey });
}

/** Bring the article up to date; what it says about itself in lists stays. Raises Problem. */
export async function renew(id: number, slug: string): Promise<void> {
  const { article } = await answer(api.GET("/api/articles/{slug}/", { params: { path: { slug } } }));
  await publish(id, article.description);
}

/** Delete the note's article, with what others have put to it. Raises Problem. */
export async function unpublish(id: number): Promise<void> {
  await answer(api.POST("/api/notes/{id}/unpublish/", { params: { path: { id }, header: once() } }));
  await queries.invalidateQueries({ queryKey: publicationQuery(id).queryKey });
}
