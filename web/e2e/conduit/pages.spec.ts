import { expect, test } from "../test";

test("the server serves both entries under a policy without inline script", async ({ request }) => {
  for (const path of ["/", "/app/"]) {
    const answer = await request.get(path);
    expect(answer.status()).toBe(200);
    expect(answer.headers()["content-security-policy"]).toContain("script-src 'self';");
  }
});
