/**
 * The one way from the workspace to the API: with the token, refreshed once on 401, and sent again after a failure
 * of the network where that is safe.
 */

import { Connection, NetworkFailure } from "./connection";
import type { Fetch, Session } from "./session";

// What a proxy answers while the server restarts, and the server while its database is away.
const AWAY = new Set([502, 503, 504]);

/**
 * ``fetch`` for the signed-in person. Rejects with NetworkFailure only for requests that may not be repeated, and with
 * LoggedOut when somebody else is signed in by the time it could be sent.
 */
export function authorised(session: Session, connection: Connection, fetch: Fetch): Fetch {
  return async (request) => {
    const send = persistent(connection, fetch);
    const owner = session.userId();
    const first = await session.access(request.signal, owner);
    const response = await send(withToken(request, first.access));
    if (response.status !== 401) return response;
    await session.renew(first.access);
    const second = await session.access(request.signal, first.userId);
    return send(withToken(request, second.access));
  };
}

/** ``fetch`` that waits for the server and repeats what can be repeated. */
export function persistent(connection: Connection, fetch: Fetch): Fetch {
  return async (request) => {
    for (let attempt = 1; ; attempt++) {
      const outcome = await attempted(fetch, request);
      if (outcome instanceof Response && !AWAY.has(outcome.status)) {
        return attempt > 1 ? settled(request, outcome) : outcome;
      }
      connection.lost();
      if (!isRepeatable(request)) {
        if (outcome instanceof Response) return outcome;
        throw outcome;
      }
      await connection.restored(request.signal);
    }
  };
}

async function attempted(fetch: Fetch, request: Request): Promise<Response | NetworkFailure> {
  try {
    return await fetch(request.clone());
  } catch (error) {
    request.signal.throwIfAborted();
    return new NetworkFailure(error);
  }
}

/** PUT, PATCH and DELETE mean the same when said twice; a POST only under an Idempotency-Key. */
function isRepeatable(request: Request): boolean {
  return request.method !== "POST" || request.headers.has("Idempotency-Key");
}

/** A deletion whose first answer was lost is done: the row is not there any more. */
function settled(request: Request, response: Response): Response {
  return request.method === "DELETE" && response.status === 404 ? new Response(null, { status: 204 }) : response;
}

function withToken(request: Request, access: string): Request {
  const copy = request.clone();
  copy.headers.set("Authorization", `Bearer ${access}`);
  return copy;
}
