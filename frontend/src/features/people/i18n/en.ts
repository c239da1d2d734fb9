import type { SameKeys } from "@/lib/i18n";

import { form } from "./en/form";
import { list } from "./en/list";
import { record } from "./en/record";
import type { tr } from "./tr";

export const en: SameKeys<typeof tr> = { ...list, form, record };
