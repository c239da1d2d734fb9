import { defineTexts } from "@/lib/i18n";

import { en } from "./i18n/retention/en";
import { tr } from "./i18n/retention/tr";

/** Apart from the other texts of work: those stand on Bugün. */
export const useRetentionText = defineTexts("work-retention", { tr, en });
