import { defineTexts } from "@/lib/i18n";

import { en } from "./i18n/en";
import { parts as partsEn } from "./i18n/en/parts";
import { en as exportsEn, tr as exportsTr } from "./i18n/exports";
import { tr } from "./i18n/tr";
import { parts as partsTr } from "./i18n/tr/parts";

export const useText = defineTexts("people", { tr, en });
export const useExportText = defineTexts("people-exports", { tr: exportsTr, en: exportsEn });
/** The parts of a person's page beside the general one. */
export const usePartsText = defineTexts("people-parts", { tr: partsTr, en: partsEn });
