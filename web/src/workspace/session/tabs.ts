/** What tabs of one browser tell each other. No token ever goes over it. */

export type TabMessage = { kind: "logged-in"; userId: number } | { kind: "logged-out" };

export interface Tabs {
  tell(message: TabMessage): void;
  listen(listener: (message: TabMessage) => void): void;
}

/** Tabs of this origin, by BroadcastChannel. */
export function browserTabs(): Tabs {
  const channel = new BroadcastChannel("ringfence-session");
  return {
    tell: (message) => channel.postMessage(message),
    listen: (listener) =>
      channel.addEventListener("message", (event: MessageEvent<TabMessage>) => listener(event.data)),
  };
}

/** One turn after another over all tabs, so that two never spend the same cookie. */
export type Turns = <T>(work: () => Promise<T>) => Promise<T>;

export const browserTurns: Turns = async (work) => {
  // Web Locks exist in secure contexts only, and elsewhere the cookie does not work anyway.
  if (!("locks" in navigator)) return work();
  return await navigator.locks.request("ringfence-refresh", work);
};
