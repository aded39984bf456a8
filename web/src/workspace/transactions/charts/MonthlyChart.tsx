import { useElementSize } from "@mantine/hooks";

import { formatMonth } from "@/shared/days";
import { type Amount, formatAmount, greatest, negated, proportion } from "../money";
import classes from "./charts.module.css";
import { formatTick, type Scale, scaleFor } from "./scale";
import type { MonthSums } from "./types";

const HEIGHT = 220;
const TOP = 10;
const BOTTOM = 26;
const LEFT = 46;
const PLOT = HEIGHT - TOP - BOTTOM;

interface Props {
  /** The earliest first. */
  months: readonly MonthSums[];
  onMonth: (month: string) => void;
}

/** Income and expenses side by side for each month. What it shows is in the table beside it too. */
export default function MonthlyChart({ months, onMonth }: Props) {
  const { ref, width } = useElementSize<HTMLDivElement>();
  const scale = scaleFor(greatest(months.flatMap((month) => [month.income, month.expenses])));
  return (
    <div ref={ref} className={classes.frame}>
      <svg
        width="100%"
        height={HEIGHT}
        viewBox={`0 0 ${Math.max(width, 1)} ${HEIGHT}`}
        role="img"
        aria-label={`Income and expenses of ${months.length} months. The same is shown as a table by the choice above.`}
      >
        {width > 0 && (
          <>
            <Grid scale={scale} width={width} />
            {months.map((month, at) => (
              <Month key={month.month} month={month} slot={slotOf(at, months.length, width)} top={scale.top} onMonth={onMonth} />
            ))}
          </>
        )}
      </svg>
    </div>
  );
}

function Grid({ scale, width }: { scale: Scale; width: number }) {
  return scale.ticks.map((tick) => (
    <g key={tick}>
      <line className={classes.line} x1={LEFT} x2={width} y1={yOf(tick, scale.top)} y2={yOf(tick, scale.top)} />
      <text className={classes.tick} x={LEFT - 8} y={yOf(tick, scale.top)} dy="0.32em" textAnchor="end">
        {formatTick(tick)}
      </text>
    </g>
  ));
}

interface Slot {
  x: number;
  width: number;
}

function Month({ month, slot, top, onMonth }: { month: MonthSums; slot: Slot; top: Amount; onMonth: Props["onMonth"] }) {
  const bar = Math.max(2, Math.min(20, (slot.width - 8) / 2));
  const middle = slot.x + slot.width / 2;
  const narrow = slot.width < 28;
  return (
    <g className={classes.month} onClick={() => onMonth(month.month)}>
      <title>{`${formatMonth(month.month, { month: "long", year: "numeric" })}: ${formatAmount(month.income, { signed: true })}, ${formatAmount(month.expenses)}`}</title>
      <rect className={classes.slot} x={slot.x} y={TOP} width={slot.width} height={PLOT + BOTTOM} />
      <Bar className={classes.income} x={middle - bar - 1} width={bar} value={month.income} top={top} />
      <Bar className={classes.expenses} x={middle + 1} width={bar} value={negated(month.expenses)} top={top} />
      <text className={classes.tick} x={middle} y={HEIGHT - 8} textAnchor="middle">
        {formatMonth(month.month, { month: narrow ? "narrow" : "short" })}
      </text>
    </g>
  );
}

function Bar({ value, top, ...shape }: { value: Amount; top: Amount; className?: string | undefined; x: number; width: number }) {
  const height = proportion(value, top) * PLOT;
  return <rect {...shape} y={TOP + PLOT - height} height={height} rx={2} />;
}

function slotOf(at: number, count: number, width: number): Slot {
  const one = (width - LEFT) / count;
  return { x: LEFT + at * one, width: one };
}

function yOf(amount: Amount, top: Amount): number {
  return TOP + PLOT - proportion(amount, top) * PLOT;
}
