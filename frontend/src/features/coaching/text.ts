import { defineTexts } from "@/lib/i18n";

import { en } from "./i18n/en";
import { tr } from "./i18n/tr";

export const useText = defineTexts("coaching", { tr, en });
