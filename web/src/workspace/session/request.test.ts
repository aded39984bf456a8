import { describe, expect, test, vi } from "vitest";
import { Connection, NetworkFailure } from "./connection";
import { json, sessionWith, token } from "./fakes";
import { authorised, persistent } from "./request";
import type { Fetch } from "./session";

const ADDRESS = "https://x.test/api/notes/";

function get(): Request {
  return new Request(ADDRESS);
}

function post(headers: Record<string, string> = {}): Request {
  return new Request(ADDRESS, { method: "POST", headers, body: "{}" });
}

/** One answer after the other; an Error is a failure of the network. */
function server(...answers: (Response | Error)[]) {
  const requests: Request[] = [];
  const fetch: Fetch = (request) => {
    requests.push(request);
    const next = answers.shift()!;
    return next instanceof Error ? Promise.reject(next) : Promise.resolve(next);
  };
  return { fetch, requests };
}

function quickConnection(): Connection {
  const connection = new Connection(() => Promise.resolve(true));
  // As if the next question were already due.
  connection.subscribe(() => connection.status() === "reconnecting" && queueMicrotask(() => connection.retry()));
  return connection;
}

describe("a request that meets 401", () => {
  test("is refreshed once and sent again, with its body", async () => {
    const { fetch, requests } = server(json({}, 401), json({ id: 1 }, 201));
    const { session, connection } = sessionWith(() => Promise.resolve(json({ access: token(7, "new") })));
    session.begin(token(7, "old"));
    const response = await authorised(session, connection, fetch)(post());
    expect(response.status).toBe(201);
    expect(requests.map((request) => request.headers.get("Authorization"))).toEqual([
      `Bearer ${token(7, "old")}`,
      `Bearer ${token(7, "new")}`,
    ]);
    expect(await requests[1]!.text()).toBe("{}");
  });

  test("and again meets 401 is answered so, not asked for ever", async () => {
    const { fetch, requests } = server(json({}, 401), json({}, 401));
    const { session, connection } = sessionWith(() => Promise.resolve(json({ access: token(7, "new") })));
    session.begin(token(7, "old"));
    expect((await authorised(session, connection, fetch)(get())).status).toBe(401);
    expect(requests).toHaveLength(2);
  });
});

describe("a request that meets no server", () => {
  test("waits and is repeated when it may be", async () => {
    for (const request of [get(), post({ "Idempotency-Key": "once" }), new Request(ADDRESS, { method: "PATCH", body: "{}" })]) {
      const { fetch, requests } = server(new TypeError("network"), json({}, 503), json({ id: 1 }));
      const connection = quickConnection();
      expect((await persistent(connection, fetch)(request)).status).toBe(200);
      expect(requests).toHaveLength(3);
      expect(connection.status()).toBe("online");
    }
  });

  test("fails when it might be done twice", async () => {
    const { fetch, requests } = server(new TypeError("network"));
    const connection = new Connection(() => Promise.resolve(false));
    await expect(persistent(connection, fetch)(post())).rejects.toBeInstanceOf(NetworkFailure);
    expect(requests).toHaveLength(1);
    expect(connection.status()).toBe("reconnecting");
  });

  test("is let go of when nobody wants it any more", async () => {
    const { fetch } = server(new TypeError("network"));
    const leaving = new AbortController();
    const answer = persistent(new Connection(() => Promise.resolve(false)), fetch)(new Request(ADDRESS, { signal: leaving.signal }));
    await vi.waitFor(() => Promise.resolve());
    leaving.abort(new Error("left"));
    await expect(answer).rejects.toThrow("left");
  });

  test("and was a deletion is done when the row is gone after all", async () => {
    const { fetch } = server(new TypeError("network"), json({}, 404));
    const response = await persistent(quickConnection(), fetch)(new Request(ADDRESS, { method: "DELETE" }));
    expect(response.status).toBe(204);
    const first = server(json({}, 404));
    expect((await persistent(quickConnection(), first.fetch)(new Request(ADDRESS, { method: "DELETE" }))).status).toBe(404);
  });
});

describe("the connection", () => {
  test("asks again after longer and longer, and tells everybody who waits", async () => {
    vi.useFakeTimers();
    const answers = [false, false, true];
    const probe = vi.fn(() => Promise.resolve(answers.shift() ?? true));
    const connection = new Connection(probe);
    connection.lost();
    const restored = vi.fn();
    void connection.restored().then(restored);
    await vi.advanceTimersByTimeAsync(500);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(probe).toHaveBeenCalledTimes(2);
    expect(restored).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(2_000);
    expect(restored).toHaveBeenCalledOnce();
    expect(connection.status()).toBe("online");
    vi.useRealTimers();
  });
});
