/** From openapi-fetch's three-part answers to values and exceptions, as queries and mutations want them. */

import { Problem } from "./problems";

interface Outcome<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/** A row with the tag that allows the next write of it. */
export interface Tagged<T> {
  row: T;
  etag: string;
}

/** The body of a good answer. Raises Problem for any other one. */
export async function answer<T>(call: Promise<Outcome<T>>): Promise<T> {
  const { data, error, response } = await call;
  if (!response.ok) throw Problem.from(response, error);
  return data as T;
}

/** A single row and its ETag. Raises Problem. */
export async function tagged<T>(call: Promise<Outcome<T>>): Promise<Tagged<T>> {
  const { data, error, response } = await call;
  if (!response.ok) throw Problem.from(response, error);
  return { row: data as T, etag: response.headers.get("ETag") ?? "*" };
}

/**
 * The header that lets a POST be sent again without doing it twice. Make it once for each thing that the person
 * does, outside of what is tried again.
 */
export function once(): { "Idempotency-Key": string } {
  return { "Idempotency-Key": crypto.randomUUID() };
}
