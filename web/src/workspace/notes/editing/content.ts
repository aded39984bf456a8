/** What of a note is typed, and how two versions of it come together. */

export interface Content {
  title: string;
  body: string;
  tags: string[];
}

export const EMPTY: Content = { title: "", body: "", tags: [] };
export const MAX_TITLE = 200;

/** As the server would keep it: a note always has a title. */
export function sent(content: Content): Content {
  return { ...content, title: content.title.trim() || titleFrom(content.body) };
}

/** The members of `now` that differ from `before`, as a PATCH wants them. */
export function changes(before: Content, now: Content): Partial<Content> {
  const next = sent(now);
  return {
    ...(next.title !== before.title && { title: next.title }),
    ...(next.body !== before.body && { body: next.body }),
    ...(!sameTags(next.tags, before.tags) && { tags: next.tags }),
  };
}

export function isSame(one: Content, other: Content): boolean {
  return one.title === other.title && one.body === other.body && sameTags(one.tags, other.tags);
}

/**
 * Both sides' changes of the same `base`, member by member. Undefined when title or text was changed on both sides, and
 * not to the same: somebody has to choose then. Tags are a set, so both sides' additions and removals count.
 */
export function merge(base: Content, mine: Content, theirs: Content): Content | undefined {
  const title = pick(base.title, sent(mine).title, theirs.title);
  const body = pick(base.body, mine.body, theirs.body);
  if (title === undefined || body === undefined) return undefined;
  const kept = theirs.tags.filter((tag) => mine.tags.includes(tag) || !base.tags.includes(tag));
  const added = mine.tags.filter((tag) => !base.tags.includes(tag) && !kept.includes(tag));
  return { title, body, tags: [...kept, ...added] };
}

function pick(base: string, mine: string, theirs: string): string | undefined {
  if (mine === theirs || theirs === base) return mine;
  return mine === base ? theirs : undefined;
}

function sameTags(one: string[], other: string[]): boolean {
  return one.length === other.length && one.every((tag) => other.includes(tag));
}

function titleFrom(body: string): string {
  const line = body.split("\n").find((text) => text.trim()) ?? "";
  // Whole characters: half a surrogate pair would be refused.
  return [...line.replace(/^[#>*\-\s]+/, "").trim()].slice(0, 80).join("") || "Untitled";
}
