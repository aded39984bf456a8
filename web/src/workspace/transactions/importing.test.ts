import { beforeEach, describe, expect, it, vi } from "vitest";

import { Problem } from "../data/problems";
import { sendFile } from "./importing";
import { BrokenOff, type Step } from "./progress";

const post = vi.hoisted(() => vi.fn());
vi.mock("../data", () => ({ api: { POST: post } }));

const FILE = new Blob(["date,amount,description\n"]);
const REPORT = { dry_run: false, lines: 2, created: 1, duplicates: 1, bad: 0, bad_lines: [] };

function answers(...lines: object[]) {
  const text = lines.map((line) => `${JSON.stringify(line)}\n`).join("");
  post.mockResolvedValue({ data: new Blob([text]).stream(), response: new Response(null, { status: 200 }) });
}

async function send(told: (step: Step) => void = () => undefined) {
  return sendFile(FILE, false, told, new AbortController().signal);
}

beforeEach(() => post.mockReset());

describe("sendFile", () => {
  it("tells of each step and resolves with the report", async () => {
    answers({ phase: "checking", lines: 2, total: 2 }, { phase: "writing", lines: 2, total: 2 }, { phase: "done", ...REPORT });
    const told: string[] = [];
    expect(await send((step) => told.push(step.phase))).toMatchObject(REPORT);
    expect(told).toEqual(["checking", "writing", "done"]);
    const [path, options] = post.mock.calls[0] as [string, { body: Blob; bodySerializer: (body: unknown) => unknown }];
    expect(path).toBe("/api/transactions/import/");
    expect(options.body).toBe(FILE);
    expect(options.bodySerializer(FILE)).toBe(FILE);
    expect(options).toMatchObject({ params: { query: { dry_run: false } }, headers: { "Content-Type": "text/csv" } });
  });

  it("takes bad lines for a report, though the import is refused", async () => {
    const bad = { bad: 1, bad_lines: [{ line: 2, errors: { amount: ["No."] } }] };
    answers({ phase: "failed", status: 400, code: "bad_lines", ...REPORT, ...bad });
    expect(await send()).toMatchObject(bad);
  });

  it("raises what fails on the way", async () => {
    answers({ phase: "checking", lines: 1, total: 9 }, { phase: "failed", status: 503, code: "unavailable", detail: "Busy." });
    await expect(send()).rejects.toMatchObject({ status: 503, code: "unavailable" });
  });

  it("raises a refusal of the file", async () => {
    const error = { code: "invalid", file: ["Columns are missing: amount."] };
    post.mockResolvedValue({ error, response: new Response(null, { status: 400 }) });
    const problem = await send().catch((thrown: unknown) => thrown);
    expect(problem).toBeInstanceOf(Problem);
    expect(problem).toMatchObject({ status: 400, fields: { file: "Columns are missing: amount." } });
  });

  it("raises when the stream ends early", async () => {
    answers({ phase: "checking", lines: 1, total: 9 });
    await expect(send()).rejects.toThrow(BrokenOff);
  });
});
