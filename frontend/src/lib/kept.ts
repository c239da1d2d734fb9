import { formatDate, todayIso } from "./dates";
import { defineTexts } from "./i18n";

const useText = defineTexts("kept", {
  tr: {
    label: "Saklama süresi",
    ends: "{{date}} günü dolar",
    ended: "{{date}} günü doldu",
    withFile: "Adayın dosyasıyla birlikte saklanır",
  },
  en: {
    label: "Retention",
    ends: "Ends on {{date}}",
    ended: "Ended on {{date}}",
    withFile: "Kept with the candidate's case",
  },
});

/** What a record's page is told: nothing before a period runs, and nothing where it has no end. */
export interface KeptUntil {
  until: string | null;
  article: string;
}

/** The quiet line of a record's page: "14.03.2031 günü dolar · Uygulama Esasları m. 20"; no value, no line. */
export function useKeptLine(kept: KeptUntil | null | undefined, withFile = false): { label: string; value: string | null } {
  const t = useText();
  const until = kept?.until ? t(kept.until < todayIso() ? "ended" : "ends", { date: formatDate(kept.until) }) : "";
  const value = [withFile ? t("withFile") : "", until, until ? (kept?.article ?? "") : ""].filter(Boolean).join(" · ");
  return { label: t("label"), value: value || null };
}
