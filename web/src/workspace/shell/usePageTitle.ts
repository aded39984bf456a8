import { useEffect } from "react";

/** Name the page in the browser's tab. */
export function usePageTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · Ringfence`;
  }, [title]);
}
