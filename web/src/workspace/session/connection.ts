/** Whether the server answers. Requests that may be repeated wait here until it does. */

export type ConnectionStatus = "online" | "reconnecting";

/** The server could not be reached, and the request may not be repeated by itself. */
export class NetworkFailure extends Error {
  constructor(cause?: unknown) {
    super("The server cannot be reached.", { cause });
    this.name = "NetworkFailure";
  }
}

const FIRST_WAIT = 500;
const LONGEST_WAIT = 10_000;

/** Asks the server whether it is there; true or false, never an exception. */
export type Probe = () => Promise<boolean>;

export class Connection {
  #status: ConnectionStatus = "online";
  #listeners = new Set<() => void>();
  #waiting = new Set<() => void>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #wait = FIRST_WAIT;
  #probing = false;

  constructor(private readonly probe: Probe) {}

  readonly status = (): ConnectionStatus => this.#status;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Somebody met a failure: from now on the server is asked again and again until it answers. */
  lost(): void {
    if (this.#status === "reconnecting") return;
    this.#set("reconnecting");
    this.#wait = FIRST_WAIT;
    this.#later();
  }

  /** Ask now: the browser says that the network is back, or the person wants it. */
  retry(): void {
    if (this.#status === "reconnecting") {
      clearTimeout(this.#timer);
      void this.#ask();
    }
  }

  /** Resolves when the server answers again; rejects with the signal's reason if that comes first. */
  restored(signal?: AbortSignal): Promise<void> {
    if (this.#status === "online") return Promise.resolve();
    return new Promise((resolve, reject) => {
      const done = () => {
        signal?.removeEventListener("abort", aborted);
        resolve();
      };
      const aborted = () => {
        this.#waiting.delete(done);
        reject(signal?.reason as Error);
      };
      if (signal?.aborted) return aborted();
      signal?.addEventListener("abort", aborted, { once: true });
      this.#waiting.add(done);
    });
  }

  #later(): void {
    this.#timer = setTimeout(() => void this.#ask(), this.#wait);
    this.#wait = Math.min(this.#wait * 2, LONGEST_WAIT);
  }

  async #ask(): Promise<void> {
    if (this.#probing) return;
    this.#probing = true;
    const there = await this.probe();
    this.#probing = false;
    if (!there) return this.#later();
    this.#set("online");
    const waiting = [...this.#waiting];
    this.#waiting.clear();
    waiting.forEach((done) => done());
  }

  #set(status: ConnectionStatus): void {
    this.#status = status;
    this.#listeners.forEach((listener) => listener());
  }
}

/** Follow what the browser itself knows about the network. */
export function followBrowser(connection: Connection): void {
  window.addEventListener("offline", () => connection.lost());
  window.addEventListener("online", () => connection.retry());
  if (!navigator.onLine) connection.lost();
}
