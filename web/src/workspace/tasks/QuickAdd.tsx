import { ActionIcon, Badge, Group, Text, TextInput, Tooltip } from "@mantine/core";
import { IconCalendar, IconFlag, IconPlus } from "@tabler/icons-react";
import { type FormEvent, type RefObject, useState } from "react";
import type { Day } from "@/shared/days";
import { once, sentenceOf, toast } from "../data";
import { useAddTask } from "./actions";
import type { Filters } from "./filters";
import { parse, type Parsed } from "./shorthand";
import { dueInWords } from "./wording";

const MAX_TITLE = 255;

interface Props {
  input: RefObject<HTMLInputElement | null>;
  today: Day;
  /** A new task gets what the list is narrowed by, so that it is seen. */
  filters: Filters;
}

/** One line that becomes a task; below it, what is understood of the line. */
export function QuickAdd({ input, today, filters }: Props) {
  const [line, setLine] = useState("");
  const parsed = parse(line, today);
  const add = useAddTask((typed, error) => {
    // Unless something new is typed already.
    setLine((now) => now || typed);
    toast.failed(sentenceOf(error));
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (parsed.title === "" || parsed.title.length > MAX_TITLE) return;
    const tags = filters.tag && !parsed.tags.includes(filters.tag) ? [...parsed.tags, filters.tag] : parsed.tags;
    const priority = parsed.priority ?? filters.priority ?? "normal";
    add.mutate({ task: { title: parsed.title, due: parsed.due, tags, priority }, line, header: once() });
    setLine("");
  };
  return (
    <form onSubmit={submit}>
      <TextInput
        ref={input}
        size="md"
        value={line}
        onChange={(event) => setLine(event.currentTarget.value)}
        aria-label="Add a task"
        aria-describedby="quick-add-understood"
        placeholder="Add a task, such as: Pay the rent #home !high tomorrow"
        autoComplete="off"
        enterKeyHint="done"
        error={parsed.title.length > MAX_TITLE ? `A title has up to ${MAX_TITLE} letters.` : undefined}
        rightSection={
          <Tooltip label="Add (Enter)">
            <ActionIcon type="submit" size="lg" variant={parsed.title ? "filled" : "subtle"} aria-label="Add the task">
              <IconPlus size={18} />
            </ActionIcon>
          </Tooltip>
        }
        rightSectionWidth={44}
      />
      <Understood parsed={parsed} today={today} isEmpty={line.trim() === ""} />
    </form>
  );
}

function Understood({ parsed, today, isEmpty }: { parsed: Parsed; today: Day; isEmpty: boolean }) {
  return (
    <Group id="quick-add-understood" gap={6} mih={26} mt={4} mb="sm" aria-live="polite">
      {isEmpty ? (
        <Text size="xs" c="dimmed">
          #word is a tag, !high or !low the priority; a day comes last: today, friday, in 3 days, 2026-12-24.
        </Text>
      ) : (
        <>
          <Text size="xs" c="dimmed" truncate maw="60%">
            {parsed.title || "A title is missing"}
          </Text>
          {parsed.due && (
            <Badge size="sm" variant="light" leftSection={<IconCalendar size={11} />} tt="none">
              {dueInWords(parsed.due, today)}
            </Badge>
          )}
          {parsed.priority && parsed.priority !== "normal" && (
            <Badge size="sm" variant="light" color={parsed.priority === "high" ? "red" : "gray"} leftSection={<IconFlag size={11} />} tt="none">
              {parsed.priority === "high" ? "High" : "Low"}
            </Badge>
          )}
          {parsed.tags.map((tag) => (
            <Badge key={tag} size="sm" variant="default" tt="none">
              #{tag}
            </Badge>
          ))}
        </>
      )}
    </Group>
  );
}
