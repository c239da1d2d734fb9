import { VisuallyHidden } from "@mantine/core";
import { IconCircleCheck, IconCircleX, IconHelpCircle, IconLock, type Icon } from "@tabler/icons-react";
import { useId } from "react";

import css from "./answer/answer.module.css";
import { useAnswerText } from "./answer/words";

type Truth = "true" | "false" | "unknown";

/** One rule inside a clause: what it asked, what was seen. Values are words already, in the reader's language. */
export interface TraceLine {
  fact: string;
  label: string;
  operator: string;
  sentence: string;
  expected: string;
  /** null: the fact is missing. */
  seen: string | null;
  outcome: Truth;
  special: boolean;
  /** For a rule on a list of records: the lines of each record. */
  records?: readonly (readonly TraceLine[])[];
}

export interface MissingFact {
  fact: string;
  label: string;
  special?: boolean;
}

export interface AnsweredValue {
  value: string;
  label: string;
  /** False where a missing fact may still add it or take it away. */
  certain: boolean;
  amount?: number | null;
}

export interface AnsweredClause {
  key: string;
  outcome: Truth;
  /** Whether its effect took place: it refused, or added its value. */
  decided: boolean;
  /** require, exclude, add, remove, points, limit. */
  effect?: string;
  message: string;
  sentence?: string;
  /** Why the condition cannot be read; empty as a rule. */
  problem?: string;
  basis: { title: string; article: string } | null;
  trace: readonly TraceLine[];
  missing: readonly MissingFact[];
}

/** The answer of a decision point as the API gives it (apps.programmes.deciding.Answer); never a bare yes or no. */
export interface DecisionAnswer {
  point: string;
  outcome: "yes" | "no" | "unknown";
  /** False where no rule set answers the point. */
  ruled?: boolean;
  values?: readonly AnsweredValue[];
  points?: { least: number; most: number };
  clauses: readonly AnsweredClause[];
  missing: readonly MissingFact[];
}

interface AnswerProps {
  answer: DecisionAnswer;
  /** Says the verdict in the caller's words ("Dosya kapatılabilir"). */
  verdict?: string;
  /** Keeps every trace folded; else those of clauses that stand in the way are open. */
  isCompact?: boolean;
}

interface Face {
  tone: "done" | "danger" | "attention" | "neutral";
  Mark: Icon;
}

const GOOD: Face = { tone: "done", Mark: IconCircleCheck };
const BAD: Face = { tone: "danger", Mark: IconCircleX };
const OPEN: Face = { tone: "attention", Mark: IconHelpCircle };
const VERDICTS = { yes: GOOD, no: BAD, unknown: OPEN };
const RULES = { true: GOOD, false: BAD, unknown: OPEN };
const FAMILIES: Record<string, "outcome" | "step"> = { eligibility: "outcome", transition: "step" };

/** What was decided and why: the outcome in words, every clause with what was seen and expected, what is missing. */
export function Answer({ answer, verdict, isCompact = false }: AnswerProps) {
  const t = useAnswerText();
  const { tone, Mark } = VERDICTS[answer.outcome];
  const values = answer.values ?? [];
  return (
    <div className={css.answer}>
      <div className={`${css.verdict} ${css[tone]}`}>
        <Mark size={28} stroke={1.75} aria-hidden />
        <div>
          <div className={css.verdictWord}>{verdict ?? t(`${FAMILIES[answer.point] ?? "list"}.${answer.outcome}`)}</div>
          {answer.point === "priority" && answer.points ? <Points {...answer.points} /> : null}
          {values.length > 0 ? (
            <ul className={css.values}>
              {values.map((one) => (
                <li key={one.value}>{valueWords(one, t)}</li>
              ))}
            </ul>
          ) : null}
        </div>
      </div>
      {answer.missing.length > 0 ? <Missing facts={answer.missing} isOpen={answer.outcome === "unknown"} /> : null}
      {answer.clauses.length > 0 ? (
        <ol className={css.clauses} aria-label={t("clauses")}>
          {answer.clauses.map((clause) => (
            <Clause key={clause.key} clause={clause} isCompact={isCompact} />
          ))}
        </ol>
      ) : (
        <div className={css.quiet}>{t("open")}</div>
      )}
    </div>
  );
}

function valueWords(one: AnsweredValue, t: ReturnType<typeof useAnswerText>): string {
  const name = typeof one.amount === "number" ? `${one.label || one.value}: ${one.amount}` : one.label || one.value;
  return one.certain ? name : t("maybe", { name });
}

function Points({ least, most }: { least: number; most: number }) {
  const t = useAnswerText();
  return <div>{least === most ? t("points", { count: least }) : t("pointsRange", { least, most })}</div>;
}

/** What is missing; what it stands in the way of is said only where the answer is open for want of it. */
function Missing({ facts, isOpen }: { facts: readonly MissingFact[]; isOpen: boolean }) {
  const t = useAnswerText();
  return (
    <div>
      <strong>{t("missing")}</strong>
      <ul className={css.missing}>
        {facts.map((one) => (
          <li key={one.fact}>
            {one.label} <Special isShown={one.special} />
          </li>
        ))}
      </ul>
      {isOpen ? <div className={css.quiet}>{t("missingHint")}</div> : null}
    </div>
  );
}

function Special({ isShown }: { isShown?: boolean }) {
  const t = useAnswerText();
  if (!isShown) return null;
  return (
    <>
      <IconLock size={14} aria-hidden className={css.lock} />
      <VisuallyHidden>{t("special")}</VisuallyHidden>
    </>
  );
}

/** How a clause stands for the person: a met exclusion is a bar, not a success; what only adds says neither. */
function standing({ outcome, effect = "require" }: AnsweredClause) {
  if (outcome === "unknown") return { ...OPEN, word: "clause.unknown" } as const;
  const isMet = outcome === "true";
  if (effect === "exclude") return isMet ? ({ ...BAD, word: "clause.barred" } as const) : ({ ...GOOD, word: "clause.clear" } as const);
  if (isMet) return { ...GOOD, word: "clause.met" } as const;
  return { ...BAD, tone: effect === "require" ? "danger" : "neutral", word: "clause.unmet" } as const;
}

function Clause({ clause, isCompact }: { clause: AnsweredClause; isCompact: boolean }) {
  const t = useAnswerText();
  const { tone, Mark, word } = standing(clause);
  const { basis } = clause;
  return (
    <li className={`${css.clause} ${css[tone]}`}>
      <Mark size={22} stroke={1.75} aria-hidden />
      <div>
        <div className={css.clauseHead}>
          <span className={css.word}>{t(word)}</span>
          {clause.decided ? <span className={css.decided}>{t("decided")}</span> : null}
        </div>
        <div className={css.message}>{clause.message}</div>
        {clause.problem ? <div className={css.problem}>{clause.problem}</div> : null}
        {clause.missing.length > 0 ? <div>{t("missingHere", { names: clause.missing.map((one) => one.label).join(", ") })}</div> : null}
        {basis ? <div className={css.quiet}>{basis.article ? t("basisArticle", basis) : t("basis", basis)}</div> : null}
        {clause.trace.length > 0 ? (
          <details className={css.details} open={!isCompact && tone !== "done" && tone !== "neutral"}>
            <summary>{t("details")}</summary>
            <Trace lines={clause.trace} />
          </details>
        ) : null}
      </div>
    </li>
  );
}

function Trace({ lines }: { lines: readonly TraceLine[] }) {
  return (
    <ul className={css.trace}>
      {lines.map((line, index) => (
        // The same fact may be asked twice in one clause.
        <Line key={`${line.fact}-${index}`} line={line} />
      ))}
    </ul>
  );
}

function Line({ line }: { line: TraceLine }) {
  const t = useAnswerText();
  const id = useId();
  const { tone, Mark } = RULES[line.outcome];
  return (
    <li className={css[tone]}>
      <Mark size={18} stroke={1.75} aria-hidden />
      <div>
        <VisuallyHidden>{t(`rule.${line.outcome}`)}: </VisuallyHidden>
        <span className={css.asked}>
          {line.sentence || `${line.label}: ${line.expected}`} <Special isShown={line.special} />
        </span>
        <div>
          {t("seen")}: {line.seen === null || line.seen === "" ? <em>{t("noValue")}</em> : <strong>{line.seen}</strong>}
        </div>
        {(line.records ?? []).map((record, index) => (
          <div key={index} className={css.record} role="group" aria-labelledby={`${id}-${index}`}>
            <div id={`${id}-${index}`} className={css.quiet}>
              {t("record", { number: index + 1 })}
            </div>
            <Trace lines={record} />
          </div>
        ))}
      </div>
    </li>
  );
}
