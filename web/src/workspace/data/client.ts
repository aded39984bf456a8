/** The cache of everything that was read, with this workspace's rules. */

import { QueryClient } from "@tanstack/react-query";

/**
 * The network is `session/request.ts`'s affair: it waits and repeats, so nothing is tried again here, and nothing is
 * paused because the browser believes to be offline.
 */
export const queries = new QueryClient({
  defaultOptions: {
    queries: { networkMode: "always", retry: false, staleTime: 15_000, gcTime: 10 * 60_000 },
    mutations: { networkMode: "always", retry: false },
  },
});
