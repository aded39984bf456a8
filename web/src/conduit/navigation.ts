/** Going from page to page without loading the site again. */
import { useEffect } from "react";
import { navigate } from "wouter/use-browser-location";

interface Options {
  replace?: boolean;
  /** Kept with the entry of the browser's history. */
  state?: unknown;
}

/** Go to `to`, a path of this site, and begin at its top. */
export function go(to: string, options: Options = {}): void {
  navigate(to, options);
  window.scrollTo(0, 0);
}

/** Ask the person to log in, and come back here afterwards. */
export function goToLogIn(replace = false): void {
  go("/login", { replace, state: { next: window.location.pathname + window.location.search } });
}

/** The page's title in the browser's tab. */
export function useTitle(title?: string): void {
  useEffect(() => {
    document.title = title ? `${title} · Conduit` : "Conduit";
  }, [title]);
}
