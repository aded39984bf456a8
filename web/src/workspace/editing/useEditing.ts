/**
 * Editing one row in its place, so that nobody's change is lost: the row's tag goes along with every write, and when the row has
 * changed meanwhile, both sides are put together. Only where they clash does the person decide.
 */

import { useEffect, useRef, useState } from "react";
import { fieldsOf, Problem, sentenceOf, type Tagged, toast } from "../data";
import { changes, merge } from "./merge";

// Ten others would have to change the row between two of our writes.
const TRIES = 10;

export interface Options<Row, Draft extends object> {
  row: Row;
  draftOf: (row: Row) => Draft;
  /** The row as the server has it now. */
  load: () => Promise<Tagged<Row>>;
  send: (changed: Partial<Draft>, etag: string, draft: Draft) => Promise<Tagged<Row>>;
  /** It is written, or nothing had to be; `before` is what the changed members were. */
  saved: (row: Row, before: Partial<Draft>) => void;
  /** The row is not there any more. */
  gone: () => void;
}

export interface Clash<Draft> {
  theirs: Draft;
  names: (keyof Draft)[];
}

export interface Editing<Draft> {
  draft: Draft;
  change: (part: Partial<Draft>) => void;
  /** Sentences of the server by member. */
  errors: Record<string, string>;
  isSaving: boolean;
  clash: Clash<Draft> | null;
  save: () => Promise<void>;
  takeTheirs: () => void;
}

export function useEditing<Row, Draft extends object>(options: Options<Row, Draft>): Editing<Draft> {
  const { draftOf, load } = options;
  const [draft, setDraft] = useState(() => draftOf(options.row));
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [isSaving, setIsSaving] = useState(false);
  const [clash, setClash] = useState<Clash<Draft> | null>(null);
  const current = useRef(draft);
  const base = useRef<{ row: Row; draft: Draft; etag: string | null }>({ row: options.row, draft, etag: null });
  // What clashed when the row was read; undefined once that is told, or when reading failed.
  const reading = useRef<Promise<(keyof Draft)[]>>(undefined);

  const show = (next: Draft) => {
    current.current = next;
    setDraft(next);
  };
  const refresh = async () => {
    const { row, etag } = await load();
    const theirs = draftOf(row);
    const { merged, clashes } = merge(base.current.draft, current.current, theirs);
    base.current = { row, draft: theirs, etag };
    show(merged);
    return clashes;
  };
  useEffect(() => {
    reading.current = refresh();
    // `save` tries again, and tells of it.
    reading.current.catch(() => (reading.current = undefined));
  }, []);

  const write = async (): Promise<void> => {
    const early = await (base.current.etag ? reading.current : (reading.current ?? refresh()));
    reading.current = undefined;
    if (early?.length) return setClash({ theirs: base.current.draft, names: early });
    for (let attempt = 1; ; attempt += 1) {
      const { row, draft: before, etag } = base.current;
      const changed = changes(before, current.current);
      if (Object.keys(changed).length === 0) return options.saved(row, {});
      try {
        const written = await options.send(changed, etag ?? "*", current.current);
        const names = Object.keys(changed) as (keyof Draft)[];
        return options.saved(written.row, Object.fromEntries(names.map((name) => [name, before[name]])) as Partial<Draft>);
      } catch (error) {
        if (!isStale(error) || attempt === TRIES) throw error;
        const names = await refresh();
        if (names.length > 0) return setClash({ theirs: base.current.draft, names });
      }
    }
  };
  const save = async () => {
    if (isSaving) return;
    setIsSaving(true);
    setErrors({});
    setClash(null);
    try {
      await write();
    } catch (error) {
      if (error instanceof Problem && error.status === 404) options.gone();
      else if (Object.keys(fieldsOf(error)).length > 0) setErrors(fieldsOf(error));
      else toast.failed(sentenceOf(error));
    } finally {
      setIsSaving(false);
    }
  };

  return {
    draft,
    change: (part) => show({ ...current.current, ...part }),
    errors,
    isSaving,
    clash,
    save,
    takeTheirs: () => {
      if (clash) show({ ...current.current, ...Object.fromEntries(clash.names.map((name) => [name, clash.theirs[name]])) });
      setClash(null);
    },
  };
}

function isStale(error: unknown): boolean {
  return error instanceof Problem && error.status === 412;
}
