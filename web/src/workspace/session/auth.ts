/** The requests of somebody who is not signed in. All raise Problem or NetworkFailure. */

import type { components } from "@/api/schema";
import { answer } from "../data/answers";
import { Problem } from "../data/problems";
import { openApi, session } from "./current";

type Schemas = components["schemas"];

/** Half a log-in: the password was right, and a code is wanted. */
export interface Challenge {
  challenge: string;
}

/** Begin a session; answers with a challenge instead where the account has a second factor. */
export async function logIn(given: Schemas["LogInRequest"]): Promise<Challenge | undefined> {
  try {
    const { access } = await answer(openApi.POST("/api/web/login/", { body: given, params: origin() }));
    session.begin(access);
    return undefined;
  } catch (error) {
    if (error instanceof Problem && error.code === "second_factor_required") {
      return { challenge: String(error.body.challenge) };
    }
    throw error;
  }
}

/** Make an account and begin a session; false where it has to be activated by mail first. */
export async function signUp(given: Schemas["RegistrationRequest"] & { password: string }): Promise<boolean> {
  await answer(openApi.POST("/api/register/", { body: given }));
  try {
    await logIn({ username: given.username, password: given.password });
    return true;
  } catch (error) {
    if (error instanceof Problem && error.code === "no_active_account") return false;
    throw error;
  }
}

export type Mail = "reset_password" | "reset_username" | "resend_activation";

/** Ask for a mail with a link. The answer is the same whether or not somebody has the address. */
export async function askForMail(mail: Mail, email: string): Promise<void> {
  await answer(openApi.POST(`/auth/users/${mail}/` as const, { body: { email } }));
}

export interface Link {
  uid: string;
  token: string;
}

export async function setPasswordByLink(link: Link, password: string): Promise<void> {
  await answer(openApi.POST("/auth/users/reset_password_confirm/", { body: { ...link, new_password: password } }));
}

export async function setUsernameByLink(link: Link, username: string): Promise<void> {
  await answer(openApi.POST("/auth/users/reset_username_confirm/", { body: { ...link, new_username: username } }));
}

/** Activate an account, or confirm its new address: both kinds of link lead here. */
export async function activate(link: Link): Promise<void> {
  await answer(openApi.POST("/auth/users/activation/", { body: link }));
}

/**
 * Open a closed account again, and log in if that takes no further code. True when the person is signed in.
 *
 * The server answers with a pair of tokens for programs; pages keep none, so that session is ended at once.
 */
export async function reopen(given: Schemas["ReopenRequest"]): Promise<boolean> {
  const { refresh } = await answer(openApi.POST("/api/me/reopen/", { body: given }));
  await answer(openApi.POST("/api/logout/", { body: { refresh } }));
  if (given.otp) return false;
  return !(await logIn({ username: given.username, password: given.password }));
}

/** Browsers send the header by themselves; the types want it because programs must. */
function origin() {
  return { header: { Origin: window.location.origin } };
}
