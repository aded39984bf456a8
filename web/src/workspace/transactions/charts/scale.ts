/** The scale of a chart of amounts: round steps, in cents, from zero to a little over the greatest. */

import { type Amount, amountOf, cents } from "../money";

const STEPS = 4;
const LEAST = 100n;

export interface Scale {
  /** Where lines are drawn and named, from `"0.00"` up. */
  ticks: Amount[];
  top: Amount;
}

/** A scale that holds `greatest`, with steps of 1, 2 or 5 times a power of ten. */
export function scaleFor(greatest: Amount): Scale {
  const most = cents(greatest) < 0n ? -cents(greatest) : cents(greatest);
  const step = stepFor(most);
  const count = most === 0n ? 1n : (most + step - 1n) / step;
  const ticks = Array.from({ length: Number(count) + 1 }, (_, at) => amountOf(BigInt(at) * step));
  return { ticks, top: amountOf(count * step) };
}

function stepFor(most: bigint): bigint {
  let power = LEAST;
  for (;;) {
    for (const times of [1n, 2n, 5n]) if (power * times * BigInt(STEPS) >= most) return power * times;
    power *= 10n;
  }
}

/** A tick in few characters, such as `2.5K` or `2500`; whole amounts have no cents. */
export function formatTick(amount: Amount, locale?: string): string {
  const format = new Intl.NumberFormat(locale, { notation: "compact", maximumFractionDigits: 1 });
  return format.format(amount as Intl.StringNumericLiteral);
}
