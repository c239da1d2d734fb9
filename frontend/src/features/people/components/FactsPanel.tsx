import { Button, Group, Text } from "@mantine/core";
import { useState } from "react";

import { useCatalogue } from "@/lib/catalogue";
import { formatDate, formatDateTime } from "@/lib/dates";
import { useRead } from "@/lib/query";
import { useCan } from "@/lib/session";
import { Loaded, Panel } from "@/ui";

import { FACT_KINDS, personPath, type Fact, type FactKind, type Person } from "../api";
import css from "../people.module.css";
import { useText } from "../text";
import { FactChange, FactCorrection } from "./FactDialogs";

type Act = { kind: FactKind; fact?: Fact; verb: "change" | "correct" };

/** Facts with their dates. "Değişti" begins a new time; "Düzelt" says that the row was wrong all along. */
export function FactsPanel({ person }: { person: Person }) {
  const t = useText();
  const can = useCan();
  const [act, setAct] = useState<Act | null>(null);
  const [isHistory, setHistory] = useState(false);
  const close = () => setAct(null);
  return (
    <Panel
      id="bilgiler"
      title={t("record.panel.facts")}
      actions={
        <Button size="sm" variant="default" onClick={() => setHistory(!isHistory)} aria-expanded={isHistory}>
          {isHistory ? t("record.facts.historyHide") : t("record.facts.history")}
        </Button>
      }
    >
      <dl className={css.facts}>
        {FACT_KINDS.map((kind) => (
          <Row key={kind} kind={kind} fact={person.facts.find((one) => one.kind === kind)} mayWrite={can("people.write")} onAct={setAct} />
        ))}
      </dl>
      {isHistory ? <History personId={person.id} /> : null}
      {act?.verb === "change" ? <FactChange person={person} kind={act.kind} fact={act.fact} onClose={close} /> : null}
      {act?.verb === "correct" && act.fact ? <FactCorrection person={person} fact={act.fact} onClose={close} /> : null}
    </Panel>
  );
}

function Row({ kind, fact, mayWrite, onAct }: { kind: FactKind; fact?: Fact; mayWrite: boolean; onAct: (act: Act) => void }) {
  const t = useText();
  const label = t(`field.${kind}`);
  const button = (verb: Act["verb"], text: string) => (
    <Button size="compact-sm" variant="subtle" onClick={() => onAct({ kind, fact, verb })} aria-label={`${label}: ${text}`}>
      {text}
    </Button>
  );
  return (
    <>
      <dt>{label}</dt>
      <dd>
        {fact ? (
          <div>
            {fact.label}
            <Text size="sm" c="dimmed">
              {[fact.valid_from ? t("record.address.since", { date: formatDate(fact.valid_from) }) : t("record.address.sinceUnknown"), fact.source_label].join(" · ")}
            </Text>
          </div>
        ) : (
          <Text c="dimmed" fs="italic">
            {t("record.missing.ask")}
          </Text>
        )}
        {mayWrite ? (
          <Group gap={4} wrap="nowrap">
            {fact ? (
              <>
                {button("change", t("record.facts.change"))}
                {button("correct", t("record.facts.correct"))}
              </>
            ) : (
              button("change", t("record.facts.add"))
            )}
          </Group>
        ) : null}
      </dd>
    </>
  );
}

function History({ personId }: { personId: string }) {
  const t = useText();
  const catalogue = useCatalogue();
  const rows = useRead<{ results: Fact[] }>(`${personPath(personId)}facts/`);
  return (
    <Loaded query={rows} lines={3}>
      {({ results }) => (
        <ul className={css.history}>
          {results.map((fact) => (
            <li key={fact.id} data-superseded={Boolean(fact.superseded_at)}>
              <div>
                {fact.kind_label}: {catalogue.label(fact.kind, fact.code)}
                {fact.superseded_at ? ` (${t("record.facts.superseded")})` : ""}
                {fact.is_correction ? ` (${t("record.facts.correction")})` : ""}
              </div>
              <Text size="sm" c="dimmed">
                {[
                  fact.valid_from ? t("record.address.since", { date: formatDate(fact.valid_from) }) : t("record.address.sinceUnknown"),
                  fact.valid_to && t("record.facts.until", { date: formatDate(fact.valid_to) }),
                  t("record.facts.recorded", { date: formatDateTime(fact.recorded_at) }),
                ]
                  .filter(Boolean)
                  .join(" · ")}
              </Text>
            </li>
          ))}
        </ul>
      )}
    </Loaded>
  );
}
