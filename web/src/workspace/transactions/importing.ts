/** Sending a CSV file, and hearing how far it is. */

import { api } from "../data";
import { Problem } from "../data/problems";
import { BrokenOff, type Report, type Step, steps } from "./progress";

/**
 * Check the file, or check and write it; `told` hears each step. Resolves with the report, also when lines are bad.
 *
 * Raises Problem for a file that cannot be read, BrokenOff when the connection ended first. Either way it can be sent
 * again: what is written already is a duplicate then.
 */
export async function sendFile(file: Blob, dryRun: boolean, told: (step: Step) => void, signal: AbortSignal): Promise<Report> {
  const { data, error, response } = await api.POST("/api/transactions/import/", {
    params: { query: { dry_run: dryRun } },
    headers: { "Content-Type": "text/csv", Accept: "application/x-ndjson" },
    body: file as unknown as string,
    bodySerializer: (body: unknown) => body as BodyInit,
    parseAs: "stream",
    signal,
  });
  if (!response.ok) throw Problem.from(response, error);
  if (!data) throw new BrokenOff();
  for await (const step of steps(data)) {
    told(step);
    if (step.phase === "done") return step;
    if (step.phase === "failed") return failed(step);
  }
  throw new BrokenOff();
}

function failed(step: Extract<Step, { phase: "failed" }>): Report {
  const { phase: _, status, ...body } = step;
  if (isReport(body)) return body;
  throw Problem.from(new Response(null, { status }), body);
}

/** Bad lines are a refusal that has the whole report. */
function isReport(body: Record<string, unknown>): body is Record<string, unknown> & Report {
  return body.code === "bad_lines" && Array.isArray(body.bad_lines);
}
