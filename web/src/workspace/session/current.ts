/** This tab's session and connection: made once, when the page begins. */

import { createApi } from "@/api/client";
import { Connection } from "./connection";
import { authorised, persistent } from "./request";
import { Session, type Fetch } from "./session";
import { browserTabs, browserTurns } from "./tabs";

const browserFetch: Fetch = (request) => fetch(request);

async function isThere(): Promise<boolean> {
  try {
    return (await fetch("/api/health/", { cache: "no-store" })).ok;
  } catch {
    return false;
  }
}

export const connection = new Connection(isThere);

export const session = new Session({
  fetch: browserFetch,
  connection,
  tabs: browserTabs(),
  turns: browserTurns,
  origin: window.location.origin,
});

/** `?fields=` and `?ordering=` are lists with commas. */
const querySerializer = { array: { style: "form", explode: false } } as const;

/** The API as the signed-in person: the one client of every feature. */
export const api = createApi({ fetch: authorised(session, connection, browserFetch), querySerializer });

/** The API as nobody: log-in, sign-up and mailed links. */
export const openApi = createApi({ fetch: persistent(connection, browserFetch), querySerializer });
