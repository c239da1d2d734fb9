import { ActionIcon, Button, Select, Textarea, TextInput, Title } from "@mantine/core";
import { IconArrowDown, IconArrowUp, IconCopy, IconTrash } from "@tabler/icons-react";
import { lazy, Suspense, useId } from "react";

import type { LegalBasis } from "@/lib/programmes";
import { LoadingState, Notice, Status } from "@/ui";
import type { PlacedProblem } from "@/ui/conditions/places";

import type { DecisionPoint } from "../api";
import type { ClauseDraft } from "../draft";
import type { PlacedFindings } from "../findings";
import css from "../rules.module.css";
import { useText } from "../text";
import { ClauseSummary } from "./ClauseSummary";
import { EffectFields } from "./EffectFields";

// The query builder is large; it comes when a clause is opened.
const ConditionBuilder = lazy(() => import("@/ui/conditions/ConditionBuilder").then((module) => ({ default: module.ConditionBuilder })));

export interface ClauseActs {
  toggle: () => void;
  /** null: it stands at that end. */
  up: (() => void) | null;
  down: (() => void) | null;
  copy: () => void;
  remove: () => void;
}

interface ClauseCardProps {
  number: number;
  clause: ClauseDraft;
  point: DecisionPoint;
  basis: readonly LegalBasis[];
  sentence: string;
  findings: PlacedFindings;
  isOpen: boolean;
  isReadOnly: boolean;
  acts: ClauseActs;
  onChange: (clause: ClauseDraft) => void;
}

const NO_PROBLEMS: PlacedProblem[] = [];

/** One clause: closed, what it says; open, everything that makes it up. */
export function ClauseCard(props: ClauseCardProps) {
  const t = useText();
  const { number, clause, findings, isOpen, isReadOnly, acts } = props;
  const bodyId = useId();
  const own = Object.keys(findings.fields).filter((field) => field.startsWith(`${clause.id}.`)).length;
  const wrong = own + (findings.conditions[clause.id]?.length ?? 0);
  return (
    <li className={css.card} data-wrong={wrong > 0 || undefined} id={`clause-${clause.id}`}>
      <div className={css.cardHead}>
        <div className={css.cardTitle}>
          <Title order={3} size="h4">
            {t("clause.title", { number })}
          </Title>
          {wrong > 0 ? <Status meaning="danger">{t("clause.problems", { count: wrong })}</Status> : null}
        </div>
        <div className={css.cardTools}>
          {isReadOnly ? null : <Tools id={clause.id} number={number} acts={acts} />}
          <Button size="compact-md" variant="default" id={`clause-${clause.id}-open`} aria-expanded={isOpen} aria-controls={bodyId} aria-label={t(isOpen ? "clause.close" : "clause.open", { number })} onClick={acts.toggle}>
            {isOpen ? t("clause.closeShort") : t(isReadOnly ? "set.look" : "set.edit")}
          </Button>
        </div>
      </div>
      <div id={bodyId}>{isOpen ? <Body {...props} /> : <Closed {...props} />}</div>
    </li>
  );
}

function Tools({ id, number, acts }: { id: string; number: number; acts: ClauseActs }) {
  const t = useText();
  const shared = { variant: "subtle", color: "gray", size: 32 } as const;
  return (
    <>
      <ActionIcon {...shared} id={`clause-${id}-up`} aria-label={t("clause.up", { number })} aria-disabled={!acts.up} onClick={() => acts.up?.()}>
        <IconArrowUp size={18} aria-hidden />
      </ActionIcon>
      <ActionIcon {...shared} id={`clause-${id}-down`} aria-label={t("clause.down", { number })} aria-disabled={!acts.down} onClick={() => acts.down?.()}>
        <IconArrowDown size={18} aria-hidden />
      </ActionIcon>
      <ActionIcon {...shared} aria-label={t("clause.copy", { number })} onClick={acts.copy}>
        <IconCopy size={18} aria-hidden />
      </ActionIcon>
      <ActionIcon {...shared} aria-label={t("clause.remove", { number })} onClick={acts.remove}>
        <IconTrash size={18} aria-hidden />
      </ActionIcon>
    </>
  );
}

function Closed({ clause, point, basis, sentence }: ClauseCardProps) {
  return (
    <div className={css.cardShort}>
      <ClauseSummary
        sentence={sentence}
        isAlways={clause.condition.rules.length === 0}
        effect={{ kind: clause.effect.kind, value: clause.effect.value, points: clause.effect.points === "" ? null : clause.effect.points }}
        message={clause.message.tr}
        basis={clause.source ? { source: clause.source, article: clause.article } : null}
        point={point}
        texts={basis}
      />
    </div>
  );
}

function Body({ number, clause, point, basis, sentence, findings, isReadOnly, onChange }: ClauseCardProps) {
  const t = useText();
  const error = (field: string) => findings.fields[`${clause.id}.${field}`];
  const advice = findings.advice[clause.id] ?? [];
  const texts = [{ value: "", label: t("clause.sourceNone") }, ...basis.map((one) => ({ value: one.key, label: one.title }))];
  return (
    <div className={css.cardBody}>
      <Sentence sentence={sentence} isAlways={clause.condition.rules.length === 0} />
      <Suspense fallback={<LoadingState lines={3} />}>
        <ConditionBuilder
          label={t("clause.conditionOf", { number })}
          fields={point.fields}
          value={clause.condition}
          problems={findings.conditions[clause.id] ?? NO_PROBLEMS}
          isReadOnly={isReadOnly}
          onChange={(condition) => onChange({ ...clause, condition })}
        />
      </Suspense>
      {advice.length > 0 ? (
        <Notice meaning="attention" title={t("clause.advice")}>
          <ul className={css.advice}>
            {advice.map((one) => (
              <li key={one}>{one}</li>
            ))}
          </ul>
        </Notice>
      ) : null}
      <EffectFields point={point} effect={clause.effect} error={error} isReadOnly={isReadOnly} onChange={(effect) => onChange({ ...clause, effect })} />
      <div className={css.pair}>
        <Textarea
          label={t("clause.message")}
          description={t("clause.messageHint")}
          minRows={2}
          disabled={isReadOnly}
          value={clause.message.tr}
          error={error("message.tr")}
          onChange={(event) => onChange({ ...clause, message: { ...clause.message, tr: event.currentTarget.value } })}
        />
        <Textarea
          label={t("clause.messageEn")}
          description={<span lang="en">English</span>}
          lang="en"
          minRows={2}
          disabled={isReadOnly}
          value={clause.message.en}
          error={error("message.en")}
          onChange={(event) => onChange({ ...clause, message: { ...clause.message, en: event.currentTarget.value } })}
        />
      </div>
      <div className={css.pair}>
        <Select label={t("clause.source")} description={t("clause.sourceHint")} disabled={isReadOnly} data={texts} value={clause.source} error={error("source")} onChange={(source) => onChange({ ...clause, source: source ?? "" })} />
        {clause.source ? (
          <TextInput label={t("clause.article")} description={t("clause.articleHint")} disabled={isReadOnly} value={clause.article} error={error("article")} onChange={(event) => onChange({ ...clause, article: event.currentTarget.value })} />
        ) : null}
      </div>
    </div>
  );
}

function Sentence({ sentence, isAlways }: { sentence: string; isAlways: boolean }) {
  const t = useText();
  return (
    <div className={css.said}>
      <div className={css.saidLabel}>{t("clause.sentence")}</div>
      <div>{isAlways ? t("clause.always") : sentence || t("clause.noSentence")}</div>
    </div>
  );
}
