/** People of the browser tests, made through the API: only what a test is about goes through the pages. */
import { type APIRequestContext, expect, type Page } from "@playwright/test";

const PASSWORD = "a long enough pass phrase";
let count = 0;

export class Writer {
  private constructor(
    readonly username: string,
    readonly email: string,
    readonly password: string,
    readonly token: string,
    private readonly request: APIRequestContext,
  ) {}

  static async make(request: APIRequestContext, name = "writer"): Promise<Writer> {
    const username = `${name}${process.pid}x${Date.now()}x${count++}`;
    const email = `${username}@example.com`;
    const answer = await request.post("/api/users", { data: { user: { username, email, password: PASSWORD } } });
    expect(answer.status()).toBe(201);
    return new Writer(username, email, PASSWORD, (await answer.json()).user.token, request);
  }

  async change(user: Record<string, string>): Promise<void> {
    expect((await this.call("PUT", "/api/user", { user })).status()).toBe(200);
  }

  /** Publish; the slug. */
  async publish(article: { title?: string; description?: string; body?: string; tagList?: string[] } = {}): Promise<string> {
    const whole = { title: `A title ${count++}`, description: "What it is about", body: "Some text.", ...article };
    const answer = await this.call("POST", "/api/articles", { article: whole });
    expect(answer.status()).toBe(201);
    return (await answer.json()).article.slug;
  }

  async comment(slug: string, body: string): Promise<void> {
    expect((await this.call("POST", `/api/articles/${slug}/comments`, { comment: { body } })).status()).toBe(201);
  }

  async follow(username: string): Promise<void> {
    expect((await this.call("POST", `/api/profiles/${username}/follow`)).status()).toBe(200);
  }

  /** Let every page of this browser be theirs. */
  async enter(page: Page): Promise<void> {
    await page.addInitScript((token) => {
      if (!sessionStorage.getItem("entered")) localStorage.setItem("jwtToken", token);
      sessionStorage.setItem("entered", "yes");
    }, this.token);
  }

  private call(method: string, path: string, data?: unknown) {
    return this.request.fetch(path, { method, data, headers: { Authorization: `Token ${this.token}` } });
  }
}
