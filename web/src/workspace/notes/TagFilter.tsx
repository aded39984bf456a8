import { Chip, ScrollArea } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import styles from "./TagFilter.module.css";
import { tagsQuery } from "./notes";

interface Props {
  chosen: string | undefined;
  choose: (tag: string | undefined) => void;
}

/** The person's tags, one of which narrows the list. */
export function TagFilter({ chosen, choose }: Props) {
  const known = useQuery(tagsQuery).data?.results.map((tag) => tag.name) ?? [];
  const tags = chosen && !known.includes(chosen) ? [chosen, ...known] : known;
  if (!tags.length) return null;
  return (
    <ScrollArea scrollbars="x" type="hover" scrollbarSize={6}>
      <div className={styles.tags} role="group" aria-label="Filter by tag">
        {tags.map((tag) => (
          <Chip key={tag} size="xs" checked={tag === chosen} onChange={(on) => choose(on ? tag : undefined)}>
            {tag}
          </Chip>
        ))}
      </div>
    </ScrollArea>
  );
}
