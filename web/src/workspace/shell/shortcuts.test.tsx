import { render, renderHook } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { listen, setSingleKeys, type Shortcut, useAllShortcuts, useShortcuts } from "./shortcuts";

let stop: () => void;
beforeEach(() => (stop = listen()));
afterEach(() => {
  stop();
  setSingleKeys(true);
});

function offer(...keys: string[]): Record<string, ReturnType<typeof vi.fn<() => void>>> {
  const runs = Object.fromEntries(keys.map((key) => [key, vi.fn<() => void>()]));
  const list: Shortcut[] = keys.map((key) => ({ keys: key, label: key, group: "Test", run: runs[key]! }));
  renderHook(() => useShortcuts(list));
  return runs;
}

test("keys work together, alone, and one after the other", async () => {
  const runs = offer("mod+k", "?", "g n", "n");
  await userEvent.keyboard("{Control>}k{/Control}?gn");
  expect(Object.values(runs).map((run) => run.mock.calls.length)).toEqual([1, 1, 1, 0]);
  await userEvent.keyboard("n");
  expect(runs["n"]).toHaveBeenCalledOnce();
});

test("a wrong second key begins anew", async () => {
  const runs = offer("g n", "c n");
  await userEvent.keyboard("gcn");
  expect(runs["g n"]).not.toHaveBeenCalled();
  expect(runs["c n"]).toHaveBeenCalledOnce();
});

test("what is typed into a field is text, but keys with Ctrl work there", async () => {
  const runs = offer("n", "mod+s");
  const { getByRole } = render(<input aria-label="Field" />);
  await userEvent.type(getByRole("textbox"), "n{Control>}s{/Control}");
  expect(runs["n"]).not.toHaveBeenCalled();
  expect(runs["mod+s"]).toHaveBeenCalledOnce();
});

test("an open dialog and the person's setting keep single keys away", async () => {
  const runs = offer("n", "mod+k");
  setSingleKeys(false);
  await userEvent.keyboard("n{Control>}k{/Control}");
  setSingleKeys(true);
  const { unmount } = render(<div role="dialog" />);
  await userEvent.keyboard("n");
  unmount();
  expect(runs["n"]).not.toHaveBeenCalled();
  expect(runs["mod+k"]).toHaveBeenCalledOnce();
});

test("a page's own meaning of a key wins while the page is there", async () => {
  const shell = offer("e");
  const mine = vi.fn();
  const { unmount } = renderHook(() => useShortcuts([{ keys: "e", label: "mine", group: "Page", run: mine }]));
  await userEvent.keyboard("e");
  unmount();
  await userEvent.keyboard("e");
  expect(mine).toHaveBeenCalledOnce();
  expect(shell["e"]).toHaveBeenCalledOnce();
});

test("the list for the help sheet follows what is offered", () => {
  const { result } = renderHook(() => useAllShortcuts());
  expect(result.current).toEqual([]);
  offer("x");
  const { result: now } = renderHook(() => useAllShortcuts());
  expect(now.current.map((shortcut) => shortcut.keys)).toEqual(["x"]);
});
