/** What went wrong, in words for the person and codes for the program. */

import { NetworkFailure } from "../session/connection";
import { LoggedOut } from "../session/session";

/** An answer of 400 or more. `fields` has the sentences by the body's members, joined by dots for nested ones. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly detail: string,
    readonly fields: Readonly<Record<string, string>> = {},
    /** The body as it came, for what a single address adds to it. */
    readonly body: Readonly<Record<string, unknown>> = {},
  ) {
    super(detail || Object.values(fields)[0] || `The server answered ${status}.`);
    this.name = "Problem";
  }

  /** From the answer's body: REST framework's shapes with a `code` beside them. */
  static from(response: Response, body: unknown): Problem {
    const given = isObject(body) ? body : {};
    const { code, detail, ...rest } = given;
    const text = typeof detail === "string" ? detail : "";
    const known = typeof code === "string" ? code : "server_error";
    return new Problem(response.status, known, throttled(response) ?? text, sentences(rest), given);
  }
}

/** One sentence for a toast or the head of a form, whatever was thrown. */
export function sentenceOf(error: unknown): string {
  if (error instanceof NetworkFailure) return "Unable to connect. Nothing you typed is lost: try again in a moment.";
  if (error instanceof LoggedOut) return "You are logged out.";
  if (error instanceof Problem) {
    if (error.status >= 500) return "The server has a problem. Try again in a moment.";
    if (error.detail) return error.detail;
    const [field, sentence] = Object.entries(error.fields)[0] ?? [];
    return field && sentence ? (field === "non_field_errors" ? sentence : `${labelOf(field)}: ${sentence}`) : error.message;
  }
  return "Something went wrong.";
}

/** The sentences by field, for a form's inputs; empty for anything else. */
export function fieldsOf(error: unknown): Record<string, string> {
  return error instanceof Problem ? { ...error.fields } : {};
}

function labelOf(field: string): string {
  const words = field.replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function throttled(response: Response): string | undefined {
  if (response.status !== 429) return undefined;
  const seconds = Number(response.headers.get("Retry-After") ?? 60);
  const wait = seconds < 90 ? `${seconds} seconds` : `${Math.ceil(seconds / 60)} minutes`;
  return `Too many tries. Wait ${wait}, then try again.`;
}

function sentences(messages: Record<string, unknown>, path = ""): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [key, value] of Object.entries(messages)) {
    const name = path ? `${path}.${key}` : key;
    if (Array.isArray(value) && value.every((item) => typeof item === "string")) found[name] = value.join(" ");
    else if (Array.isArray(value) || isObject(value)) Object.assign(found, sentences(value as Record<string, unknown>, name));
    else if (typeof value === "string") found[name] = value;
  }
  return found;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
