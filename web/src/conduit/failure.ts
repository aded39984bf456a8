/** What went wrong with a request, in words for the person. */

export const UNREACHABLE = "Unable to connect. Check your connection and try again.";

const SENTENCES: Record<string, string> = {
  "credentials invalid": "E-mail address or password is wrong.",
  "credentials second factor required": "A code of your second factor is needed.",
};

/** A request that failed. `status` is 0 where no answer came, or none that can be read. */
export class Failure extends Error {
  constructor(
    readonly status: number,
    readonly messages: string[],
  ) {
    super(messages.join(" "));
  }

  /** Whether the same request may well succeed a little later. */
  get passing(): boolean {
    return this.status === 0 || this.status >= 500 || [408, 425, 429].includes(this.status);
  }
}

/** The failure that an answer with `status` and this body tells of. */
export function refusal(status: number, body: unknown): Failure {
  return new Failure(status, sentences(body) ?? [`Something went wrong (${status}). Try again in a moment.`]);
}

function sentences(body: unknown): string[] | null {
  const errors = (body as { errors?: unknown } | null)?.errors;
  if (typeof errors !== "object" || errors === null) return null;
  const said = Object.entries(errors).flatMap(([field, texts]) =>
    (Array.isArray(texts) ? texts : [texts]).map((text) => `${field} ${text}`),
  );
  return said.length ? said.map((text) => SENTENCES[text] ?? capitalised(text)) : null;
}

const capitalised = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
