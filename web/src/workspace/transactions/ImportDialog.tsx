import { Alert, Button, FileButton, Group, Modal, Progress, Stack, Text } from "@mantine/core";
import { IconFileSpreadsheet } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { type DragEvent, useEffect, useRef, useState } from "react";
import { sentenceOf } from "../data";
import { ImportPreview } from "./ImportPreview";
import { ImportReport } from "./ImportReport";
import { sendFile } from "./importing";
import { type Preview, previewOf } from "./preview";
import { BrokenOff, percent, type Report, type Step } from "./progress";
import { TRANSACTIONS } from "./queries";
import classes from "./transactions.module.css";

const PHASES = { checking: "Checking the lines", comparing: "Looking for what is there already", writing: "Writing", done: "Done", failed: "Failed" };

interface State {
  file: File | null;
  preview: Preview | null;
  step: Step | null;
  /** What a dry run found, or what was done. */
  report: Report | null;
  isBusy: boolean;
  failure: string | null;
}

const NOTHING: State = { file: null, preview: null, step: null, report: null, isBusy: false, failure: null };

/** A CSV file on its way in: chosen, looked at, tried without writing, and then imported. */
export function ImportDialog({ onClose }: { onClose: () => void }) {
  const queries = useQueryClient();
  const [state, setState] = useState(NOTHING);
  const abort = useRef<AbortController>(undefined);
  const set = (part: Partial<State>) => setState((before) => ({ ...before, ...part }));
  useEffect(() => () => abort.current?.abort(), []);

  const send = async (file: File, dryRun: boolean) => {
    const { signal } = (abort.current = new AbortController());
    set({ isBusy: true, failure: null, step: null });
    try {
      const report = await sendFile(file, dryRun, (step) => signal.aborted || set({ step }), signal);
      if (!signal.aborted) set({ report });
    } catch (error) {
      if (!signal.aborted) set({ failure: failureOf(error, dryRun) });
    } finally {
      if (!signal.aborted) set({ isBusy: false });
      if (!dryRun) await queries.invalidateQueries({ queryKey: TRANSACTIONS });
    }
  };
  const choose = async (file: File | null) => {
    if (!file) return;
    abort.current?.abort();
    const preview = await previewOf(file);
    setState({ ...NOTHING, file, preview });
    if (preview.missing.length === 0 && preview.unknown.length === 0) await send(file, true);
  };
  const { file, preview, step, report, isBusy, failure } = state;
  const canImport = report?.dry_run === true && report.bad === 0 && report.created > 0;
  const isDone = report?.dry_run === false && report.bad === 0;
  return (
    <Modal opened onClose={onClose} title="Import transactions" size="xl" closeOnClickOutside={!isBusy} closeButtonProps={{ "aria-label": "Close" }}>
      <Stack gap="md">
        {!isDone && <Choose file={file} isBusy={isBusy} onChoose={(chosen) => void choose(chosen)} />}
        {preview && !isDone && <ImportPreview preview={preview} />}
        {isBusy && (
          <div role="status">
            <Progress value={step ? percent(step) : 0} size="lg" striped animated aria-label="Import" />
            <Text size="sm" c="dimmed" mt={4}>
              {step && "lines" in step && step.phase !== "done" ? `${PHASES[step.phase]}: ${lines(Number(step.lines))} of ${lines(Number(step.total))}` : "Sending the file"}
            </Text>
          </div>
        )}
        {failure && (
          <Alert color="red" role="alert" title="The import did not get through">
            {failure}
          </Alert>
        )}
        {report && !isBusy && <ImportReport report={report} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {isDone ? "Close" : "Cancel"}
          </Button>
          {!isDone && (
            <Button disabled={!file || (!canImport && !failure)} loading={isBusy} onClick={() => file && void send(file, !canImport)}>
              {canImport ? `Import ${lines(report.created)}` : failure ? "Try again" : "Import"}
            </Button>
          )}
        </Group>
      </Stack>
    </Modal>
  );
}

interface ChooseProps {
  file: File | null;
  isBusy: boolean;
  onChoose: (file: File | null) => void;
}

function Choose({ file, isBusy, onChoose }: ChooseProps) {
  const [isOver, setIsOver] = useState(false);
  const over = (event: DragEvent, isIn: boolean) => {
    event.preventDefault();
    setIsOver(isIn);
  };
  return (
    <div
      className={classes.drop}
      data-over={isOver || undefined}
      onDragOver={(event) => over(event, true)}
      onDragLeave={(event) => over(event, false)}
      onDrop={(event) => {
        over(event, false);
        if (!isBusy) onChoose(event.dataTransfer.files[0] ?? null);
      }}
    >
      {!file && (
        <>
          <IconFileSpreadsheet size={32} stroke={1.4} aria-hidden />
          <Text size="sm" maw={460}>
            A CSV file whose first line names the columns <b>date</b>, <b>amount</b>, <b>description</b> and, if you like, <b>category</b>. Dates are
            2026-01-31; amounts have a decimal point, and a minus for what was spent.
          </Text>
        </>
      )}
      {file && (
        <Text size="sm">
          <b>{file.name}</b>
        </Text>
      )}
      <FileButton accept=".csv,.tsv,.txt,text/csv" onChange={onChoose} resetRef={undefined} inputProps={{ "aria-label": "The CSV file" }}>
        {(props) => (
          <Button variant={file ? "default" : "filled"} size={file ? "xs" : "sm"} disabled={isBusy} data-autofocus {...props}>
            {file ? "Choose another file" : "Choose a file"}
          </Button>
        )}
      </FileButton>
      {!file && (
        <Text size="xs" c="dimmed">
          or drop it here. It is tried first; nothing is written before you say so.
        </Text>
      )}
    </div>
  );
}

function lines(count: number): string {
  return new Intl.NumberFormat().format(count);
}

function failureOf(error: unknown, dryRun: boolean): string {
  if (error instanceof BrokenOff) return dryRun ? "The connection broke. Try again." : "The connection broke. Try again: it goes on where it ended, and nothing comes twice.";
  return sentenceOf(error);
}
