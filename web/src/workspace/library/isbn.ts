/** ISBNs as the API takes them: 10 or 13 digits with their check digit, hyphens and spaces as one likes. */

/** What is wrong with `isbn` in a sentence, or null; a book may have none. */
export function wrongIsbn(isbn: string): string | null {
  const text = isbn.trim();
  if (text === "") return null;
  const digits = text.replace(/[- ]/g, "").toUpperCase();
  if (text.length > 17 || !/^(\d{9}[\dX]|\d{13})$/.test(digits)) return "An ISBN has 10 or 13 digits.";
  return (digits.length === 10 ? isTen(digits) : isThirteen(digits)) ? null : "The check digit is wrong: is there a slip?";
}

function isTen(digits: string): boolean {
  return [...digits].reduce((sum, digit, at) => sum + (10 - at) * (digit === "X" ? 10 : Number(digit)), 0) % 11 === 0;
}

function isThirteen(digits: string): boolean {
  return [...digits].reduce((sum, digit, at) => sum + Number(digit) * (at % 2 ? 3 : 1), 0) % 10 === 0;
}
