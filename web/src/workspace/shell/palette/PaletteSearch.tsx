import { Text, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconArrowRight, IconSearch } from "@tabler/icons-react";
import { useQueries } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import type { Destination, Hit } from "../feature";
import { features } from "../features";
import { Keys } from "../Keys";
import { type Entry, matching } from "./entries";
import styles from "./Palette.module.css";

const PAUSE = 150;

/** One input and everything it finds: places, commands, and rows of every feature. */
export function PaletteSearch({ close }: { close: () => void }) {
  const [term, setTerm] = useState("");
  const [chosen, setChosen] = useState(0);
  const navigate = useNavigate();
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const { hits, isSearching } = useHits(term.trim());
  const entries = [...matching(features, term), ...hits];
  const current = Math.min(chosen, entries.length - 1);

  useEffect(() => {
    list.current?.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest" });
  }, [current]);

  const go = (destination: Destination) => {
    close();
    void navigate(destination);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    const entry = entries[current];
    if (step && entries.length) setChosen((current + step + entries.length) % entries.length);
    else if (event.key === "Enter" && entry) go(entry.destination);
    else return;
    event.preventDefault();
  };

  return (
    <>
      <TextInput
        data-autofocus
        // The dialog looks for it when it opens, and this is loaded only then.
        autoFocus
        size="lg"
        variant="unstyled"
        className={styles.input}
        leftSection={<IconSearch size={20} aria-hidden />}
        placeholder="Search, or say what to do"
        aria-label="Search and commands"
        role="combobox"
        aria-expanded
        aria-controls={`${id}-list`}
        aria-activedescendant={entries[current] && `${id}-${current}`}
        value={term}
        onChange={(event) => {
          setTerm(event.currentTarget.value);
          setChosen(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div id={`${id}-list`} ref={list} role="listbox" aria-label="Found" className={styles.list}>
        {entries.map((entry, index) => (
          <div
            key={entry.id}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === current}
            className={styles.option}
            onMouseMove={() => setChosen(index)}
            onClick={() => go(entry.destination)}
          >
            {entry.icon ? <entry.icon size={18} stroke={1.6} /> : <IconArrowRight size={18} aria-hidden />}
            <Text span size="sm" truncate flex={1}>
              {entry.label}
            </Text>
            <Text span size="xs" c="dimmed">
              {entry.keys ? <Keys keys={entry.keys} /> : entry.place}
            </Text>
          </div>
        ))}
      </div>
      <Text role="status" size="sm" c="dimmed" ta="center" className={styles.status}>
        {!entries.length && (isSearching ? "Searching …" : `Nothing is called “${term.trim()}”.`)}
      </Text>
    </>
  );
}

/** What the features find; a feature whose search fails finds nothing. */
function useHits(term: string): { hits: Entry[]; isSearching: boolean } {
  const [settled] = useDebouncedValue(term, PAUSE);
  const searchable = features.filter((feature) => feature.search);
  const results = useQueries({
    queries: searchable.map((feature) => ({
      queryKey: ["palette", feature.id, settled],
      queryFn: ({ signal }: { signal: AbortSignal }): Promise<Hit[]> => feature.search!(settled, signal),
      enabled: settled.length > 1,
    })),
  });
  const hits = searchable.flatMap((feature, index) =>
    (results[index]?.data ?? []).map((hit) => ({
      ...hit,
      id: `${feature.id}:${hit.id}`,
      icon: feature.icon,
      place: feature.label,
    })),
  );
  return { hits: term.length > 1 ? hits : [], isSearching: term !== settled || results.some((result) => result.isFetching) };
}
