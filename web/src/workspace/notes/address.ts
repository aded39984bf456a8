/** What of the list stands in the address, so that a link, a reload and the way back show the same. */

export interface NotesAddress {
  search?: string;
  tag?: string;
  archived?: true;
}

export function addressOf(given: Record<string, unknown>): NotesAddress {
  return {
    ...(isText(given.search) && { search: given.search.slice(0, 200) }),
    ...(isText(given.tag) && { tag: given.tag.slice(0, 50) }),
    ...(given.archived === true && { archived: true }),
  };
}

function isText(value: unknown): value is string {
  return typeof value === "string" && value !== "";
}
