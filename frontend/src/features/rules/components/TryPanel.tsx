import { Button, SegmentedControl, Select } from "@mantine/core";
import { useId, useState } from "react";

import { PEOPLE_READING } from "@/config/rights";
import { useCatalogue } from "@/lib/catalogue";
import { asProblem, type ApiProblem } from "@/lib/problems";
import { useCan } from "@/lib/session";
import { Notice, Panel, useProblemText } from "@/ui";
import { Answer, type DecisionAnswer } from "@/ui/Answer";
import type { BuilderField } from "@/ui/conditions/model";
import { PersonPicker } from "@/ui/PersonPicker";

import type { Facts } from "../api";
import { EXAMPLES, fitting, type ExampleKey } from "../examples";
import { PURPOSES } from "../purposes";
import css from "../rules.module.css";
import { useText } from "../text";
import { FactForm } from "./FactForm";

export type Kind = "madeUp" | "registered";

interface TryPanelProps {
  /** The facts that the rules ask about. */
  fields: readonly BuilderField[];
  kind: Kind;
  onKind: (kind: Kind) => void;
  facts: Facts;
  onFacts: (facts: Facts) => void;
  /** What the made-up person gets; comes by itself as it is typed. */
  answer: DecisionAnswer | null;
  /** Asks about a registered person; throws an ApiProblem. */
  run: (person: string, purpose: string) => Promise<DecisionAnswer | null>;
  /** Changes when the rules do: an answer about a registered person is then out of date. */
  rulesKey: string;
}

/** The rules on somebody, as they stand on the screen. */
export function TryPanel(props: TryPanelProps) {
  const t = useText();
  const { kind, onKind } = props;
  const id = useId();
  return (
    <Panel title={t("person.title")}>
      <div className={css.try}>
        <div className={css.quiet}>{t("person.lead")}</div>
        <div>
          <div id={id} className={css.fieldName}>
            {t("person.kind")}
          </div>
          <SegmentedControl
            fullWidth
            aria-labelledby={id}
            value={kind}
            onChange={(next) => onKind(next as Kind)}
            data={[
              { value: "madeUp", label: t("person.madeUp") },
              { value: "registered", label: t("person.registered") },
            ]}
          />
        </div>
        {kind === "madeUp" ? <MadeUp {...props} /> : <Registered {...props} />}
      </div>
    </Panel>
  );
}

/** Examples and a form of what the rules look at. */
export function MadeUpForm({ fields, facts, onFacts }: Pick<TryPanelProps, "fields" | "facts" | "onFacts">) {
  const t = useText();
  const [example, setExample] = useState<string | null>(null);
  const data = (Object.keys(EXAMPLES) as ExampleKey[]).map((key) => ({ value: key, label: t(`example.${key}`) }));
  if (fields.length === 0) return <div className={css.quiet}>{t("person.noFacts")}</div>;
  return (
    <>
      <Select
        size="sm"
        label={t("person.example")}
        placeholder={t("person.exampleNone")}
        clearable
        data={data}
        value={example}
        onChange={(key) => {
          setExample(key);
          onFacts(key ? fitting(EXAMPLES[key as ExampleKey], fields) : {});
        }}
      />
      <div role="group" aria-label={t("person.facts")}>
        <FactForm
          fields={fields}
          value={facts}
          onChange={(next) => {
            setExample(null);
            onFacts(next);
          }}
        />
      </div>
    </>
  );
}

function MadeUp(props: TryPanelProps) {
  const t = useText();
  const { answer } = props;
  return (
    <>
      <MadeUpForm {...props} />
      <Result answer={answer} />
      {answer ? null : <div className={css.quiet}>{t("person.waiting")}</div>}
    </>
  );
}

/** The verdict is read out when it changes; the reasons are there to be read. */
export function Result({ answer }: { answer: DecisionAnswer | null }) {
  const t = useText();
  return (
    <>
      <div role="status" className={css.spoken}>
        {answer ? t("person.said", { outcome: t(`person.outcome.${answer.outcome}`) }) : ""}
      </div>
      {answer ? <Answer answer={answer} /> : null}
    </>
  );
}

function Registered({ fields, run, rulesKey }: TryPanelProps) {
  const t = useText();
  const can = useCan();
  const words = useProblemText();
  const catalogue = useCatalogue();
  const [person, setPerson] = useState<string | null>(null);
  const [purpose, setPurpose] = useState<string | null>(null);
  const [isAsked, setAsked] = useState(false);
  const [isRunning, setRunning] = useState(false);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const [found, setFound] = useState<{ answer: DecisionAnswer | null; key: string } | null>(null);
  const needsPurpose = isAsked || fields.some((field) => field.special);
  const key = `${person}-${rulesKey}`;

  const ask = async () => {
    if (!person) return;
    setRunning(true);
    setProblem(null);
    try {
      setFound({ answer: await run(person, needsPurpose ? (purpose ?? "") : ""), key });
    } catch (error) {
      const caught = asProblem(error);
      // The server saw special values that the fields did not announce.
      if (caught.code === "purpose_required") setAsked(true);
      else setProblem(caught);
      setFound(null);
    } finally {
      setRunning(false);
    }
  };
  if (!can(PEOPLE_READING)) return <Notice>{t("person.noRight")}</Notice>;
  return (
    <>
      <PersonPicker
        size="sm"
        label={t("person.search")}
        description={t("person.searchHint")}
        value={person}
        onChange={(id) => {
          setPerson(id);
          setFound(null);
        }}
      />
      {needsPurpose ? (
        <>
          <Select size="sm" label={t("person.purpose")} data={PURPOSES.map((one) => ({ value: one, label: catalogue.label("purpose", one) }))} value={purpose} onChange={setPurpose} />
          <div className={css.quiet}>{t("person.logged")}</div>
        </>
      ) : null}
      <div>
        <Button variant="default" loading={isRunning} disabled={!person || (needsPurpose && !purpose)} onClick={() => void ask()}>
          {t(needsPurpose ? "person.runLogged" : "person.run")}
        </Button>
      </div>
      {problem ? (
        <Notice meaning="danger" live="alert" title={words(problem).title}>
          {words(problem).detail}
        </Notice>
      ) : null}
      {found && found.key !== key ? <Notice meaning="attention">{t("person.again")}</Notice> : null}
      <Result answer={found?.answer ?? null} />
    </>
  );
}
