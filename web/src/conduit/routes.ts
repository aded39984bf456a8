/** Addresses of the site: which page one is, and how links to them are written. */

export type Place =
  | { page: "home"; tag?: string }
  | { page: "login" | "register" | "settings" | "missing" }
  | { page: "editor"; slug?: string }
  | { page: "article"; slug: string }
  | { page: "profile"; username: string; favorites: boolean };

/** The page at `pathname`, as the address bar has it. The server has the same list (web_pages.py). */
export function placeOf(pathname: string): Place {
  const [first, ...rest] = pathname.replace(/^\/|\/$/g, "").split("/");
  const [second, third] = rest.map(decoded);
  const missing: Place = { page: "missing" };
  switch (first) {
    case "":
      return { page: "home" };
    case "tag":
      return second ? { page: "home", tag: rest.map(decoded).join("/") } : missing;
    case "login":
    case "register":
    case "settings":
      return rest.length ? missing : { page: first };
    case "editor":
      return rest.length > 1 ? missing : { page: "editor", slug: second };
    case "article":
      return second && rest.length === 1 ? { page: "article", slug: second } : missing;
    case "profile": {
      const favorites = third === "favorites";
      return second && rest.length === (favorites ? 2 : 1) ? { page: "profile", username: second, favorites } : missing;
    }
    default:
      return missing;
  }
}

export const articlePath = (slug: string) => `/article/${encodeURIComponent(slug)}`;
export const editorPath = (slug: string) => `/editor/${encodeURIComponent(slug)}`;
export const profilePath = (username: string) => `/profile/${encodeURIComponent(username)}`;
export const tagPath = (tag: string) => `/tag/${encodeURIComponent(tag)}`;

/** `path` with `?page=`, which page 1 does without. */
export function pagePath(path: string, page: number): string {
  if (page <= 1) return path;
  return `${path}${path.includes("?") ? "&" : "?"}page=${page}`;
}

/** The number in `?page=`; 1 for anything that is none. */
export function pageOf(search: string): number {
  const page = Number(new URLSearchParams(search).get("page"));
  return Number.isSafeInteger(page) && page > 0 ? page : 1;
}

/** Where to go after logging in: `wanted` if it is a place of this site, else home. */
export function afterLogIn(wanted: unknown): string {
  return typeof wanted === "string" && /^\/(?![/\\])/.test(wanted) ? wanted : "/";
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
