/** Addresses that people wrote, made safe before a page uses them; null for what cannot be. */

const LINKS = new Set(["http:", "https:", "mailto:"]);

/** For `src` of a picture: https and nothing else. The text as it was given, where it is good. */
export function pictureUrl(text: string | null | undefined): string | null {
  return protocolOf(text) === "https:" ? text!.trim() : null;
}

/** For `href`: the web, mail, or a place of this origin such as `/app/` or `#part`. */
export function linkUrl(text: string | null | undefined): string | null {
  if (!text) return null;
  const protocol = protocolOf(text);
  if (protocol) return LINKS.has(protocol) ? text : null;
  // Relative: never `//host`, in whatever spelling, which would be another host.
  return /^(?:#|\/(?![/\\])|\.{1,2}\/|[\w-]+(?:[/?#]|$))/.test(text) ? text : null;
}

/** The scheme of an absolute address as browsers read it (`java\nscript:` has one too), else null. */
function protocolOf(text: string | null | undefined): string | null {
  try {
    return new URL(text ?? "").protocol;
  } catch {
    return null;
  }
}
