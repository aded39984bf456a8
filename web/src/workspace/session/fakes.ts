/** A server and other tabs for the unit tests of the session. */

import { Connection } from "./connection";
import { type Fetch, Session } from "./session";
import type { TabMessage, Tabs, Turns } from "./tabs";

export function token(userId: number, mark = ""): string {
  return `head.${btoa(JSON.stringify({ user_id: userId, mark }))}.signature`;
}

export function json(body: unknown, status = 200): Response {
  return new Response(status === 204 ? null : JSON.stringify(body), { status });
}

/** Tabs of one browser: what one tells, the others hear. */
export class Browser {
  #listeners = new Map<Tabs, ((message: TabMessage) => void)[]>();
  #turn: Promise<unknown> = Promise.resolve();

  readonly turns: Turns = (work) => {
    const mine = this.#turn.then(work);
    this.#turn = mine.catch(() => undefined);
    return mine;
  };

  tab(): Tabs {
    const tabs: Tabs = {
      tell: (message) =>
        this.#listeners.forEach((listeners, other) => other !== tabs && listeners.forEach((listen) => listen(message))),
      listen: (listener) => void this.#listeners.get(tabs)!.push(listener),
    };
    this.#listeners.set(tabs, []);
    return tabs;
  }
}

export function sessionWith(fetch: Fetch, browser = new Browser(), connection = new Connection(() => Promise.resolve(true))) {
  const session = new Session({ fetch, connection, tabs: browser.tab(), turns: browser.turns, origin: "https://x.test" });
  return { session, connection, browser };
}
