/** What the tests of log-in and settings need: forms, mails, codes of an authenticator. */

import { createHmac, randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { expect } from "../test";
import { PASSWORD } from "./person";

export function someName(): string {
  return `n-${randomUUID().slice(0, 13)}`;
}

export async function logIn(page: Page, username: string, password = PASSWORD): Promise<void> {
  await page.getByLabel("Username or e-mail").fill(username);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Log in", exact: true }).click();
}

/** Log out by the menu, here and in `others`: each page begins anew, and what is done to it before is lost. */
export async function logOut(page: Page, username: string, ...others: Page[]): Promise<void> {
  await page.getByRole("button", { name: `Account of ${username}` }).click();
  const anew = [page, ...others].map((each) => each.waitForEvent("load"));
  await page.getByRole("menuitem", { name: "Log out" }).click();
  await Promise.all(anew);
}

/** The code that an authenticator app shows now (RFC 6238), or some steps later. */
export function totp(secret: string, steps = 0): string {
  const bits = [...secret.replace(/[\s=]/g, "")]
    .map((letter) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(letter).toString(2).padStart(5, "0"))
    .join("");
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + steps));
  const digest = createHmac("sha1", key).update(counter).digest();
  const at = digest[19]! & 15;
  return String((digest.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}

/** The path of the link in the last mail to this address: the server prints mails into its log. */
export async function linkFor(address: string): Promise<string> {
  let link: string | undefined;
  await expect
    .poll(() => {
      const log = readFileSync(process.env.RINGFENCE_E2E_LOG!, "utf8");
      const mail = log.slice(log.lastIndexOf(`To: ${address}`)).replaceAll("=\n", "");
      link = /https?:\/\/[^/\s]+(\/app\/\S+)/.exec(mail)?.[1];
      return log.includes(`To: ${address}`) && link;
    })
    .toBeTruthy();
  return link!;
}
