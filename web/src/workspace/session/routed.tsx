/** Pages with what their address says. */

import { getRouteApi } from "@tanstack/react-router";
import { ActivationPage, ResetPasswordPage, ResetUsernamePage } from "./LinkPages";
import { LogInPage } from "./LogInPage";
import { ReopenPage } from "./ReopenPage";

const logIn = getRouteApi("/login");
const reopen = getRouteApi("/reopen");
const resetPassword = getRouteApi("/reset-password/$uid/$token");
const resetUsername = getRouteApi("/reset-username/$uid/$token");
const activate = getRouteApi("/activate/$uid/$token");

export function LogIn() {
  return <LogInPage next={logIn.useSearch().next} />;
}

export function Reopen() {
  const { username, after } = reopen.useSearch();
  return <ReopenPage username={username} after={after} />;
}

export function ResetPassword() {
  return <ResetPasswordPage link={resetPassword.useParams()} />;
}

export function ResetUsername() {
  return <ResetUsernamePage link={resetUsername.useParams()} />;
}

export function Activate() {
  return <ActivationPage link={activate.useParams()} />;
}
