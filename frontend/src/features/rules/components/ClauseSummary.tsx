import type { Citation, Effect, LegalBasis } from "@/lib/programmes";

import type { DecisionPoint } from "../api";
import css from "../rules.module.css";
import { useText } from "../text";

interface ClauseSummaryProps {
  sentence: string;
  isAlways: boolean;
  effect: Effect;
  message: string;
  basis: Citation | null;
  point: DecisionPoint | undefined;
  texts: readonly LegalBasis[];
}

/** A clause as it reads: what it asks, what follows, how it is explained, where it comes from. */
export function ClauseSummary({ sentence, isAlways, effect, message, basis, point, texts }: ClauseSummaryProps) {
  const t = useText();
  const value = point?.refers_to.find((one) => one.key === effect.value)?.label ?? effect.value ?? "";
  const title = basis ? (texts.find((one) => one.key === basis.source)?.title ?? basis.source) : "";
  return (
    <>
      <div className={css.sentence}>{isAlways ? t("clause.always") : sentence || t("clause.noSentence")}</div>
      <div className={css.quiet}>
        <strong>{t(`short.${effect.kind}`, { value, points: effect.points ?? 0 })}</strong>
        {message ? ` · ${message}` : null}
      </div>
      {basis ? <div className={css.quiet}>{basis.article ? t("clause.basisArticle", { title, article: basis.article }) : t("clause.basis", { title })}</div> : null}
    </>
  );
}
