import { Group, SegmentedControl, SimpleGrid, Text } from "@mantine/core";
import { useState } from "react";
import type { Filters } from "../filters";
import { compare } from "../money";
import { useCategorySums, useMonths } from "../queries";
import CategoryChart from "./CategoryChart";
import classes from "./charts.module.css";
import MonthlyChart from "./MonthlyChart";
import MonthlyTable from "./MonthlyTable";

const MONTHS = 12;

interface Props {
  filters: Filters;
  onMonth: (month: string) => void;
  onCategory: (category: number | "none") => void;
}

/** What came and went by month and by category, of what passes the filters. */
export function Charts({ filters, onMonth, onCategory }: Props) {
  const [form, setForm] = useState("chart");
  const months = useMonths(filters).data?.months.toReversed() ?? [];
  const spent = (useCategorySums(filters).data ?? []).filter((category) => category.expenses !== "0.00");
  const categories = spent.toSorted((a, b) => compare(a.expenses, b.expenses));
  return (
    <SimpleGrid cols={{ base: 1, md: 2 }} spacing="md" mb="md">
      <section className={classes.card} aria-labelledby="by-month">
        <Group justify="space-between" mb="sm">
          <h2 id="by-month" className={classes.title}>
            By month
          </h2>
          <SegmentedControl
            size="xs"
            aria-label="Show months as"
            data={[
              { value: "chart", label: "Chart" },
              { value: "table", label: "Table" },
            ]}
            value={form}
            onChange={setForm}
          />
        </Group>
        {form === "chart" ? <MonthlyChart months={months.slice(-MONTHS)} onMonth={onMonth} /> : <MonthlyTable months={months} onMonth={onMonth} />}
        <Text size="xs" c="dimmed" mt={6} aria-hidden={form === "table"}>
          <span className={classes.key} data-of="income" /> Income
          <span className={classes.key} data-of="expenses" style={{ marginInlineStart: 16 }} /> Expenses
        </Text>
      </section>
      <section className={classes.card} aria-labelledby="by-category">
        <Group mb="sm" mih={30}>
          <h2 id="by-category" className={classes.title}>
            By category
          </h2>
        </Group>
        <CategoryChart categories={categories} onCategory={onCategory} />
      </section>
    </SimpleGrid>
  );
}
