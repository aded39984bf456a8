import type { Schemas } from "@/api/client";

/** The sums of one month; the API's group has the names of both groupings. */
export type MonthSums = Schemas["Group"] & { month: string };
export type CategorySums = Schemas["Group"] & { category: number | null; name: string | null };
