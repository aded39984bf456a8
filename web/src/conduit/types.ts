/** What Conduit's API speaks of, from the generated types. */
import type { Schemas } from "@/api/client";

export type Article = Schemas["Article"];
export type Preview = Schemas["Preview"];
export type Comment = Schemas["Comment"];
export type Profile = Schemas["Profile"];
export type User = Schemas["User"];
