import { Skeleton, Text } from "@mantine/core";
import { formatAmount } from "./money";
import type { Filters } from "./filters";
import { useMonths } from "./queries";
import classes from "./transactions.module.css";

/** What everything that passes the filters comes to, as the server has added it up. */
export function Totals({ filters }: { filters: Filters }) {
  const { data } = useMonths(filters);
  const shown = [
    ["Income", data?.total.income],
    ["Expenses", data?.total.expenses],
    ["Balance", data?.total.sum],
  ] as const;
  return (
    <dl className={classes.totals}>
      {shown.map(([label, amount]) => (
        <div key={label}>
          <Text component="dt" size="xs" c="dimmed">
            {label}
          </Text>
          <dd>{amount === undefined ? <Skeleton height={22} width={90} my={4} /> : formatAmount(amount, { signed: label === "Balance" })}</dd>
        </div>
      ))}
    </dl>
  );
}
