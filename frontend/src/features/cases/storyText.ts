import { defineTexts } from "@/lib/i18n";

import { en } from "./i18n/story/en";
import { tr } from "./i18n/story/tr";

export const useStoryText = defineTexts("cases-story", { tr, en });
