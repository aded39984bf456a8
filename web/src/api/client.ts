/**
 * The one way to the server: openapi-fetch over the types that are generated from its OpenAPI document.
 *
 * Each entry makes a client of its own, since each has its own kind of session.
 */
import createClient, { type Client, type ClientOptions } from "openapi-fetch";
import type { components, paths } from "./schema";

export type Api = Client<paths>;
export type Schemas = components["schemas"];

/** A client of this origin; `options.fetch` is where a session adds its token. */
export function createApi(options: ClientOptions = {}): Api {
  return createClient<paths>({ baseUrl: window.location.origin, credentials: "same-origin", ...options });
}
