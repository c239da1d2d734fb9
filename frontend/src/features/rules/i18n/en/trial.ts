import type { SameKeys } from "@/lib/i18n";

import type { trial as tr } from "../tr/trial";

export const trial: SameKeys<typeof tr> = { title: "Trial" };
