/**
 * Who is logged in. The token is Conduit's own, which opens Conduit's views only; it is kept in `localStorage.jwtToken`,
 * where other clients of the RealWorld contract keep theirs.
 *
 * With a token, `/api/user` decides: a refusal ends the session, a server that is away does not; then the state is
 * "unavailable", the site goes on as for a visitor, and asks again until there is an answer.
 */
import { useSyncExternalStore } from "react";
import { api, done, read, useToken } from "./api";
import { Failure } from "./failure";
import type { User } from "./types";

export type AuthState = "loading" | "authenticated" | "unauthenticated" | "unavailable";

export interface Session {
  state: AuthState;
  user: User | null;
}

const KEY = "jwtToken";
const FIRST_WAIT = 2_000;
const LONGEST_WAIT = 60_000;

let session: Session = { state: "loading", user: null };
let retry: ReturnType<typeof setTimeout> | undefined;
// Answers to what was asked for an earlier token no longer count.
let turn = 0;
let asking = 0;
const listeners = new Set<() => void>();

export function useSession(): Session {
  return useSyncExternalStore(subscribe, () => session);
}

/** Begin: with the token of before, if there is one. */
export function start(): void {
  window.addEventListener("storage", (event) => {
    if (event.key === KEY || event.key === null) check();
  });
  window.addEventListener("online", () => session.state === "unavailable" && check());
  check();
}

/** Take over `user` as the server gave it, with its token. */
export function signedIn(user: User): void {
  turn += 1;
  clearTimeout(retry);
  if (user.token) localStorage.setItem(KEY, user.token);
  useToken(localStorage.getItem(KEY), doubt);
  become({ state: "authenticated", user });
}

/** End the session here at once, and on the server if it can be reached. */
export function signOut(): void {
  const ended = done(api.POST("/api/users/logout/"));
  ended.catch(() => {});
  forget();
}

/** Ask the server whose token this is. */
export function check(wait = FIRST_WAIT): void {
  turn += 1;
  clearTimeout(retry);
  const token = localStorage.getItem(KEY);
  if (!token) return forget();
  if (session.user?.token !== token && session.state !== "unavailable") become({ state: "loading", user: null });
  void identify(token, turn, wait);
}

/** Some other request was refused: find out whether the session is still there. */
function doubt(): void {
  if (asking !== turn) check();
}

async function identify(token: string, asked: number, wait: number): Promise<void> {
  asking = asked;
  try {
    const { user } = await read(api.GET("/api/user/", { headers: { Authorization: `Token ${token}` } }));
    if (asked !== turn) return;
    if (!user?.username) throw new Failure(0, []);
    useToken(token, doubt);
    become({ state: "authenticated", user: { ...user, token } });
  } catch (error) {
    if (asked !== turn) return;
    if (error instanceof Failure && !error.passing) return forget();
    useToken(null, doubt);
    become({ state: "unavailable", user: session.user });
    retry = setTimeout(() => check(Math.min(2 * wait, LONGEST_WAIT)), wait);
  } finally {
    if (asking === asked) asking = 0;
  }
}

function forget(): void {
  turn += 1;
  clearTimeout(retry);
  localStorage.removeItem(KEY);
  useToken(null, doubt);
  become({ state: "unauthenticated", user: null });
}

function become(next: Session): void {
  session = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

declare global {
  interface Window {
    /** For the conformance suites of the RealWorld contract. */
    __conduit_debug__?: { getToken(): string | null; getAuthState(): AuthState; getCurrentUser(): User | null };
  }
}

window.__conduit_debug__ = {
  getToken: () => localStorage.getItem(KEY),
  getAuthState: () => session.state,
  getCurrentUser: () => session.user,
};
