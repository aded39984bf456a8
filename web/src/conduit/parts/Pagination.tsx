import { go } from "../navigation";
import { pagePath } from "../routes";

const AROUND = 2;

/** The numbers to offer around `page`, with null where some are left out. */
export function numbersAround(page: number, last: number): (number | null)[] {
  const shown = Array.from({ length: last }, (_, index) => index + 1).filter(
    (number) => number === 1 || number === last || Math.abs(number - page) <= AROUND,
  );
  return shown.flatMap((number, index) => (index && number - shown[index - 1]! > 1 ? [null, number] : [number]));
}

interface Props {
  page: number;
  count: number;
  pageSize: number;
  /** The address of page 1. */
  path: string;
}

/** Pages to choose from; nothing where there is but one. */
export function Pagination({ page, count, pageSize, path }: Props) {
  const last = Math.ceil(count / pageSize);
  if (last <= 1) return null;
  return (
    <nav aria-label="Pages">
      <ul className="pagination">
        {numbersAround(page, last).map((number, index) => (
          <li key={number ?? `gap ${index}`} className={`page-item ${number === page ? "active" : ""}`}>
            {number === null ? (
              <span className="gap">…</span>
            ) : (
              <button
                type="button"
                className="page-link"
                aria-current={number === page ? "page" : undefined}
                onClick={() => go(pagePath(path, number))}
              >
                {number}
              </button>
            )}
          </li>
        ))}
      </ul>
    </nav>
  );
}
