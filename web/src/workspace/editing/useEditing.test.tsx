import { act, renderHook, waitFor } from "@testing-library/react";
import { beforeEach, describe, expect, it, vi } from "vitest";

import { Problem } from "../data/problems";
import { useEditing } from "./useEditing";

const failed = vi.hoisted(() => vi.fn());
vi.mock("../data", async () => ({ ...(await import("../data/problems")), toast: { failed } }));

interface Row {
  title: string;
  due: string;
}

/** A row on a server, with a revision as its tag. */
function serverOf(row: Row) {
  const state = { row, revision: 1, isGone: false };
  const current = () => ({ row: { ...state.row }, etag: `"${state.revision}"` });
  const missing = () => Promise.reject(new Problem(404, "not_found", "Not found."));
  return {
    state,
    change: (part: Partial<Row>) => {
      state.row = { ...state.row, ...part };
      state.revision += 1;
    },
    load: vi.fn(() => (state.isGone ? missing() : Promise.resolve(current()))),
    send: vi.fn((part: Partial<Row>, etag: string) => {
      if (state.isGone) return missing();
      if (etag !== `"${state.revision}"`) return Promise.reject(new Problem(412, "precondition_failed", "Changed."));
      state.row = { ...state.row, ...part };
      state.revision += 1;
      return Promise.resolve(current());
    }),
  };
}

function edit(server: ReturnType<typeof serverOf>, row: Row = { ...server.state.row }) {
  const [saved, gone] = [vi.fn(), vi.fn()];
  const { result } = renderHook(() =>
    useEditing<Row, Row>({ row, draftOf: (one) => ({ ...one }), load: server.load, send: server.send, saved, gone }),
  );
  return { result, saved, gone, save: () => act(() => result.current.save()) };
}

const BASE: Row = { title: "Milk", due: "" };

beforeEach(() => failed.mockReset());

describe("useEditing", () => {
  it("sends what was changed with the row's tag, and tells what it was before", async () => {
    const server = serverOf(BASE);
    const { result, saved, save } = edit(server);
    act(() => result.current.change({ title: "Oats" }));
    await save();
    expect(server.send).toHaveBeenCalledExactlyOnceWith({ title: "Oats" }, '"1"', { title: "Oats", due: "" });
    expect(saved).toHaveBeenCalledExactlyOnceWith({ title: "Oats", due: "" }, { title: "Milk" });
  });

  it("sends nothing when nothing was changed", async () => {
    const server = serverOf(BASE);
    const { saved, save } = edit(server);
    await save();
    expect(server.send).not.toHaveBeenCalled();
    expect(saved).toHaveBeenCalledExactlyOnceWith(BASE, {});
  });

  it("shows what is newer than the list where nothing was typed", async () => {
    const { result } = edit(serverOf({ title: "Milk", due: "2026-01-01" }), BASE);
    await waitFor(() => expect(result.current.draft.due).toBe("2026-01-01"));
  });

  it("puts both changes together when the row has changed meanwhile", async () => {
    const server = serverOf(BASE);
    const { result, saved, save } = edit(server);
    await act(() => Promise.resolve());
    act(() => result.current.change({ title: "Oats" }));
    server.change({ due: "2026-01-01" });
    await save();
    expect(server.state.row).toEqual({ title: "Oats", due: "2026-01-01" });
    expect(saved).toHaveBeenCalledOnce();
  });

  it("asks where both changed the same, and keeps mine when told so", async () => {
    const server = serverOf(BASE);
    const { result, saved, save } = edit(server);
    await act(() => Promise.resolve());
    act(() => result.current.change({ title: "Oats" }));
    server.change({ title: "Rice" });
    await save();
    expect(result.current.clash).toEqual({ names: ["title"], theirs: { title: "Rice", due: "" } });
    expect(saved).not.toHaveBeenCalled();
    await save();
    expect(server.state.row.title).toBe("Oats");
    expect(saved).toHaveBeenCalledExactlyOnceWith({ title: "Oats", due: "" }, { title: "Rice" });
  });

  it("takes theirs when told so", async () => {
    const server = serverOf(BASE);
    const { result, save } = edit(server);
    await act(() => Promise.resolve());
    act(() => result.current.change({ title: "Oats", due: "2026-02-02" }));
    server.change({ title: "Rice" });
    await save();
    act(() => result.current.takeTheirs());
    expect(result.current.draft).toEqual({ title: "Rice", due: "2026-02-02" });
    expect(result.current.clash).toBeNull();
  });

  it("asks as well where the list was old already when editing began", async () => {
    const server = serverOf({ title: "Rice", due: "" });
    const { result, save } = edit(server, BASE);
    act(() => result.current.change({ title: "Oats" }));
    await save();
    expect(result.current.clash?.names).toEqual(["title"]);
    expect(server.send).not.toHaveBeenCalled();
  });

  it("says when the row is gone", async () => {
    const server = serverOf(BASE);
    const { result, gone, save } = edit(server);
    await act(() => Promise.resolve());
    act(() => result.current.change({ title: "Oats" }));
    server.state.isGone = true;
    await save();
    expect(gone).toHaveBeenCalledOnce();
  });

  it("shows the server's sentences by member, and others as a message, and keeps what was typed", async () => {
    const server = serverOf(BASE);
    const { result, saved, save } = edit(server);
    act(() => result.current.change({ title: "Oats" }));
    server.send.mockRejectedValueOnce(new Problem(400, "invalid", "", { title: "Too long." }));
    await save();
    expect(result.current.errors).toEqual({ title: "Too long." });
    server.send.mockRejectedValueOnce(new Problem(503, "unavailable", ""));
    await save();
    expect(failed).toHaveBeenCalledExactlyOnceWith("The server has a problem. Try again in a moment.");
    expect(result.current.draft.title).toBe("Oats");
    expect(saved).not.toHaveBeenCalled();
  });

  it("reads the row again when that failed at first", async () => {
    const server = serverOf(BASE);
    server.load.mockRejectedValueOnce(new Problem(500, "server_error", ""));
    const { result, saved, save } = edit(server);
    await act(() => Promise.resolve());
    act(() => result.current.change({ title: "Oats" }));
    await save();
    expect(server.load).toHaveBeenCalledTimes(2);
    expect(saved).toHaveBeenCalledOnce();
  });
});
