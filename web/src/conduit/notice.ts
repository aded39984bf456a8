/** One short message at a time for what failed outside of a form. */
import { useSyncExternalStore } from "react";
import { Failure, UNREACHABLE } from "./failure";

const SECONDS = 8;

let current = "";
let timer: ReturnType<typeof setTimeout> | undefined;
const listeners = new Set<() => void>();

export function notifyOf(error: unknown): void {
  show(error instanceof Failure && error.messages.length ? error.message : UNREACHABLE);
  clearTimeout(timer);
  timer = setTimeout(() => show(""), SECONDS * 1_000);
}

export function useNotice(): string {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => current,
  );
}

function show(text: string): void {
  current = text;
  for (const listener of listeners) listener();
}
