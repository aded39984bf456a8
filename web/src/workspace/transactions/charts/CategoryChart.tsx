import { Anchor, Table } from "@mantine/core";

import { formatAmount, greatest, negated, proportion } from "../money";
import classes from "./charts.module.css";
import type { CategorySums } from "./types";

interface Props {
  categories: readonly CategorySums[];
  onCategory: (category: number | "none") => void;
}

/** What was spent by category, the most first: a table whose bars are decoration, so that it needs no other form. */
export default function CategoryChart({ categories, onCategory }: Props) {
  const most = greatest(categories.map((category) => category.expenses));
  return (
    <div className={classes.scroll} tabIndex={0} role="region" aria-label="Spent by category">
      <Table verticalSpacing={5} horizontalSpacing="xs" withRowBorders={false}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">Category</Table.Th>
            <Table.Td aria-hidden />
            <Table.Th scope="col" className={classes.number}>
              Spent
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {categories.map((category) => (
            <Table.Tr key={category.category ?? "none"}>
              <Table.Td className={classes.name}>
                <Anchor component="button" type="button" underline="hover" size="sm" ta="start" onClick={() => onCategory(category.category ?? "none")}>
                  {category.name ?? "No category"}
                </Anchor>
              </Table.Td>
              <Table.Td aria-hidden w="100%">
                <div className={classes.track}>
                  <svg preserveAspectRatio="none" viewBox="0 0 1 1">
                    <rect className={classes.expenses} width={proportion(category.expenses, most)} height="1" />
                  </svg>
                </div>
              </Table.Td>
              <Table.Td className={classes.number}>{formatAmount(negated(category.expenses))}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}
