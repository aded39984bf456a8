import { expect, test } from "../test";
import { Writer } from "./people";

const TEXTS = [
  "<script>window.pwned = 1</script>",
  '<img src=x onerror="window.pwned = 1">',
  '<svg onload="window.pwned = 1">',
  '<iframe srcdoc="<script>parent.pwned = 1</script>"></iframe>',
  '<a href="javascript:window.pwned = 1">click</a>',
  "[click](javascript:window.pwned=1)",
  "[click](data:text/html,<script>window.pwned=1</script>)",
  "![x](javascript:window.pwned=1)",
  '![x](https://pictures.example/x.png"onerror="window.pwned=1)',
  "</textarea><script>window.pwned = 1</script>",
  "<base href='https://evil.example/'>",
  "<meta http-equiv=refresh content='0;url=https://evil.example/'>",
];
const PICTURES = [
  "javascript:window.pwned=1",
  "data:text/html,<script>window.pwned=1</script>",
  "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' onload='window.pwned=1'/>",
  'https://pictures.example/x.jpg"onerror="window.pwned=1',
  "http://pictures.example/x.jpg",
  "//pictures.example/x.jpg",
];

test("no text that people write runs, on any page of the site", async ({ page, request }) => {
  const ann = await Writer.make(request, "xss");
  const all = TEXTS.join("\n\n");
  const slug = await ann.publish({ title: `${Date.now()} ${TEXTS[1]}`, description: all, body: all, tagList: TEXTS.slice(0, 3) });
  await ann.comment(slug, all);
  await ann.change({ bio: all });
  await ann.enter(page);
  for (const path of ["/", `/tag/${encodeURIComponent(TEXTS[0]!)}`, `/profile/${ann.username}`, `/article/${slug}`, `/editor/${slug}`, "/settings"]) {
    await page.goto(path);
    await expect(page.locator("nav .user-pic")).toBeVisible();
    await expect(page.locator("main .skeleton")).toHaveCount(0);
    const found = await page.evaluate(() => {
      const all = [...document.querySelectorAll("main *")];
      return {
        pwned: (window as { pwned?: number }).pwned,
        elements: all.map((one) => one.localName).filter((name) => /^(?:script|iframe|object|embed|base|meta|style)$/.test(name)),
        handlers: all.flatMap((one) => one.getAttributeNames()).filter((name) => /^on|^srcdoc$/.test(name)),
        links: all.map((one) => one.getAttribute("href") ?? "").filter((href) => /^\s*(?:javascript|data|vbscript):/i.test(href)),
      };
    });
    expect(found).toEqual({ elements: [], handlers: [], links: [] });
  }
});

for (const image of PICTURES) {
  test(`a person's picture cannot be more than a picture: ${image}`, async ({ page, request }) => {
    const ann = await Writer.make(request, "picture");
    await ann.change({ image });
    await ann.enter(page);
    await page.goto(`/profile/${ann.username}`);
    for (const picture of [page.locator(".user-img"), page.locator("nav .user-pic")]) {
      await expect(picture).toHaveAttribute("src", /^https:\/\/pictures\.example\/|\/default-avatar\.svg$/);
      expect(await picture.evaluate((one) => one.getAttributeNames().filter((name) => name.startsWith("on")))).toEqual([]);
    }
    expect(await page.evaluate(() => (window as { pwned?: number }).pwned)).toBeUndefined();
  });
}

test("pictures that people chose are asked for without a referrer", async ({ page, request }) => {
  const ann = await Writer.make(request);
  await ann.change({ image: "https://pictures.example/me.png" });
  await page.route("https://pictures.example/**", (route) => route.fulfill({ status: 404 }));
  const asked = page.waitForRequest("https://pictures.example/me.png");
  await page.goto(`/profile/${ann.username}`);
  expect(await (await asked).headerValue("referer")).toBeNull();
  const picture = page.locator(".user-img");
  await expect(picture).toBeVisible();
  expect((await picture.boundingBox())?.width).toBe(100);
});

test("the policy stops what a page would not do", async ({ page, trespasses }) => {
  await page.goto("/");
  await page.evaluate(() => {
    const script = document.createElement("script");
    script.textContent = "window.pwned = 1";
    document.body.append(script);
    const style = document.createElement("style");
    style.textContent = "body { display: none }";
    document.body.append(style);
    document.body.insertAdjacentHTML("beforeend", '<p onclick="window.pwned = 1" style="color: red">x</p>');
  });
  await expect(page.locator("body")).toBeVisible();
  expect(await page.evaluate(() => (window as { pwned?: number }).pwned)).toBeUndefined();
  expect(await page.evaluate(() => fetch("https://evil.example/").then(() => "sent", () => "refused"))).toBe("refused");
  expect(trespasses.length).toBeGreaterThanOrEqual(4);
  expect(trespasses.filter((one) => !one.startsWith("policy: "))).toEqual([]);
  trespasses.length = 0;
});

test("the policy has no exceptions, and no page can be framed", async ({ request }) => {
  for (const path of ["/", "/article/x", "/app/", "/app/notes"]) {
    const headers = (await request.get(path)).headers();
    const policy = headers["content-security-policy"]!;
    expect(policy).toContain("default-src 'none'; script-src 'self'; connect-src 'self';");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/unsafe|\*|data:.*script/);
    expect(headers["cache-control"]).toBe("no-cache");
    const again = await request.get(path, { headers: { "If-None-Match": headers.etag! } });
    expect([again.status(), again.headers()["content-security-policy"]]).toEqual([304, policy]);
  }
});

test("scripts are kept for good", async ({ page }) => {
  const script = page.waitForResponse((answer) => /\/assets\/conduit-.*\.js$/.test(answer.url()));
  await page.goto("/");
  expect((await script).headers()["cache-control"]).toBe("max-age=315360000, public, immutable");
});
