/** Every feature of the workspace, in the order of the navigation. */

import { feature as library } from "../library/routes";
import { feature as notes } from "../notes/routes";
import { feature as settings } from "../settings/routes";
import { feature as tasks } from "../tasks/routes";
import { feature as transactions } from "../transactions/routes";
import { feature as trash } from "../trash/routes";
import type { Feature } from "./feature";

export const features: readonly Feature[] = [notes, tasks, transactions, library, trash, settings];
