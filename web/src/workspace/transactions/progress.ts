/**
 * What the API tells of an import while it runs: JSON lines (`application/x-ndjson`), one step each.
 *
 * The status of the answer is 200 from the start, so that a failure is a step too.
 */

export interface BadLine {
  line: number;
  errors: Record<string, string[]>;
}

export interface Report {
  dry_run: boolean;
  lines: number;
  created: number;
  duplicates: number;
  bad: number;
  bad_lines: BadLine[];
}

export type WorkingPhase = "checking" | "comparing" | "writing";

export type Step =
  | { phase: WorkingPhase; lines: number; total: number }
  | ({ phase: "done" } & Report)
  | ({ phase: "failed"; status: number } & Record<string, unknown>);

const WORKING: readonly string[] = ["checking", "comparing", "writing"] satisfies WorkingPhase[];

/** The stream ended before the import said that it is done. */
export class BrokenOff extends Error {
  constructor() {
    super("The connection broke off before the import said that it is done.");
    this.name = "BrokenOff";
  }
}

/** The steps of a stream as they come, whatever pieces the network makes of them. Throws BrokenOff. */
export async function* steps(body: ReadableStream<Uint8Array>): AsyncGenerator<Step> {
  // Characters that are cut in two between pieces are kept by the decoder, lines by `rest`.
  const decoder = new TextDecoder();
  const reader = body.getReader();
  let rest = "";
  let last: Step["phase"] | null = null;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      rest += done ? decoder.decode() : decoder.decode(value, { stream: true });
      const lines = rest.split("\n");
      rest = done ? "" : lines.pop()!;
      for (const line of lines) {
        if (line.trim() === "") continue;
        const step = stepOf(line);
        last = step.phase;
        yield step;
      }
      if (done) break;
    }
  } finally {
    reader.releaseLock();
  }
  if (last !== "done" && last !== "failed") throw new BrokenOff();
}

function stepOf(line: string): Step {
  try {
    const step = JSON.parse(line) as Partial<Step>;
    if (step.phase === "done" || step.phase === "failed" || WORKING.includes(step.phase ?? "")) return step as Step;
  } catch {
    // Half a line: what came before it was the last that is known.
  }
  throw new BrokenOff();
}

/** How far it is, 0 to 100. Checking is the first half, writing the second: each meets every line once. */
export function percent(step: Step): number {
  if (step.phase === "done") return 100;
  if (step.phase === "failed") return 0;
  const part = step.total > 0 ? Math.min(1, Math.max(0, step.lines / step.total)) : 1;
  return Math.round(step.phase === "checking" ? part * 50 : 50 + part * 50);
}
