/**
 * What a feature tells the shell about itself. It lives in `<feature>/routes.tsx`, which is loaded with the first page:
 * pages, charts and editors belong behind `lazyRouteComponent` there.
 */

import type { ComponentType } from "react";

/** Where to go, as `router.navigate` takes it. */
export interface Destination {
  to: string;
  params?: Record<string, string>;
  search?: Record<string, unknown>;
}

export interface Command {
  /** Unique over all features, `notes.new`. */
  id: string;
  label: string;
  /** Further words under which the palette finds it. */
  keywords?: string;
  /** Keys that do the same everywhere: `g n` one after the other, `mod+k` together. */
  keys?: string;
  destination: Destination;
}

/** One row that the palette found. */
export interface Hit {
  id: string;
  label: string;
  destination: Destination;
}

export interface Feature {
  id: string;
  label: string;
  icon: ComponentType<{ size?: number; stroke?: number }>;
  to: string;
  /** Keys that go there, `g n`. */
  keys: string;
  /** `main` is in the bar at the bottom of a phone, `more` behind its last button. */
  place: "main" | "more";
  commands?: readonly Command[];
  /** The rows of this feature that match what was typed in the palette. */
  search?: (term: string, signal: AbortSignal) => Promise<Hit[]>;
}
