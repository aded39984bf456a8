import { type ReactNode, useEffect } from "react";
import { useHistoryState } from "wouter/use-browser-location";
import { go, goToLogIn } from "./navigation";
import { afterLogIn } from "./routes";
import { useSession } from "./session";
import type { User } from "./types";

interface Props {
  /** The page of the one who is logged in. */
  children: (user: User) => ReactNode;
}

/** A page for people who are logged in; others are asked to, and come back to it. */
export function Private({ children }: Props) {
  const { state, user } = useSession();
  const stranger = state === "unauthenticated";
  useEffect(() => {
    if (stranger) goToLogIn(true);
  }, [stranger]);
  // Whoever was logged in a moment ago keeps what they typed while the server is away.
  if (user) return children(user);
  if (stranger) return null;
  return (
    <div className="container page narrow" role="status">
      {state === "unavailable" ? <p>This page will be here as soon as the server answers again. You stay logged in.</p> : <div className="skeleton" />}
    </div>
  );
}

/** Once somebody is logged in, go to where they wanted to; whoever is already goes at once. */
export function useAfterLogIn(): void {
  const { state } = useSession();
  const kept = useHistoryState<{ next?: unknown } | null>()?.next;
  const next = afterLogIn(kept ?? new URLSearchParams(window.location.search).get("next"));
  useEffect(() => {
    if (state === "authenticated") go(next, { replace: true });
  }, [state, next]);
}
