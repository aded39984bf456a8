/**
 * The first lines of a chosen CSV file, to look at before it is sent.
 *
 * Only the server decides what a line means; this reads just enough of the file to show it as a table. It follows the
 * server in what it takes: commas, semicolons or tabs, quoted texts over several lines, a byte order mark.
 */

export const COLUMNS = ["date", "amount", "description", "category"] as const;
const REQUIRED: readonly string[] = COLUMNS.slice(0, 3);
const READ = 64 * 1024;

export interface Preview {
  header: string[];
  rows: string[][];
  /** Columns that the import needs and the file has not. */
  missing: string[];
  /** Columns that the import does not know. */
  unknown: string[];
  /** Whether the file goes on after `rows`. */
  more: boolean;
}

/** The header and the first `count` records of a file. */
export async function previewOf(file: Blob, count = 8): Promise<Preview> {
  const head = await file.slice(0, READ).text();
  return previewOfText(head, count, file.size > READ);
}

export function previewOfText(text: string, count = 8, isCut = false): Preview {
  const plain = text.replace(/^\uFEFF/, "");
  const records = recordsOf(plain, delimiterOf(plain));
  // The last record of a piece may be half of one.
  if (isCut) records.pop();
  const [header = [], ...rows] = records.map((cells) => cells);
  const names = header.map((name) => name.trim().toLowerCase());
  return {
    header: names,
    rows: rows.slice(0, count),
    missing: REQUIRED.filter((name) => !names.includes(name)),
    unknown: names.filter((name) => !(COLUMNS as readonly string[]).includes(name)),
    more: isCut || rows.length > count,
  };
}

function delimiterOf(text: string): string {
  const first = /^[^\r\n]*/.exec(text)![0];
  const count = (mark: string) => first.split(mark).length;
  return [",", ";", "\t"].reduce((best, mark) => (count(mark) > count(best) ? mark : best));
}

/** RFC 4180: quotes around texts, twice for one; lines that are empty are none. */
function recordsOf(text: string, delimiter: string): string[][] {
  const records: string[][] = [];
  let cells: string[] = [];
  let cell = "";
  let quoted = false;
  const endRecord = () => {
    cells.push(cell);
    if (cells.length > 1 || cells[0] !== "") records.push(cells);
    cells = [];
    cell = "";
  };
  for (let at = 0; at < text.length; at += 1) {
    const mark = text[at]!;
    if (quoted) {
      if (mark !== '"') cell += mark;
      else if (text[at + 1] === '"') cell += text[(at += 1)];
      else quoted = false;
    } else if (mark === '"' && cell === "") quoted = true;
    else if (mark === delimiter) {
      cells.push(cell);
      cell = "";
    } else if (mark === "\n" || mark === "\r") {
      if (mark === "\r" && text[at + 1] === "\n") at += 1;
      endRecord();
    } else cell += mark;
  }
  endRecord();
  return records;
}
