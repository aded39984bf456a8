/**
 * The person's session in this tab: an access token in memory, its refresh by the HttpOnly cookie.
 *
 * Tabs take turns at the refresh and tell each other about log-in and log-out. The server decides whether the
 * cookie is good; this only remembers its last word.
 */

import { Connection, NetworkFailure } from "./connection";
import type { Tabs, Turns } from "./tabs";

export type SessionState =
  /** The page has just begun, and the cookie was not tried yet. */
  | { status: "starting" }
  | { status: "out" }
  | { status: "in"; access: string; userId: number }
  /** It was one and ended without a log-out: what is on the page stays until the same person logs in again. */
  | { status: "ended"; userId: number };

export type Fetch = (request: Request) => Promise<Response>;

export interface Surroundings {
  fetch: Fetch;
  connection: Connection;
  tabs: Tabs;
  turns: Turns;
  origin: string;
}

export class Session {
  #state: SessionState = { status: "starting" };
  #listeners = new Set<() => void>();
  #renewal: Promise<void> | undefined;

  constructor(private readonly around: Surroundings) {
    around.tabs.listen((message) => {
      if (message.kind === "logged-out") this.#set({ status: "out" });
      else void this.#joined(message.userId);
    });
  }

  readonly state = (): SessionState => this.#state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Find out whether there is a session already. */
  start(): Promise<void> {
    return this.renew(undefined);
  }

  /** Whose page this is, if that is known. */
  userId(): number | undefined {
    return this.#state.status === "in" || this.#state.status === "ended" ? this.#state.userId : undefined;
  }

  /**
   * The access token of ``owner``, or of whoever it is; waits while that is being found out, or until the person has
   * logged in again. Raises LoggedOut when there is nobody, or somebody else.
   */
  async access(signal?: AbortSignal, owner?: number): Promise<{ access: string; userId: number }> {
    for (;;) {
      signal?.throwIfAborted();
      const state = this.#state;
      if (state.status === "out") throw new LoggedOut();
      if (state.status === "in") {
        if (owner !== undefined && state.userId !== owner) throw new LoggedOut();
        return state;
      }
      await this.#changed(signal);
    }
  }

  /** Exchange the token that was refused, once for all who ask at the same time. */
  renew(refused: string | undefined): Promise<void> {
    if (this.#state.status === "in" && this.#state.access !== refused) return Promise.resolve();
    this.#renewal ??= this.#renew().finally(() => (this.#renewal = undefined));
    return this.#renewal;
  }

  /** Take over the token of a log-in, and let the other tabs know. */
  begin(access: string): void {
    const userId = userIdOf(access);
    this.#set({ status: "in", access, userId });
    this.around.tabs.tell({ kind: "logged-in", userId });
  }

  /** End the session on the server and in every tab. Raises NetworkFailure when the server cannot be told. */
  async logOut(): Promise<void> {
    const response = await this.#post("logout");
    if (!response.ok) throw new NetworkFailure();
    this.ended();
  }

  /** The server has ended the session by itself (the account was closed); every tab leaves. */
  ended(): void {
    this.#set({ status: "out" });
    this.around.tabs.tell({ kind: "logged-out" });
  }

  async #renew(): Promise<void> {
    for (;;) {
      const outcome = await this.around.turns(() => this.#refresh());
      if (outcome === "done") return;
      this.around.connection.lost();
      await this.around.connection.restored();
    }
  }

  async #refresh(): Promise<"done" | "unreachable"> {
    const before = this.#state;
    let response: Response;
    try {
      response = await this.#post("refresh");
    } catch {
      return "unreachable";
    }
    // Somebody logged in or out meanwhile: that is newer than this answer.
    if (this.#state !== before) return "done";
    if (response.ok) {
      const { access } = (await response.json()) as { access: string };
      this.#set({ status: "in", access, userId: userIdOf(access) });
      return "done";
    }
    if (response.status !== 401 && response.status !== 403) return "unreachable";
    this.#set(before.status === "in" ? { status: "ended", userId: before.userId } : ended(before));
    return "done";
  }

  /** Another tab has logged in: this one goes along with the same cookie, if it is not that person already. */
  async #joined(userId: number): Promise<void> {
    if (this.#state.status === "in" && this.#state.userId === userId) return;
    await this.renew(this.#state.status === "in" ? this.#state.access : undefined);
  }

  #post(what: "refresh" | "logout"): Promise<Response> {
    return this.around.fetch(new Request(`${this.around.origin}/api/web/${what}/`, { method: "POST" }));
  }

  #changed(signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const aborted = () => {
        leave();
        reject(signal?.reason as Error);
      };
      const leave = this.subscribe(() => {
        leave();
        signal?.removeEventListener("abort", aborted);
        resolve();
      });
      signal?.addEventListener("abort", aborted, { once: true });
    });
  }

  #set(state: SessionState): void {
    this.#state = state;
    this.#listeners.forEach((listener) => listener());
  }
}

/** Nobody is logged in, and a request wanted somebody. */
export class LoggedOut extends Error {
  constructor() {
    super("You are logged out.");
    this.name = "LoggedOut";
  }
}

/** The ``user_id`` claim. The token is this server's own answer; nothing is decided by it but whose page this is. */
export function userIdOf(access: string): number {
  const claims = access.split(".")[1] ?? "";
  const json = atob(claims.replaceAll("-", "+").replaceAll("_", "/"));
  return (JSON.parse(json) as { user_id: number }).user_id;
}

function ended(before: SessionState): SessionState {
  return before.status === "ended" ? before : { status: "out" };
}
