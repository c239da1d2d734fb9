import { VisuallyHidden } from "@mantine/core";
import { IconCircleCheck, IconCircleX, IconHelpCircle, IconLock } from "@tabler/icons-react";

import { say } from "@/lib/i18n";

import css from "./answer/answer.module.css";
import { useValueWords, type CodeLabels } from "./answer/values";
import { useAnswerText } from "./answer/words";

type Truth = "true" | "false" | "unknown";
type Said = string | { tr: string; en?: string };

/** One rule inside a clause: which fact, what was expected of it, what was seen. */
export interface TraceLine {
  fact: string;
  label: string;
  operator: string;
  sentence?: string | null;
  expected: unknown;
  seen: unknown;
  outcome: Truth;
  special?: boolean;
}

export interface MissingFact {
  fact: string;
  label: string;
}

export interface AnsweredClause {
  key: string;
  outcome: Truth;
  /** Whether the answer follows from this clause. */
  decided: boolean;
  message: Said;
  /** The effect's kind; without one the clause is read as a requirement. */
  effect?: string | { kind: string } | null;
  basis: { title: string; article: string } | null;
  trace: readonly TraceLine[];
  missing: readonly MissingFact[];
}

/** The answer of a decision point as the API gives it; never a bare yes or no. */
export interface DecisionAnswer {
  point: string;
  outcome: "yes" | "no" | "unknown";
  /** What list-like points decide: keys of documents, grounds ... or points. */
  values?: readonly unknown[];
  clauses: readonly AnsweredClause[];
  missing: readonly MissingFact[];
}

interface AnswerProps {
  answer: DecisionAnswer;
  /** Names of what `values` holds; keys without a name are shown as they are. */
  valueLabels?: Readonly<Record<string, string>>;
  /** Names of codes by fact, where the trace holds codes. */
  codeLabels?: CodeLabels;
  /** Says the verdict in the caller's words ("Dosya kapatılabilir"). */
  verdict?: string;
  /** Keeps every trace folded; else those of clauses that stand in the way are open. */
  isCompact?: boolean;
}

const YES_NO = new Set(["eligibility", "transition"]);
const VERDICTS = { yes: { tone: "done", Icon: IconCircleCheck }, no: { tone: "danger", Icon: IconCircleX }, unknown: { tone: "attention", Icon: IconHelpCircle } } as const;
const RULES = { true: { tone: "done", Icon: IconCircleCheck }, false: { tone: "danger", Icon: IconCircleX }, unknown: { tone: "attention", Icon: IconHelpCircle } } as const;

/** What was decided and why: the outcome in words, every clause with what was seen and expected, what is missing. */
export function Answer({ answer, valueLabels = {}, codeLabels, verdict, isCompact = false }: AnswerProps) {
  const t = useAnswerText();
  const { tone, Icon } = VERDICTS[answer.outcome];
  const family = answer.point === "transition" ? "step" : YES_NO.has(answer.point) ? "outcome" : "list";
  const values = (answer.values ?? []).map((value) => valueWords(value, valueLabels, (count) => t("points", { count })));
  return (
    <div className={css.answer}>
      <div className={`${css.verdict} ${css[tone]}`}>
        <Icon size={28} stroke={1.75} aria-hidden />
        <div>
          <div className={css.verdictWord}>{verdict ?? t(`${family}.${answer.outcome}`)}</div>
          {values.length > 0 ? <div>{values.join(", ")}</div> : null}
        </div>
      </div>
      {answer.missing.length > 0 ? (
        <div>
          <strong>{t("missing")}</strong>
          <ul className={css.missing}>
            {answer.missing.map((one) => (
              <li key={one.fact}>{one.label}</li>
            ))}
          </ul>
          <div className={css.quiet}>{t("missingHint")}</div>
        </div>
      ) : null}
      {answer.clauses.length > 0 ? (
        <ol className={css.clauses} aria-label={t("clauses")}>
          {answer.clauses.map((clause) => (
            <Clause key={clause.key} clause={clause} codeLabels={codeLabels} isCompact={isCompact} />
          ))}
        </ol>
      ) : (
        <div className={css.quiet}>{t("noClauses")}</div>
      )}
    </div>
  );
}

function valueWords(value: unknown, labels: Readonly<Record<string, string>>, points: (count: number) => string): string {
  if (typeof value === "number") return points(value);
  if (typeof value === "string") return labels[value] ?? value;
  const entry = (value ?? {}) as { key?: string; value?: string; label?: string; points?: number | null };
  const key = entry.key ?? entry.value ?? "";
  const name = entry.label ?? labels[key] ?? key;
  return typeof entry.points === "number" ? [name, points(entry.points)].filter(Boolean).join(": ") : name;
}

/** How a clause stands for the person: a met exclusion is a bar, not a success; what only adds says neither. */
function standing(clause: AnsweredClause) {
  const kind = typeof clause.effect === "string" ? clause.effect : (clause.effect?.kind ?? "require");
  if (clause.outcome === "unknown") return { ...RULES.unknown, word: "clause.unknown" } as const;
  const isMet = clause.outcome === "true";
  if (kind === "exclude") return isMet ? ({ ...RULES.false, word: "clause.barred" } as const) : ({ ...RULES.true, word: "clause.clear" } as const);
  if (kind === "require") return isMet ? ({ ...RULES.true, word: "clause.met" } as const) : ({ ...RULES.false, word: "clause.unmet" } as const);
  return { tone: isMet ? "done" : "neutral", Icon: isMet ? IconCircleCheck : IconCircleX, word: isMet ? "clause.met" : "clause.unmet" } as const;
}

function Clause({ clause, codeLabels, isCompact }: { clause: AnsweredClause; codeLabels?: CodeLabels; isCompact: boolean }) {
  const t = useAnswerText();
  const { tone, Icon, word } = standing(clause);
  const message = typeof clause.message === "string" ? clause.message : say({ tr: clause.message.tr, en: clause.message.en || clause.message.tr });
  const { basis } = clause;
  return (
    <li className={`${css.clause} ${css[tone]}`}>
      <Icon size={22} stroke={1.75} aria-hidden />
      <div>
        <div className={css.clauseHead}>
          <span className={css.word}>{t(word)}</span>
          {clause.decided ? <span className={css.decided}>{t("decided")}</span> : null}
        </div>
        <div className={css.message}>{message}</div>
        {clause.missing.length > 0 ? <div>{t("missingHere", { names: clause.missing.map((one) => one.label).join(", ") })}</div> : null}
        {basis ? <div className={css.quiet}>{basis.article ? t("basisArticle", basis) : t("basis", { title: basis.title })}</div> : null}
        {clause.trace.length > 0 ? (
          <details className={css.details} open={!isCompact && tone !== "done" && tone !== "neutral"}>
            <summary>{t("details", { count: clause.trace.length })}</summary>
            <Trace lines={clause.trace} codeLabels={codeLabels} />
          </details>
        ) : null}
      </div>
    </li>
  );
}

function Trace({ lines, codeLabels }: { lines: readonly TraceLine[]; codeLabels?: CodeLabels }) {
  const t = useAnswerText();
  const words = useValueWords(codeLabels);
  return (
    <ul className={css.trace}>
      {lines.map((line, index) => {
        const { tone, Icon } = RULES[line.outcome];
        return (
          <li key={`${line.fact}-${index}`} className={css[tone]}>
            <Icon size={18} stroke={1.75} aria-hidden />
            <div>
              <span className={css.factName}>
                <VisuallyHidden>{t(`rule.${line.outcome}`)}: </VisuallyHidden>
                {line.label}
                {line.special ? (
                  <>
                    {" "}
                    <IconLock size={14} aria-hidden />
                    <VisuallyHidden>{t("special")}</VisuallyHidden>
                  </>
                ) : null}
              </span>
              <dl>
                <dt>{t("expected")}</dt>
                <dd>{line.sentence || words.expected(line.fact, line.operator, line.expected)}</dd>
                <dt>{t("seen")}</dt>
                <dd>{words.one(line.fact, line.seen)}</dd>
              </dl>
            </div>
          </li>
        );
      })}
    </ul>
  );
}
