import { defineTexts } from "@/lib/i18n";

import { en } from "./i18n/en";
import { tr } from "./i18n/tr";

export const useText = defineTexts("programmes", { tr, en });
/** What `useText` gives: for code outside components that needs words. */
export type Text = ReturnType<typeof useText>;
