import type { components } from "@/schema/api";

import { PEOPLE } from "./api";

export type ExportRow = components["schemas"]["Export"];
export const EXPORTS = `${PEOPLE}exports/`;
