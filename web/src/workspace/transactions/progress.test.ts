import { describe, expect, it } from "vitest";

import { BrokenOff, percent, type Step, steps } from "./progress";

const TEXT = [
  '{"phase":"checking","lines":4,"total":4}',
  '{"phase":"writing","lines":3,"total":3}',
  '{"phase":"done","dry_run":false,"lines":3,"created":2,"duplicates":1,"bad":0,"bad_lines":[]}',
  "",
].join("\n");

function stream(text: string, size: number): ReadableStream<Uint8Array> {
  const bytes = new TextEncoder().encode(text);
  return new ReadableStream({
    start(controller) {
      for (let at = 0; at < bytes.length; at += size) controller.enqueue(bytes.slice(at, at + size));
      controller.close();
    },
  });
}

async function all(text: string, size = 1000): Promise<Step[]> {
  const found: Step[] = [];
  for await (const step of steps(stream(text, size))) found.push(step);
  return found;
}

describe("steps", () => {
  it.each([1, 2, 7, 41, 1000])("are the same in pieces of %i bytes", async (size) => {
    expect((await all(TEXT, size)).map((step) => step.phase)).toEqual(["checking", "writing", "done"]);
  });

  it("keep letters that are cut in two", async () => {
    const text = '{"phase":"failed","status":503,"detail":"überlastet 💥"}';
    expect(await all(text, 1)).toEqual([{ phase: "failed", status: 503, detail: "überlastet 💥" }]);
  });

  it("need no end of the last line", async () => {
    expect(await all(TEXT.trimEnd(), 3)).toHaveLength(3);
  });

  it.each([
    ["nothing at all", ""],
    ["an end before the last step", '{"phase":"checking","lines":1,"total":2}\n'],
    ["half a line", '{"phase":"checking","lines":1,"total":2}\n{"phase":"do'],
    ["a page in its place", "<html>Bad gateway</html>"],
    ["an unknown phase", '{"phase":"celebrating"}\n'],
    ["a line that is no object", "null\n"],
  ])("tell of %s", async (_, text) => {
    await expect(all(text)).rejects.toThrow(BrokenOff);
  });
});

describe("percent", () => {
  it("grows from checking to done", () => {
    const told: Step[] = [
      { phase: "checking", lines: 0, total: 10 },
      { phase: "checking", lines: 5, total: 10 },
      { phase: "checking", lines: 10, total: 10 },
      { phase: "writing", lines: 5, total: 10 },
      { phase: "comparing", lines: 10, total: 10 },
    ];
    expect(told.map(percent)).toEqual([0, 25, 50, 75, 100]);
  });

  it("stays within its ends", () => {
    expect(percent({ phase: "checking", lines: 9, total: 0 })).toBe(50);
    expect(percent({ phase: "writing", lines: 12, total: 10 })).toBe(100);
    expect(percent({ phase: "failed", status: 400 })).toBe(0);
  });
});
