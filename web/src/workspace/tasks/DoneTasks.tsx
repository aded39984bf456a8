import { Button, Text } from "@mantine/core";
import { IconChevronDown, IconChevronRight } from "@tabler/icons-react";
import { useState } from "react";
import type { Day } from "@/shared/days";
import { rowsOf } from "../data";
import { LoadMore } from "../lists/LoadMore";
import { RowSkeletons } from "../lists/RowSkeletons";
import { type Filters, isNarrowed } from "./filters";
import { useDoneTasks } from "./queries";
import { TaskList } from "./TaskList";
import type { RowActions } from "./TaskRow";

interface Props {
  filters: Filters;
  today: Day;
  editing: number | null;
  onClose: () => void;
  actions: RowActions;
}

/** What was done: read when somebody looks, and when something is searched. */
export function DoneTasks({ filters, ...list }: Props) {
  const [isOpen, setIsOpen] = useState(false);
  const shows = isOpen || isNarrowed(filters);
  const query = useDoneTasks(filters, shows);
  const tasks = rowsOf(query.data);
  return (
    <section aria-labelledby="done-heading">
      <h2 id="done-heading" style={{ margin: 0 }}>
        <Button
          variant="subtle"
          color="gray"
          size="compact-sm"
          mb={6}
          ml={-8}
          aria-expanded={shows}
          disabled={isNarrowed(filters)}
          onClick={() => setIsOpen(!isOpen)}
          leftSection={shows ? <IconChevronDown size={16} /> : <IconChevronRight size={16} />}
        >
          Done
        </Button>
      </h2>
      {shows && query.isPending && <RowSkeletons count={3} />}
      {shows && query.isSuccess && tasks.length === 0 && (
        <Text size="sm" c="dimmed">
          {isNarrowed(filters) ? "Nothing that is done matches." : "Nothing is done yet. What you complete comes here."}
        </Text>
      )}
      {shows && tasks.length > 0 && <TaskList tasks={tasks} label="Done" {...list} />}
      {shows && <LoadMore query={query} />}
    </section>
  );
}
