/**
 * Amounts as the API has them: texts such as `"-12.50"`, exact to the cent.
 *
 * Nothing here adds, rounds or compares amounts as floating point numbers: cents are BigInts. The only way to a
 * number is `proportion`, for the length of a bar.
 */

export type Amount = string;

const EXACT = /^(-?)(\d+)(?:\.(\d{1,2}))?$/;
const MAX_DIGITS = 8;

/** An amount in cents. Throws a RangeError for what is no amount. */
export function cents(amount: Amount): bigint {
  const found = EXACT.exec(amount);
  if (!found) throw new RangeError(`Not an amount: ${amount}`);
  const value = BigInt(found[2]! + (found[3] ?? "").padEnd(2, "0"));
  return found[1] ? -value : value;
}

/** Cents as an amount, with two places. */
export function amountOf(value: bigint): Amount {
  const digits = (value < 0n ? -value : value).toString().padStart(3, "0");
  return `${value < 0n ? "-" : ""}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** An amount in the person's locale, to the cent however large it is. `signed` shows a plus as well. */
export function formatAmount(amount: Amount, { locale, signed = false }: { locale?: string; signed?: boolean } = {}): string {
  const format = new Intl.NumberFormat(locale, {
    minimumFractionDigits: 2,
    maximumFractionDigits: 2,
    signDisplay: signed ? "exceptZero" : "negative",
  });
  // A text is formatted digit by digit (ECMA-402, edition 10); a number would be rounded to 15 digits.
  return format.format(amountOf(cents(amount)) as Intl.StringNumericLiteral);
}

/** Which of two amounts is less, for sorting. */
export function compare(a: Amount, b: Amount): number {
  const difference = cents(a) - cents(b);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

export function isNegative(amount: Amount): boolean {
  return cents(amount) < 0n;
}

export function negated(amount: Amount): Amount {
  return amountOf(-cents(amount));
}

/** How long a bar for `value` is beside one for `greatest`: 0 to 1, whatever the signs. */
export function proportion(value: Amount, greatest: Amount): number {
  const [part, whole] = [absolute(cents(value)), absolute(cents(greatest))];
  return whole === 0n ? 0 : Number((part * 10_000n) / whole) / 10_000;
}

/** The amount that is farthest from zero; `"0.00"` of none. */
export function greatest(amounts: readonly Amount[]): Amount {
  return amountOf(amounts.map((amount) => absolute(cents(amount))).reduce((a, b) => (b > a ? b : a), 0n));
}

/**
 * What somebody typed as an amount, or null where it is none or too large (8 digits before the point).
 *
 * The locale's own decimal and group separators are taken, and a point always as the decimal one where it cannot be
 * a group: `12,50` and `12.50` are the same in German, and `1.250` is 1250 there.
 */
export function readAmount(typed: string, locale?: string): Amount | null {
  const { decimal, group } = separators(locale);
  let text = typed.trim().replace(/[\u2212\u2013]/g, "-").replace(/^([+-])\s+/, "$1");
  if (group.trim() === "" || group === "'" || group === "’") text = text.replace(/(\d)[\s'’](?=\d{3})/g, "$1");
  else if (new RegExp(`^[+-]?\\d{1,3}(\\${group}\\d{3})+(\\${decimal}\\d*)?$`).test(text)) text = text.replaceAll(group, "");
  if (decimal !== "." && !text.includes(".")) text = text.replace(decimal, ".");
  const found = /^([+-]?)(\d*)(?:\.(\d{0,2}))?$/.exec(text);
  if (!found || !(found[2] || found[3])) return null;
  const whole = (found[2] ?? "").replace(/^0+(?=\d)/, "") || "0";
  if (whole.length > MAX_DIGITS) return null;
  return amountOf(cents(`${found[1] === "-" ? "-" : ""}${whole}.${(found[3] ?? "").padEnd(2, "0")}`));
}

/** An amount as it is put into a field to be typed over: the locale's decimal separator, no groups. */
export function editable(amount: Amount, locale?: string): string {
  return amountOf(cents(amount)).replace(".", separators(locale).decimal);
}

function separators(locale?: string): { decimal: string; group: string } {
  const parts = new Intl.NumberFormat(locale, { useGrouping: true }).formatToParts(-1_234_567.5);
  const of = (type: string, otherwise: string) => parts.find((part) => part.type === type)?.value ?? otherwise;
  return { decimal: of("decimal", "."), group: of("group", ",") };
}

function absolute(value: bigint): bigint {
  return value < 0n ? -value : value;
}
