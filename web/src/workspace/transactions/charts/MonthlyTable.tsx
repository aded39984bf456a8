import { Anchor, Table } from "@mantine/core";

import { formatMonth } from "@/shared/days";
import { formatAmount } from "../money";
import classes from "./charts.module.css";
import type { MonthSums } from "./types";

/** The monthly chart as a table, the latest month first. */
export default function MonthlyTable({ months, onMonth }: { months: readonly MonthSums[]; onMonth: (month: string) => void }) {
  return (
    <div className={classes.scroll} tabIndex={0} role="region" aria-label="Income and expenses by month">
      <Table verticalSpacing={6} horizontalSpacing="xs">
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">Month</Table.Th>
            {["Income", "Expenses", "Balance"].map((name) => (
              <Table.Th key={name} scope="col" className={classes.number}>
                {name}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {months.toReversed().map((month) => (
            <Table.Tr key={month.month}>
              <Table.Td>
                <Anchor component="button" type="button" underline="hover" size="sm" onClick={() => onMonth(month.month)}>
                  {formatMonth(month.month, { month: "long", year: "numeric" })}
                </Anchor>
              </Table.Td>
              <Table.Td className={classes.number}>{formatAmount(month.income)}</Table.Td>
              <Table.Td className={classes.number}>{formatAmount(month.expenses)}</Table.Td>
              <Table.Td className={classes.number}>{formatAmount(month.sum, { signed: true })}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}
