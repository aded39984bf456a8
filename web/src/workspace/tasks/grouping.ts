/** Tasks by when they are due, seen from today. */

import { addDays, type Day, endOfWeek } from "@/shared/days";

export const GROUPS = ["overdue", "today", "tomorrow", "week", "later", "none"] as const;
export type GroupName = (typeof GROUPS)[number];

export const TITLES: Record<GroupName, string> = {
  overdue: "Overdue",
  today: "Today",
  tomorrow: "Tomorrow",
  week: "This week",
  later: "Later",
  none: "No date",
};

const IMPORTANCE = { high: 0, normal: 1, low: 2 } as const;

/** What the grouping looks at. */
export interface Dated {
  id: number;
  due?: Day | null | undefined;
  priority?: keyof typeof IMPORTANCE | undefined;
}

export interface Group<T> {
  name: GroupName;
  title: string;
  tasks: T[];
}

/** The group of something that is due on `due`. "This week" is what is left of it after tomorrow. */
export function groupOf(due: Day | null | undefined, today: Day, firstDay = 1): GroupName {
  if (!due) return "none";
  if (due < today) return "overdue";
  if (due === today) return "today";
  if (due === addDays(today, 1)) return "tomorrow";
  return due <= endOfWeek(today, firstDay) ? "week" : "later";
}

/** The groups that have tasks, the earliest first; in each the earliest day first, then what matters most. */
export function grouped<T extends Dated>(tasks: readonly T[], today: Day, firstDay = 1): Group<T>[] {
  const found = new Map<GroupName, T[]>();
  for (const task of tasks) {
    const name = groupOf(task.due, today, firstDay);
    found.set(name, [...(found.get(name) ?? []), task]);
  }
  return GROUPS.flatMap((name) => {
    const members = found.get(name);
    return members ? [{ name, title: TITLES[name], tasks: members.sort(inOrder) }] : [];
  });
}

function inOrder(a: Dated, b: Dated): number {
  const [first, second] = [a.due ?? "", b.due ?? ""];
  if (first !== second) return first < second ? -1 : 1;
  return IMPORTANCE[a.priority ?? "normal"] - IMPORTANCE[b.priority ?? "normal"] || a.id - b.id;
}
