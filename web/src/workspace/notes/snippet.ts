/** The beginning of a note's text without the marks of Markdown, for a line in the list. */
export function snippet(body: string): string {
  return body
    .slice(0, 600)
    .replace(/^```.*$/gm, "")
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replace(/^[\s>#]*(?:[-*+]|\d+\.)?\s+(?:\[[ x]\]\s)?/gim, " ")
    .replace(/^#+/gm, "")
    .replace(/[*_`~|]+/g, "")
    .replace(/\s+/g, " ")
    .trim()
    .slice(0, 160);
}
