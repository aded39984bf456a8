/**
 * Keys that do something, and the list of them for the help sheet.
 *
 * `keys` is what the help sheet shows: `g n` one after the other, `mod+k` together, `?` alone. Keys without `mod` do
 * nothing while somebody types or a dialog is open, and can be turned off (WCAG 2.1.4).
 */

import { useLayoutEffect, useRef, useSyncExternalStore } from "react";

export interface Shortcut {
  keys: string;
  label: string;
  /** Its heading in the help sheet. */
  group: string;
  run: () => void;
}

const PAUSE = 1200;
const SETTING = "ringfence.single-keys";

const lists = new Set<{ current: readonly Shortcut[] }>();
const listeners = new Set<() => void>();
let all: readonly Shortcut[] = [];
let typed: string[] = [];
let timer: ReturnType<typeof setTimeout> | undefined;

/** Offer shortcuts as long as the component is there, and from the moment that it is to be seen. */
export function useShortcuts(shortcuts: readonly Shortcut[]): void {
  const list = useRef(shortcuts);
  const names = shortcuts.map((shortcut) => shortcut.keys + shortcut.label).join();
  useLayoutEffect(() => {
    list.current = shortcuts;
  });
  useLayoutEffect(() => {
    lists.add(list);
    gather();
    return () => {
      lists.delete(list);
      gather();
    };
  }, [names]);
}

/** Every shortcut that works now. */
export function useAllShortcuts(): readonly Shortcut[] {
  return useSyncExternalStore(subscribe, () => all);
}

export function useSingleKeys(): boolean {
  return useSyncExternalStore(subscribe, singleKeys);
}

export function setSingleKeys(on: boolean): void {
  localStorage.setItem(SETTING, on ? "on" : "off");
  listeners.forEach((listener) => listener());
}

/** Hear the keyboard; answers with the function that stops it. */
export function listen(): () => void {
  window.addEventListener("keydown", onKey);
  return () => window.removeEventListener("keydown", onKey);
}

function onKey(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing || event.repeat) return;
  const key = nameOf(event);
  if (key === undefined) return;
  const isTogether = key.includes("+");
  if (!isTogether && (!singleKeys() || isTyping(event) || isDialogOpen())) return;
  clearTimeout(timer);
  typed = isTogether ? [key] : [...typed, key];
  const found = match(typed) ?? match([key]);
  if (found) {
    typed = [];
    event.preventDefault();
    found.run();
  } else {
    if (!begins(typed)) typed = begins([key]) ? [key] : [];
    timer = setTimeout(() => (typed = []), PAUSE);
  }
}

function nameOf(event: KeyboardEvent): string | undefined {
  if (["Shift", "Control", "Alt", "Meta"].includes(event.key)) return undefined;
  const key = event.key === " " ? "space" : event.key.toLowerCase();
  if (event.altKey) return undefined;
  return event.metaKey || event.ctrlKey ? `mod+${key}` : key;
}

function match(keys: string[]): Shortcut | undefined {
  // The latest comes first: a page's own meaning wins over the shell's.
  return latest().find((shortcut) => shortcut.keys === keys.join(" "));
}

function begins(keys: string[]): boolean {
  return latest().some((shortcut) => shortcut.keys.startsWith(`${keys.join(" ")} `));
}

function latest(): Shortcut[] {
  return [...lists].reverse().flatMap((list) => list.current);
}

function isTyping(event: KeyboardEvent): boolean {
  const target = event.composedPath()[0];
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(?:INPUT|TEXTAREA|SELECT)$/.test(target.tagName) || target.role === "textbox")
  );
}

function isDialogOpen(): boolean {
  return document.querySelector("[role=dialog], [role=alertdialog], [role=menu]") !== null;
}

function singleKeys(): boolean {
  return localStorage.getItem(SETTING) !== "off";
}

function gather(): void {
  all = [...lists].flatMap((list) => list.current);
  listeners.forEach((listener) => listener());
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
