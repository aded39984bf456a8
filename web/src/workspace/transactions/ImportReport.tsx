import { Alert, Table, Text } from "@mantine/core";
import type { BadLine, Report } from "./progress";
import classes from "./transactions.module.css";

/** What a dry run found or an import did, and each line that does not do. */
export function ImportReport({ report }: { report: Report }) {
  if (report.bad > 0) return <BadLines report={report} />;
  return (
    <Alert color="teal" role="status" title={titleOf(report)}>
      {report.duplicates > 0 && (
        <Text size="sm">
          {counted(report.duplicates, "line was", "lines were")} imported before, and {report.duplicates === 1 ? "is" : "are"} left out.
        </Text>
      )}
      {report.dry_run && <Text size="sm">Nothing was written so far.</Text>}
    </Alert>
  );
}

function titleOf({ dry_run, created, lines }: Report): string {
  if (lines === 0) return "The file has no lines.";
  if (created === 0) return "Nothing is new in this file.";
  return dry_run ? `${counted(created, "line is", "lines are")} ready to be imported.` : `${counted(created, "transaction", "transactions")} imported.`;
}

function BadLines({ report }: { report: Report }) {
  const hidden = report.bad - report.bad_lines.length;
  return (
    <div>
      <Alert color="red" mb="sm" role="alert" title={`${counted(report.bad, "line does", "lines do")} not do`}>
        Nothing was written. Mend {report.bad === 1 ? "it" : "them"} in the file, then choose it again.
      </Alert>
      <div className={classes.scroll} tabIndex={0} role="region" aria-label="Lines that do not do">
        <Table verticalSpacing={4} fz="xs">
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">Line</Table.Th>
              <Table.Th scope="col">Column</Table.Th>
              <Table.Th scope="col">What is wrong</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>{report.bad_lines.flatMap(rowsOf)}</Table.Tbody>
        </Table>
      </div>
      {hidden > 0 && (
        <Text size="xs" c="dimmed" mt={4}>
          And {counted(hidden, "line", "lines")} more.
        </Text>
      )}
    </div>
  );
}

function rowsOf({ line, errors }: BadLine) {
  return Object.entries(errors).map(([column, messages]) => (
    <Table.Tr key={`${line} ${column}`}>
      <Table.Td>{line}</Table.Td>
      <Table.Td>{column === "non_field_errors" ? "" : column}</Table.Td>
      <Table.Td>{messages.join(" ")}</Table.Td>
    </Table.Tr>
  ));
}

function counted(count: number, one: string, many: string): string {
  return `${new Intl.NumberFormat().format(count)} ${count === 1 ? one : many}`;
}
