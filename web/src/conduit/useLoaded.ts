/** Data of a page: loaded when its key changes, never shown under another key. */
import { useEffect, useState } from "react";
import { Failure, UNREACHABLE } from "./failure";

export interface Loaded<T> {
  data?: T;
  failure?: Failure;
  loading: boolean;
  /** Put `change(data)` in the place of the data that is there. */
  change(change: (data: T) => T): void;
  reload(): void;
}

interface Slot<T> {
  key: string | null;
  data?: T;
  failure?: Failure;
}

/** What `load` gives for `key`; nothing is asked while that is null. */
export function useLoaded<T>(key: string | null, load: (signal: AbortSignal) => Promise<T>): Loaded<T> {
  const [slot, setSlot] = useState<Slot<T>>({ key: null });
  const [round, setRound] = useState(0);
  useEffect(() => {
    if (key === null) return;
    const abort = new AbortController();
    load(abort.signal).then(
      (data) => !abort.signal.aborted && setSlot({ key, data }),
      (error: unknown) => {
        if (abort.signal.aborted) return;
        setSlot({ key, failure: error instanceof Failure ? error : new Failure(0, [UNREACHABLE]) });
      },
    );
    return () => abort.abort();
    // `load` is made anew by each rendering; `key` says when it means something else.
  }, [key, round]);
  const current = key !== null && slot.key === key ? slot : undefined;
  return {
    data: current?.data,
    failure: current?.failure,
    loading: !current,
    change: (change) => setSlot((old) => (old.key === key && old.data !== undefined ? { ...old, data: change(old.data) } : old)),
    reload: () => {
      setSlot({ key: null });
      setRound((number) => number + 1);
    },
  };
}

/** A key that changes with the person: what is loaded tells what they follow and like. Null until it is known. */
export function keyFor(session: { state: string; user: { username: string } | null }, key: string): string | null {
  return session.state === "loading" ? null : `${session.state === "authenticated" ? session.user?.username : ""} ${key}`;
}
