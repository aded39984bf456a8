import { Alert, Button, Menu, Pagination, Skeleton, Text } from "@mantine/core";
import { IconChartBar, IconDots, IconDownload, IconFilterOff, IconPlus, IconTags, IconUpload, IconWallet } from "@tabler/icons-react";
import { getRouteApi } from "@tanstack/react-router";
import { lazy, Suspense, useEffect, useRef, useState } from "react";
import { useToday } from "@/shared/useToday";
import { Problem, sentenceOf, toast } from "../data";
import { RowSkeletons } from "../lists/RowSkeletons";
import { useRowFocus } from "../lists/useRowFocus";
import { EmptyState } from "../shell/EmptyState";
import { Page } from "../shell/Page";
import { useRemoveEntry } from "./actions";
import { AddEntry } from "./AddEntry";
import { type EntryActions, EntryTable } from "./EntryTable";
import { download } from "./exporting";
import { FilterBar } from "./FilterBar";
import { type Address, type Filters, filtersOf, isNarrowed, monthRange, searchOf } from "./filters";
import { PAGE_SIZE, useEntries } from "./queries";
import { Totals } from "./Totals";
import classes from "./transactions.module.css";
import { useEntryShortcuts } from "./useEntryShortcuts";
import { useShownCharts } from "./useShownCharts";

const Charts = lazy(async () => ({ default: (await import("./charts/Charts")).Charts }));
const ImportDialog = lazy(async () => ({ default: (await import("./ImportDialog")).ImportDialog }));
const CategoriesDialog = lazy(async () => ({ default: (await import("./CategoriesDialog")).CategoriesDialog }));

const route = getRouteApi("/workspace/transactions");

type Dialog = "import" | "categories";

/** What came and went: sums, charts, and the table of it all. */
export function TransactionsPage() {
  const { add, import: importing, ...address } = searchOf(route.useSearch());
  const navigate = route.useNavigate();
  const today = useToday();
  const search = useRef<HTMLInputElement>(null);
  const [isAdding, setIsAdding] = useState(false);
  const [dialog, setDialog] = useState<Dialog | null>(null);
  const [shows, setShows] = useShownCharts();
  useEffect(() => {
    if (!add && !importing) return;
    if (add) setIsAdding(true);
    else setDialog("import");
    void navigate({ search: address, replace: true });
  }, [add, importing]);

  const narrow = (part: { [Name in keyof Filters]?: Filters[Name] | undefined }) =>
    void navigate({ search: { ...address, ...part, page: undefined } as Address, replace: true });
  const clear = () => void navigate({ search: address.ordering ? { ordering: address.ordering } : {} });
  const addNew = () => setIsAdding(true);
  return (
    <Page
      title="Money"
      actions={
        <>
          <Button leftSection={<IconPlus size={16} />} onClick={addNew}>
            Add
          </Button>
          <Button variant="default" leftSection={<IconUpload size={16} />} onClick={() => setDialog("import")}>
            Import
          </Button>
          <More address={address} shows={shows} onShow={setShows} onCategories={() => setDialog("categories")} />
        </>
      }
    >
      <Totals filters={filtersOf(address)} />
      {shows && (
        <Suspense fallback={<Skeleton height={300} mb="md" />}>
          <Charts
            filters={filtersOf(address)}
            onMonth={(month) => narrow(monthRange(month))}
            onCategory={(category) => narrow({ category })}
          />
        </Suspense>
      )}
      <div className={classes.card}>
        {isAdding && (
          <div className={classes.adding}>
            <AddEntry today={today} onClose={() => setIsAdding(false)} />
          </div>
        )}
        <FilterBar address={address} search={search} onChange={narrow} onClear={clear} />
        <Entries address={address} search={search} addNew={addNew} onImport={() => setDialog("import")} narrow={narrow} clear={clear} />
      </div>
      <Suspense fallback={null}>
        {dialog === "import" && <ImportDialog onClose={() => setDialog(null)} />}
        {dialog === "categories" && <CategoriesDialog onClose={() => setDialog(null)} />}
      </Suspense>
    </Page>
  );
}

interface EntriesProps {
  address: Address;
  search: React.RefObject<HTMLInputElement | null>;
  addNew: () => void;
  onImport: () => void;
  narrow: (part: Filters) => void;
  clear: () => void;
}

function Entries({ address, search, addNew, onImport, narrow, clear }: EntriesProps) {
  const navigate = route.useNavigate();
  const query = useEntries(address);
  const rows = useRowFocus<HTMLDivElement>();
  const [editing, setEditing] = useState<number | null>(null);
  const remove = useRemoveEntry();
  const actions: EntryActions = {
    edit: (entry) => setEditing(entry.id),
    remove: (entry) => {
      rows.leave(entry.id);
      remove.mutate(entry);
    },
    category: (category) => narrow({ category }),
  };
  useEntryShortcuts({ rows, actions, entries: query.data?.results ?? [], addNew, search });
  const turn = (page: number) => void navigate({ search: { ...address, page } });
  // The last row of the last page was deleted.
  const isPastEnd = query.error instanceof Problem && query.error.code === "invalid_page";
  useEffect(() => {
    if (isPastEnd) turn(1);
  }, [isPastEnd]);

  if (query.isPending || isPastEnd) return <RowSkeletons count={10} />;
  if (query.isError) return <Alert color="red">{sentenceOf(query.error)}</Alert>;
  const { results, count } = query.data;
  if (results.length === 0) return isNarrowed(address) ? <NoMatch clear={clear} /> : <Nothing addNew={addNew} onImport={onImport} />;
  const close = () => {
    if (editing !== null) rows.focus(editing);
    setEditing(null);
  };
  return (
    <>
      <div ref={rows.ref}>
        <EntryTable
          entries={results}
          ordering={address.ordering ?? "-date"}
          onOrdering={(ordering) => void navigate({ search: { ...filtersOf(address), ordering } })}
          editing={editing}
          onClose={close}
          actions={actions}
        />
      </div>
      <Foot count={count ?? results.length} page={address.page ?? 1} onPage={turn} />
    </>
  );
}

function Foot({ count, page, onPage }: { count: number; page: number; onPage: (page: number) => void }) {
  const pages = Math.ceil(count / PAGE_SIZE);
  return (
    <div className={classes.foot}>
      <Text size="sm" c="dimmed" role="status">
        {new Intl.NumberFormat().format(count)} {count === 1 ? "transaction" : "transactions"}
      </Text>
      {pages > 1 && (
        <nav aria-label="Pages">
          <Pagination
            size="sm"
            total={pages}
            value={page}
            onChange={onPage}
            getControlProps={(control) => ({ "aria-label": `${control.charAt(0).toUpperCase()}${control.slice(1)} page` })}
            getItemProps={(number) => ({ "aria-label": `Page ${number}` })}
          />
        </nav>
      )}
    </div>
  );
}

function NoMatch({ clear }: { clear: () => void }) {
  return (
    <EmptyState icon={IconFilterOff} title="No transaction matches" action={<Button onClick={clear}>Show all</Button>}>
      All filters have to be met at once. What was spent is negative: “at most −100” finds what cost more than 100.
    </EmptyState>
  );
}

function Nothing({ addNew, onImport }: { addNew: () => void; onImport: () => void }) {
  return (
    <EmptyState
      icon={IconWallet}
      title="No transactions yet"
      action={
        <Button.Group>
          <Button onClick={addNew}>Add the first</Button>
          <Button variant="default" onClick={onImport}>
            Import a file
          </Button>
        </Button.Group>
      }
    >
      Write down what you spend and receive, or import the CSV file that your bank gives. Sums and charts come by themselves.
    </EmptyState>
  );
}

interface MoreProps {
  address: Address;
  shows: boolean;
  onShow: (shows: boolean) => void;
  onCategories: () => void;
}

function More({ address, shows, onShow, onCategories }: MoreProps) {
  const keep = () => void download(address).catch((error: unknown) => toast.failed(sentenceOf(error)));
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <Button variant="default" px="xs" aria-label="More">
          <IconDots size={18} />
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconDownload size={16} />} onClick={keep}>
          {isNarrowed(address) ? "Export what is shown" : "Export all"}
        </Menu.Item>
        <Menu.Item leftSection={<IconTags size={16} />} onClick={onCategories}>
          Categories
        </Menu.Item>
        <Menu.Item leftSection={<IconChartBar size={16} />} onClick={() => onShow(!shows)}>
          {shows ? "Hide the charts" : "Show the charts"}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
