import { defineTexts } from "@/lib/i18n";

import { en } from "./i18n/intake/en";
import { tr } from "./i18n/intake/tr";

export const useIntakeText = defineTexts("cases-intake", { tr, en });
