import type { SameKeys } from "@/lib/i18n";

import type { whatIf as tr } from "../tr/what-if";

export const whatIf: SameKeys<typeof tr> = { title: "What-if" };
