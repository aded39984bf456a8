import { describe, expect, test, vi } from "vitest";
import { Browser, json, sessionWith, token } from "./fakes";
import { followSession, leaveFor } from "./leaving";
import { LoggedOut } from "./session";

describe("beginning", () => {
  test("a good cookie makes a session without a word", async () => {
    const { session } = sessionWith(() => Promise.resolve(json({ access: token(7) })));
    await session.start();
    expect(session.state()).toEqual({ status: "in", access: token(7), userId: 7 });
  });

  test("without a cookie nobody is in", async () => {
    const { session } = sessionWith(() => Promise.resolve(json({}, 401)));
    await session.start();
    expect(session.state()).toEqual({ status: "out" });
  });

  test("a server that is away is asked again, and nobody is logged out by it", async () => {
    const answers = [() => Promise.reject(new TypeError("network")), () => Promise.resolve(json({}, 503))];
    const fetch = vi.fn(() => (answers.shift() ?? (() => Promise.resolve(json({ access: token(7) }))))());
    const { session, connection } = sessionWith(fetch);
    vi.useFakeTimers();
    const start = session.start();
    await vi.advanceTimersByTimeAsync(100);
    expect(session.state()).toEqual({ status: "starting" });
    expect(connection.status()).toBe("reconnecting");
    await vi.advanceTimersByTimeAsync(5_000);
    await start;
    vi.useRealTimers();
    expect(session.state().status).toBe("in");
    expect(connection.status()).toBe("online");
  });
});

describe("renewing", () => {
  test("requests that are refused at once refresh once", async () => {
    const fetch = vi.fn(() => Promise.resolve(json({ access: token(7, "new") })));
    const { session } = sessionWith(fetch);
    session.begin(token(7, "old"));
    await Promise.all([session.renew(token(7, "old")), session.renew(token(7, "old")), session.renew(token(7, "old"))]);
    expect(fetch).toHaveBeenCalledTimes(1);
    expect(session.state()).toMatchObject({ access: token(7, "new") });
  });

  test("a token that was renewed meanwhile is not renewed again", async () => {
    const fetch = vi.fn();
    const { session } = sessionWith(fetch);
    session.begin(token(7, "new"));
    await session.renew(token(7, "old"));
    expect(fetch).not.toHaveBeenCalled();
  });

  test("tabs take turns, so that none spends a cookie that another is spending", async () => {
    let atOnce = 0;
    let most = 0;
    const fetch = async () => {
      most = Math.max(most, ++atOnce);
      await Promise.resolve();
      atOnce--;
      return json({ access: token(7) });
    };
    const browser = new Browser();
    const tabs = [sessionWith(fetch, browser), sessionWith(fetch, browser), sessionWith(fetch, browser)];
    await Promise.all(tabs.map(({ session }) => session.start()));
    expect(most).toBe(1);
  });

  test("a session that ended by itself waits for the same person, and goes on", async () => {
    const { session } = sessionWith(() => Promise.resolve(json({}, 401)));
    session.begin(token(7, "old"));
    await session.renew(token(7, "old"));
    expect(session.state()).toEqual({ status: "ended", userId: 7 });
    const access = session.access(undefined, 7);
    session.begin(token(7, "again"));
    expect(await access).toMatchObject({ access: token(7, "again") });
  });

  test("what waits for one person is never sent as another", async () => {
    const { session } = sessionWith(() => Promise.resolve(json({}, 401)));
    session.begin(token(7));
    await session.renew(token(7));
    const access = session.access(undefined, 7);
    session.begin(token(8));
    await expect(access).rejects.toBeInstanceOf(LoggedOut);
  });

  test("an answer that comes after a log-out changes nothing", async () => {
    let answer = (_: Response) => {};
    const { session } = sessionWith(() => new Promise((resolve) => (answer = resolve)));
    session.begin(token(7, "old"));
    const renewal = session.renew(token(7, "old"));
    await Promise.resolve();
    session.ended();
    answer(json({ access: token(7, "new") }));
    await renewal;
    expect(session.state()).toEqual({ status: "out" });
  });
});

describe("several tabs", () => {
  test("a log-out in one is a log-out in all", async () => {
    const browser = new Browser();
    const one = sessionWith(() => Promise.resolve(json(null, 204)), browser).session;
    const other = sessionWith(() => Promise.resolve(json(null, 204)), browser).session;
    one.begin(token(7));
    other.begin(token(7));
    await one.logOut();
    expect([one.state(), other.state()]).toEqual([{ status: "out" }, { status: "out" }]);
  });

  test("a log-in in one takes the others along by the cookie", async () => {
    const browser = new Browser();
    const one = sessionWith(() => Promise.resolve(json({}, 401)), browser).session;
    const other = sessionWith(() => Promise.resolve(json({ access: token(7, "other") })), browser).session;
    one.begin(token(7));
    await vi.waitFor(() => expect(other.state()).toMatchObject({ status: "in", userId: 7 }));
  });

  test("a log-out that the server does not hear of is none", async () => {
    const { session } = sessionWith(() => Promise.resolve(json({}, 500)));
    session.begin(token(7));
    await expect(session.logOut()).rejects.toThrow("cannot be reached");
    expect(session.state().status).toBe("in");
  });
});

describe("leaving", () => {
  test("the page begins anew when the person goes or changes, and only then", () => {
    const { session } = sessionWith(() => Promise.resolve(json({}, 401)));
    const go = vi.fn();
    followSession(session, go);
    session.begin(token(7, "one"));
    session.begin(token(7, "two"));
    expect(go).not.toHaveBeenCalled();
    session.begin(token(8));
    expect(go).toHaveBeenLastCalledWith("/app/");
    leaveFor("/app/reopen?username=ann");
    session.ended();
    expect(go).toHaveBeenLastCalledWith("/app/reopen?username=ann");
  });
});
