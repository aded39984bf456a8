/** The scripts of the pages. What visitors meet first is in the first one; the others come when they are pointed at. */
import { lazy } from "react";
import { placeOf } from "../routes";

const load = {
  article: () => import("./ArticlePage"),
  editor: () => import("./Editor"),
  login: () => import("./LogIn"),
  profile: () => import("./ProfilePage"),
  register: () => import("./Register"),
  settings: () => import("./Settings"),
};

export const ArticlePage = lazy(load.article);
export const Editor = lazy(load.editor);
export const LogIn = lazy(load.login);
export const ProfilePage = lazy(load.profile);
export const Register = lazy(load.register);
export const Settings = lazy(load.settings);

/** Fetch the script of the page at `path`, so that going there does not wait. */
export function prepare(path: string): void {
  const { page } = placeOf(path.split("?")[0]!);
  if (page in load) load[page as keyof typeof load]().catch(() => {});
}
