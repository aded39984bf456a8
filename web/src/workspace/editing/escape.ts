import type { KeyboardEvent } from "react";

/** Whether a key leaves the form: Escape, unless it closes a list of choices first. */
export function leavesForm(event: KeyboardEvent): boolean {
  if (event.key !== "Escape" || event.defaultPrevented) return false;
  return !(event.target instanceof HTMLElement && event.target.getAttribute("aria-expanded") === "true");
}
