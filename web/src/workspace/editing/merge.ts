/** Three states of one thing: as it was when editing began, as it is typed now, as the server has it meanwhile. */

export interface Merged<Draft> {
  merged: Draft;
  /** Members that both have changed, to different values; `merged` has mine. */
  clashes: (keyof Draft)[];
}

/** The members of `draft` that differ from `base`. */
export function changes<Draft extends object>(base: Draft, draft: Draft): Partial<Draft> {
  const names = Object.keys(draft) as (keyof Draft)[];
  const changed = names.filter((name) => !isSame(base[name], draft[name]));
  return Object.fromEntries(changed.map((name) => [name, draft[name]])) as Partial<Draft>;
}

/** What I changed over what they changed. */
export function merge<Draft extends object>(base: Draft, mine: Draft, theirs: Draft): Merged<Draft> {
  const changed = changes(base, mine);
  const names = Object.keys(changed) as (keyof Draft)[];
  return {
    merged: { ...theirs, ...changed },
    clashes: names.filter((name) => !isSame(base[name], theirs[name]) && !isSame(mine[name], theirs[name])),
  };
}

function isSame(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}
