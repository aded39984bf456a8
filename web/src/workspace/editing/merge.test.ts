import { describe, expect, it } from "vitest";

import { changes, merge } from "./merge";

const BASE = { title: "Milk", due: "", tags: ["home"] };

describe("changes", () => {
  it("are the members that differ, lists by what is in them", () => {
    expect(changes(BASE, { title: "Milk", due: "2026-01-01", tags: ["home"] })).toEqual({ due: "2026-01-01" });
    expect(changes(BASE, { ...BASE, tags: [] })).toEqual({ tags: [] });
    expect(changes(BASE, { ...BASE })).toEqual({});
  });
});

describe("merge", () => {
  it("keeps both where different members were changed", () => {
    expect(merge(BASE, { ...BASE, title: "Oats" }, { ...BASE, tags: ["shop"] })).toEqual({
      merged: { title: "Oats", due: "", tags: ["shop"] },
      clashes: [],
    });
  });

  it("keeps mine and names the clash where both changed the same", () => {
    expect(merge(BASE, { ...BASE, title: "Oats" }, { ...BASE, title: "Rice", due: "2026-01-01" })).toEqual({
      merged: { title: "Oats", due: "2026-01-01", tags: ["home"] },
      clashes: ["title"],
    });
  });

  it("sees no clash in the same change", () => {
    const changed = { ...BASE, tags: ["shop"] };
    expect(merge(BASE, changed, structuredClone(changed)).clashes).toEqual([]);
  });
});
