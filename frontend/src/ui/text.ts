import { defineTexts } from "@/lib/i18n";

import { en } from "./i18n/en";
import { tr } from "./i18n/tr";

/** Words that the kit itself says, and those that many features share (save, cancel, close ...). */
export const useUiText = defineTexts("ui", { tr, en });
