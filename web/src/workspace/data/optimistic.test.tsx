import { MantineProvider } from "@mantine/core";
import { Notifications } from "@mantine/notifications";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { act, renderHook, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import type { ReactNode } from "react";
import { expect, test, vi } from "vitest";
import { useOptimistic } from "./optimistic";
import { Problem } from "./problems";
import { toast } from "./toasts";

function around(cache: QueryClient) {
  return ({ children }: { children: ReactNode }) => (
    <MantineProvider env="test">
      <Notifications />
      <QueryClientProvider client={cache}>{children}</QueryClientProvider>
    </MantineProvider>
  );
}

function change(send: () => Promise<unknown>, undo?: () => unknown) {
  return {
    keys: [["rows"]],
    send,
    apply: (cache: QueryClient) => void cache.setQueryData(["rows"], "changed"),
    done: () => ({ message: "It is changed.", undo }),
  };
}

test("a change shows at once, and can be undone by button or key, once", async () => {
  const cache = new QueryClient();
  cache.setQueryData(["rows"], "before");
  const undo = vi.fn();
  const { result } = renderHook(() => useOptimistic(change(() => Promise.resolve(), undo)), { wrapper: around(cache) });
  act(() => result.current.mutate(undefined));
  await waitFor(() => expect(cache.getQueryData(["rows"])).toBe("changed"));
  await userEvent.click(await screen.findByRole("button", { name: "Undo" }));
  expect(undo).toHaveBeenCalledOnce();
  expect(toast.undoLast()).toBe(false);
});

test("who is quicker than the server has the change undone as soon as it is done", async () => {
  const cache = new QueryClient();
  cache.setQueryData(["rows"], "before");
  const undo = vi.fn();
  let finish = () => {};
  const send = () => new Promise<void>((resolve) => (finish = resolve));
  const { result } = renderHook(() => useOptimistic(change(send, undo)), { wrapper: around(cache) });
  act(() => result.current.mutate(undefined));
  await waitFor(() => expect(cache.getQueryData(["rows"])).toBe("changed"));
  expect(toast.undoLast()).toBe(true);
  expect(toast.undoLast()).toBe(false);
  expect(undo).not.toHaveBeenCalled();
  await act(async () => finish());
  await waitFor(() => expect(undo).toHaveBeenCalledOnce());
  expect(screen.queryByText("It is changed.")).not.toBeInTheDocument();
});

test("an undo that was asked for before the server refused undoes nothing else", async () => {
  const undo = vi.fn();
  toast.done("Something before it.", undo);
  let fail = (_: Problem) => {};
  const send = vi.fn(() => new Promise<void>((_, reject) => (fail = reject)));
  const { result } = renderHook(() => useOptimistic(change(send)), { wrapper: around(new QueryClient()) });
  act(() => result.current.mutate(undefined));
  await waitFor(() => expect(send).toHaveBeenCalled());
  expect(toast.undoLast()).toBe(true);
  await act(async () => fail(new Problem(400, "invalid", "It does not do, again.")));
  expect(await screen.findByText("It does not do, again.")).toBeInTheDocument();
  expect(undo).not.toHaveBeenCalled();
  expect(toast.undoLast()).toBe(true);
  await waitFor(() => expect(undo).toHaveBeenCalledOnce());
});

test("an undo that was asked for during a change without one is for what was done before", async () => {
  const undo = vi.fn();
  toast.done("Something older.", undo);
  let finish = () => {};
  const send = vi.fn(() => new Promise<void>((resolve) => (finish = resolve)));
  const { result } = renderHook(() => useOptimistic(change(send)), { wrapper: around(new QueryClient()) });
  act(() => result.current.mutate(undefined));
  await waitFor(() => expect(send).toHaveBeenCalled());
  toast.undoLast();
  await act(async () => finish());
  await waitFor(() => expect(undo).toHaveBeenCalledOnce());
});

test("what the server refuses is taken back, and said", async () => {
  const cache = new QueryClient();
  cache.setQueryData(["rows"], "before");
  const refusal = new Problem(400, "invalid", "It does not do.");
  const { result } = renderHook(() => useOptimistic(change(() => Promise.reject(refusal))), { wrapper: around(cache) });
  act(() => result.current.mutate(undefined));
  expect(await screen.findByText("It does not do.")).toBeInTheDocument();
  expect(cache.getQueryData(["rows"])).toBe("before");
});

test("lists are read again when the last of several changes at once is done, so that none is taken back on the page", async () => {
  const cache = new QueryClient();
  cache.setQueryData(["rows"], "before");
  const read = vi.spyOn(cache, "invalidateQueries");
  const finish: (() => void)[] = [];
  const send = () => new Promise<void>((resolve) => finish.push(resolve));
  const { result } = renderHook(() => useOptimistic({ keys: [["rows"]], send }), { wrapper: around(cache) });
  act(() => {
    result.current.mutate(undefined);
    result.current.mutate(undefined);
  });
  await waitFor(() => expect(finish).toHaveLength(2));
  await act(async () => finish[0]?.());
  expect(cache.isMutating()).toBe(1);
  expect(read).not.toHaveBeenCalled();
  await act(async () => finish[1]?.());
  await waitFor(() => expect(cache.isMutating()).toBe(0));
  expect(read).toHaveBeenCalledTimes(2);
});
