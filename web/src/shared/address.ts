/**
 * Reading a page's address, which anybody may have typed: what is no good is undefined, never an error.
 *
 * The router keeps what a route's `validateSearch` leaves out, so a page reads its address through the same function.
 */

const MAX_TEXT = 200;

/** A text that says something. The router reads `?search=1984` as a number; it is a text all the same. */
export function textOf(value: unknown, most = MAX_TEXT): string | undefined {
  const written = typeof value === "number" || typeof value === "boolean" ? String(value) : value;
  return typeof written === "string" && written.trim() !== "" ? written.slice(0, most) : undefined;
}

/** A whole number from 1, such as an id or a page. */
export function wholeOf(value: unknown): number | undefined {
  return typeof value === "number" && Number.isSafeInteger(value) && value > 0 ? value : undefined;
}

/** `found` without what is undefined. */
export function said<T extends object>(found: { [Name in keyof T]: T[Name] | undefined }): T {
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined)) as T;
}
