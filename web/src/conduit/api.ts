/**
 * Requests to Conduit's API with the session's token, and their failures as `Failure`.
 *
 * Addresses go out without the optional slash at the end, as the RealWorld contract writes them.
 */
import { type Api, createApi } from "@/api/client";
import { Failure, refusal, UNREACHABLE } from "./failure";

class WithoutSlash extends Request {
  constructor(url: string, init?: RequestInit) {
    super(url.replace(/\/(?=\?|$)/, ""), init);
  }
}

interface Answer<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

let token: string | null = null;
let refused = () => {};

export const api: Api = createApi({ Request: WithoutSlash as unknown as typeof Request });
api.use({
  onRequest: ({ request }) => {
    if (token && !request.headers.has("Authorization")) request.headers.set("Authorization", `Token ${token}`);
  },
});

/** Send `next` with every request from now on; call `onRefused` whenever the server says that it is no good. */
export function useToken(next: string | null, onRefused: () => void): void {
  token = next;
  refused = onRefused;
}

/** The body of an answer. Throws `Failure` where there is none, or a refusal. */
export async function read<T>(asked: Promise<Answer<T>>): Promise<T> {
  const { data } = await settled(asked);
  if (data === undefined || data === null || typeof data !== "object") throw new Failure(0, [UNREACHABLE]);
  return data;
}

/** Wait until it is done, whatever the body says. Throws `Failure`. */
export async function done(asked: Promise<Answer<unknown>>): Promise<void> {
  await settled(asked);
}

async function settled<T>(asked: Promise<Answer<T>>): Promise<Answer<T>> {
  const sent = token;
  let answer: Answer<T>;
  try {
    answer = await asked;
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new Failure(0, [UNREACHABLE]);
  }
  if (answer.response.ok) return answer;
  if (answer.response.status === 401 && sent && sent === token) refused();
  throw refusal(answer.response.status, answer.error);
}
