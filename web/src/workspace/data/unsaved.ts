/** What is typed and not yet on the server, wherever in the workspace it is. */

interface Holder {
  /** Save it now. Never rejects. */
  flush: () => Promise<unknown>;
  isDirty: () => boolean;
}

const holders: Holder[] = [];

/** Have what this holds saved before the person leaves. For the rest of the page's life. */
export function holdUnsaved(holder: Holder): void {
  holders.push(holder);
}

/** Save everything, before a log-out. */
export async function flushUnsaved(): Promise<void> {
  await Promise.all(holders.map((holder) => holder.flush()));
}

/** Save when the page goes out of sight, and let the browser ask before it is closed over something unsaved. */
export function guardUnsaved(isOver: () => boolean): void {
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") void flushUnsaved();
  });
  window.addEventListener("beforeunload", (event) => {
    // After a log-out there is nowhere to save to.
    if (!isOver() && holders.some((holder) => holder.isDirty())) event.preventDefault();
  });
}
