/** The authors of a book as somebody picks them: some that are there, some that are made with the book. */

export interface Author {
  id: number;
  name: string;
}

/** An author that is there, or the name of one to be made. */
export type Pick = Author | { name: string };

export interface Option {
  value: string;
  label: string;
}

const NEW = "new:";
export const MAX_NAME = 100;
export const MAX_AUTHORS = 50;

/** What the field holds for a pick: texts, since two authors may have the same name. */
export function valueOf(pick: Pick): string {
  return "id" in pick ? String(pick.id) : NEW + pick.name;
}

export function pickOf(value: string, known: readonly Author[]): Pick | null {
  if (value.startsWith(NEW)) return { name: value.slice(NEW.length) };
  return known.find((author) => String(author.id) === value) ?? null;
}

/** What the API takes for them: `{id}` picks, `{name}` makes. */
export function bodyOf(picks: readonly Pick[]): ({ id: number } | { name: string })[] {
  return picks.map((pick) => ("id" in pick ? { id: pick.id } : { name: pick.name }));
}

/**
 * What can be chosen while `typed` is in the field: who was found, who is picked, and at last to make someone of this name.
 *
 * A name that is there already is not offered to be made, though the API would take it: one meant is nearly always the
 * same person.
 */
export function optionsFor(typed: string, found: readonly Author[], picks: readonly Pick[]): Option[] {
  const people = new Map<string, Option>();
  for (const pick of [...picks, ...found]) people.set(valueOf(pick), { value: valueOf(pick), label: pick.name });
  const name = typed.trim().replace(/\s+/g, " ");
  const taken = [...people.values()].some(({ label }) => folded(label) === folded(name));
  if (name !== "" && name.length <= MAX_NAME && !taken) people.set(NEW + name, { value: NEW + name, label: name });
  return [...people.values()];
}

export function isNew(value: string): boolean {
  return value.startsWith(NEW);
}

function folded(text: string): string {
  return text.normalize("NFKC").toLowerCase();
}
