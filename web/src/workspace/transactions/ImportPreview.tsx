import { Alert, Table, Text } from "@mantine/core";
import type { Preview } from "./preview";
import classes from "./transactions.module.css";

/** The first lines of the file as a table, and what is wrong with its columns. */
export function ImportPreview({ preview }: { preview: Preview }) {
  const { header, rows, missing, unknown, more } = preview;
  if (header.length === 0) return <Alert color="red">The file is empty.</Alert>;
  return (
    <div>
      {(missing.length > 0 || unknown.length > 0) && (
        <Alert color="red" mb="sm" role="alert" title="The columns do not fit">
          {missing.length > 0 && <Text size="sm">Missing: {missing.join(", ")}.</Text>}
          {unknown.length > 0 && <Text size="sm">Not known: {unknown.join(", ")}. Delete these columns, or rename them.</Text>}
        </Alert>
      )}
      <div className={classes.scroll} tabIndex={0} role="region" aria-label="The first lines of the file">
        <Table verticalSpacing={4} fz="xs">
          <Table.Thead>
            <Table.Tr>
              {header.map((name, at) => (
                <Table.Th key={at} scope="col" c={unknown.includes(name) ? "red" : undefined}>
                  {name || "(no name)"}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map((row, at) => (
              <Table.Tr key={at}>
                {row.map((cell, column) => (
                  <Table.Td key={column}>{cell}</Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
      {more && (
        <Text size="xs" c="dimmed" mt={4}>
          The first {rows.length} lines; the file goes on.
        </Text>
      )}
    </div>
  );
}
