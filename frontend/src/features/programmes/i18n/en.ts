import type { SameKeys } from "@/lib/i18n";

import { pages } from "./en/pages";
import { parts } from "./en/parts";
import type { tr } from "./tr";

export const en: SameKeys<typeof tr> = { ...pages, ...parts };
