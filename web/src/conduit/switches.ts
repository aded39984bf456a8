import { useRef } from "react";
import { api, read } from "./api";
import { goToLogIn } from "./navigation";
import { notifyOf } from "./notice";
import { useSession } from "./session";
import type { Article, Preview, Profile } from "./types";

/**
 * A switch whose position shows at once and is sent in order; a refusal puts it back.
 *
 * `send(on)` tells the server and gives what it holds then, which `settle` shows once nothing else is on its way.
 */
function useSwitch<T>(send: (on: boolean) => Promise<T>, show: (on: boolean) => void, settle: (stored: T) => void) {
  const { state } = useSession();
  const queue = useRef(Promise.resolve());
  const waiting = useRef(0);
  return (on: boolean) => {
    if (state === "unauthenticated") return goToLogIn();
    show(on);
    waiting.current += 1;
    queue.current = queue.current.then(async () => {
      try {
        const stored = await send(on);
        if (waiting.current === 1) settle(stored);
      } catch (error) {
        show(!on);
        notifyOf(error);
      } finally {
        waiting.current -= 1;
      }
    });
  };
}

type Liked = Pick<Article | Preview, "favorited" | "favoritesCount">;

/** `article` and its heart: returns what a click does. */
export function useFavorite<A extends Article | Preview>(article: A, change: (change: (old: A) => A) => void) {
  // keepalive: leaving the page must not take it back.
  const path = { params: { path: { slug: article.slug } }, keepalive: true };
  const flip = useSwitch<Liked>(
    async (on) => (await read(on ? api.POST("/api/articles/{slug}/favorite/", path) : api.DELETE("/api/articles/{slug}/favorite/", path))).article,
    (on) =>
      change((old) => (old.favorited === on ? old : { ...old, favorited: on, favoritesCount: old.favoritesCount + (on ? 1 : -1) })),
    ({ favorited, favoritesCount }) => change((old) => ({ ...old, favorited, favoritesCount })),
  );
  return () => flip(!article.favorited);
}

/** Following `profile`: returns what a click does. */
export function useFollow(profile: Profile, change: (following: boolean) => void) {
  const path = { params: { path: { username: profile.username } }, keepalive: true };
  const flip = useSwitch<Profile>(
    async (on) => (await read(on ? api.POST("/api/profiles/{username}/follow/", path) : api.DELETE("/api/profiles/{username}/follow/", path))).profile,
    change,
    ({ following }) => change(following),
  );
  return () => flip(!profile.following);
}
