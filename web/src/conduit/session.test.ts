import { act, renderHook, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

const USER = { email: "ann@example.com", username: "ann", bio: null, image: null, token: "T" };

let asked: Request[];
let answer: (request: Request) => Promise<Response> | Response;

const json = (status: number, body: unknown) => Response.json(body, { status });

async function fresh() {
  vi.resetModules();
  const session = await import("./session");
  const hook = renderHook(() => session.useSession());
  return { ...session, hook };
}

beforeEach(() => {
  localStorage.clear();
  asked = [];
  vi.stubGlobal("fetch", async (request: Request) => {
    asked.push(request);
    return answer(request);
  });
});

afterEach(() => vi.useRealTimers());

test("without a token nobody is asked", async () => {
  const { start, hook } = await fresh();
  act(start);
  expect(hook.result.current).toEqual({ state: "unauthenticated", user: null });
  expect(asked).toEqual([]);
});

test("with one the server says whose it is", async () => {
  localStorage.setItem("jwtToken", "T");
  answer = () => json(200, { user: USER });
  const { start, hook } = await fresh();
  act(start);
  expect(hook.result.current.state).toBe("loading");
  await waitFor(() => expect(hook.result.current).toEqual({ state: "authenticated", user: USER }));
  expect([asked[0]!.url, asked[0]!.headers.get("Authorization")]).toEqual([`${location.origin}/api/user`, "Token T"]);
});

test("a refusal ends the session", async () => {
  localStorage.setItem("jwtToken", "T");
  answer = () => json(401, { errors: { token: ["is invalid"] } });
  const { start, hook } = await fresh();
  act(start);
  await waitFor(() => expect(hook.result.current.state).toBe("unauthenticated"));
  expect(localStorage.getItem("jwtToken")).toBeNull();
  expect(asked).toHaveLength(1);
});

test("a server that is away does not, and is asked again until it answers", async () => {
  vi.useFakeTimers();
  localStorage.setItem("jwtToken", "T");
  let away = true;
  answer = () => (away ? json(503, {}) : json(200, { user: USER }));
  const { start, hook } = await fresh();
  act(start);
  await act(() => vi.advanceTimersByTimeAsync(100));
  expect(hook.result.current.state).toBe("unavailable");
  expect(localStorage.getItem("jwtToken")).toBe("T");
  await act(() => vi.advanceTimersByTimeAsync(2_000));
  expect([asked.length, hook.result.current.state]).toEqual([2, "unavailable"]);
  away = false;
  await act(() => vi.advanceTimersByTimeAsync(4_000));
  expect([asked.length, hook.result.current.state]).toEqual([3, "authenticated"]);
});

test("a refused request of another kind makes it ask once whether the session lives", async () => {
  localStorage.setItem("jwtToken", "T");
  let lives = true;
  answer = (request) => (lives && request.url.endsWith("/user") ? json(200, { user: USER }) : json(401, { errors: { token: ["is invalid"] } }));
  const { start, hook } = await fresh();
  act(start);
  await waitFor(() => expect(hook.result.current.state).toBe("authenticated"));
  const { api, read } = await import("./api");
  await expect(read(api.GET("/api/tags/"))).rejects.toMatchObject({ status: 401 });
  await waitFor(() => expect(asked).toHaveLength(3));
  expect(hook.result.current.state).toBe("authenticated");
  lives = false;
  await expect(read(api.GET("/api/tags/"))).rejects.toMatchObject({ status: 401 });
  await waitFor(() => expect(hook.result.current.state).toBe("unauthenticated"));
  expect(asked).toHaveLength(5);
});

test("an answer about an earlier token changes nothing", async () => {
  localStorage.setItem("jwtToken", "old");
  let late: (response: Response) => void = () => {};
  answer = () => new Promise((resolve) => (late = resolve));
  const { start, signedIn, hook } = await fresh();
  act(start);
  await waitFor(() => expect(asked).toHaveLength(1));
  act(() => signedIn(USER));
  await act(async () => late(json(401, {})));
  expect(hook.result.current).toEqual({ state: "authenticated", user: USER });
  expect(localStorage.getItem("jwtToken")).toBe("T");
});

test("logging out tells the server with the token, and forgets it at once", async () => {
  localStorage.setItem("jwtToken", "T");
  answer = () => json(200, { user: USER });
  const { start, signOut, hook } = await fresh();
  act(start);
  await waitFor(() => expect(hook.result.current.state).toBe("authenticated"));
  answer = () => new Response(null, { status: 204 });
  act(signOut);
  expect([hook.result.current.state, localStorage.getItem("jwtToken")]).toEqual(["unauthenticated", null]);
  await waitFor(() => expect(asked).toHaveLength(2));
  expect([asked[1]!.url, asked[1]!.headers.get("Authorization")]).toEqual([`${location.origin}/api/users/logout`, "Token T"]);
});
