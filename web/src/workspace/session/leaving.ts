/**
 * When the person changes, the page begins anew: nothing of the one before is left in memory, be it a cached list,
 * an open editor or a request that still waits.
 */

import type { Session } from "./session";

let destination = "/app/login";

/** Where to go when the session ends next, instead of the log-in page. */
export function leaveFor(path: string): void {
  destination = path;
}

/** Watch the session for the rest of the page's life. */
export function followSession(session: Session, go: (path: string) => void): void {
  let owner: number | undefined;
  session.subscribe(() => {
    const state = session.state();
    if (state.status === "out" && owner !== undefined) go(destination);
    if (state.status !== "in") return;
    if (owner !== undefined && owner !== state.userId) go("/app/");
    owner = state.userId;
  });
}
