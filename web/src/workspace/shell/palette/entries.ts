import type { Destination, Feature } from "../feature";

/** One line of the palette. */
export interface Entry {
  id: string;
  label: string;
  destination: Destination;
  icon?: Feature["icon"];
  keys?: string;
  place?: string;
}

/** Places and commands that have every word of `term` somewhere, those that begin with it first. */
export function matching(features: readonly Feature[], term: string): Entry[] {
  const words = term.toLowerCase().split(/\s+/).filter(Boolean);
  const all = features.flatMap((feature): (Entry & { text: string })[] => [
    {
      id: feature.id,
      label: feature.label,
      destination: { to: feature.to },
      icon: feature.icon,
      keys: feature.keys,
      text: `${feature.label} go to`.toLowerCase(),
    },
    ...(feature.commands ?? []).map((command) => ({
      id: command.id,
      label: command.label,
      destination: command.destination,
      icon: feature.icon,
      keys: command.keys,
      place: feature.label,
      text: `${command.label} ${command.keywords ?? ""} ${feature.label}`.toLowerCase(),
    })),
  ]);
  const found = all.filter(({ text }) => words.every((word) => text.includes(word)));
  const beginning = words.join(" ");
  return found.sort((a, b) => Number(b.text.startsWith(beginning)) - Number(a.text.startsWith(beginning)));
}
