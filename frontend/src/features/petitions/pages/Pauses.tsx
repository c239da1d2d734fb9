import { Button, Group, List, Select, Stack, Text, Textarea, TextInput } from "@mantine/core";
import { useState } from "react";

import { formatDate, formatDateTime, todayIso } from "@/lib/dates";
import { call } from "@/lib/api";
import { useServerForm } from "@/lib/form";
import { useAction, useRead } from "@/lib/query";
import { ConfirmWithReason, DateField, EmptyState, FieldPair, FormBody, FormSection, Loaded, Notice, PageHeader, Panel, Status, toastDone } from "@/ui";

import { PAUSES, type Pause, type PauseChoices, type PausePreview } from "../api";
import { useText } from "../text";

const WHOLE = "whole";

/** Force majeure: stop the programme's own clocks, see what stops and what runs on, end it early. */
export default function Pauses() {
  const t = useText();
  const choices = useRead<PauseChoices>(`${PAUSES}choices/`);
  const found = useRead<{ results: Pause[] }>(PAUSES);
  // What was declared has left the form: pressing again must not declare it twice.
  const [round, setRound] = useState(0);
  return (
    <>
      <PageHeader title={t("pauses.title")} lead={t("pauses.lead")} />
      <Stack gap="lg">
        <Panel title={t("pauses.new")}>
          <Loaded query={choices}>{(data) => <Declare key={round} choices={data} onDone={() => setRound((before) => before + 1)} />}</Loaded>
        </Panel>
        <Panel title={t("pauses.list")}>
          <Loaded query={found}>
            {({ results }) =>
              results.length === 0 ? (
                <EmptyState title={t("pauses.empty.title")}>{t("pauses.empty.hint")}</EmptyState>
              ) : (
                <List listStyleType="none" spacing="md" styles={{ itemWrapper: { display: "block" } }}>
                  {results.map((one) => (
                    <List.Item key={one.id}>
                      <Row one={one} />
                    </List.Item>
                  ))}
                </List>
              )
            }
          </Loaded>
        </Panel>
      </Stack>
    </>
  );
}

function Declare({ choices, onDone }: { choices: PauseChoices; onDone: () => void }) {
  const t = useText();
  const places = [...(choices.whole_municipality ? [{ value: WHOLE, label: t("pauses.whole") }] : []), ...choices.programmes.map((one) => ({ value: one.id, label: one.name }))];
  const form = useServerForm({
    initial: { programme: (places[0]?.value ?? null) as string | null, starts_on: todayIso() as string | null, ends_on: null as string | null, reason: "", basis: "" },
    labels: { programme: t("pauses.scope"), starts_on: t("pauses.starts"), ends_on: t("pauses.ends"), reason: t("pauses.reason"), basis: t("pauses.basis") },
    save: (values, { idempotencyKey }) => call<Pause>("POST", PAUSES, { body: { ...values, programme: values.programme === WHOLE ? null : values.programme }, idempotencyKey }),
    onSaved: () => {
      toastDone(t("pauses.declared"));
      onDone();
    },
    refresh: [PAUSES, "/api/v1/cases/"],
    draft: { key: "pauses.new" },
  });
  const { programme, starts_on, ends_on } = form.values;
  return (
    <FormBody form={form} submitLabel={t("pauses.new")}>
      <FormSection>
        <Select {...form.field("programme")} data={places} allowDeselect={false} searchable />
        <FieldPair>
          <DateField {...form.field("starts_on")} />
          <DateField {...form.field("ends_on")} />
        </FieldPair>
        <Effect programme={programme} starts={starts_on} ends={ends_on} />
        <Textarea {...form.field("reason")} description={t("pauses.reasonHint")} autosize minRows={2} />
        <TextInput {...form.field("basis")} description={t("pauses.basisHint")} autoComplete="off" />
      </FormSection>
    </FormBody>
  );
}

const isDay = (value: string | null): value is string => value !== null && /^\d{4}-\d\d-\d\d$/.test(value);

/** What would stop and what runs on, with the article, before anybody presses the button. */
function Effect({ programme, starts, ends }: { programme: string | null; starts: string | null; ends: string | null }) {
  const t = useText();
  const isKnown = isDay(starts) && isDay(ends) && ends >= starts && programme !== null;
  const query = { starts_on: starts ?? "", ends_on: ends ?? "", ...(programme && programme !== WHOLE ? { programme } : {}) };
  const effect = useRead<PausePreview>(`${PAUSES}preview/`, query, { enabled: isKnown });
  if (!isKnown || !effect.data) return null;
  const { cases, stopping, running, article, article_text } = effect.data;
  return (
    <Notice meaning={stopping.length === 0 ? "attention" : "info"} live="status" title={t("pauses.effect", { count: cases })}>
      <div>{stopping.length > 0 ? t("pauses.stopping", { labels: stopping.join(", ") }) : t("pauses.nothing")}</div>
      {running.length > 0 ? (
        <>
          <div>{t("pauses.running")}</div>
          <List spacing={2}>
            {running.map((one) => (
              <List.Item key={one.label}>{one.why}</List.Item>
            ))}
          </List>
        </>
      ) : null}
      {article ? (
        <Text size="sm">
          {t("article", { article })}
          {article_text ? <span style={{ display: "block" }}>“{article_text}”</span> : null}
        </Text>
      ) : null}
    </Notice>
  );
}

function Row({ one }: { one: Pause }) {
  const t = useText();
  const [ending, setEnding] = useState(false);
  const last = one.ended_on ?? one.ends_on;
  const isAhead = one.starts_on > todayIso();
  return (
    <Group justify="space-between" align="start" gap="sm">
      <div style={{ flex: "1 1 260px", minWidth: 0 }}>
        <Text fw={600}>
          {formatDate(one.starts_on)} – {formatDate(last)} · {one.programme?.name ?? t("pauses.whole")}
        </Text>
        <Text style={{ overflowWrap: "anywhere" }}>{one.reason}</Text>
        <Text size="sm" c="dimmed" style={{ overflowWrap: "anywhere" }}>
          {one.basis} · {t("pauses.extended", { count: one.cases_extended })} · {t("pauses.by", { name: one.declared_by, date: formatDateTime(one.declared_at) })}
        </Text>
        {one.ended_on ? <Text size="sm">{t("pauses.endedEarly", { date: formatDate(one.ended_on), reason: one.end_reason })}</Text> : null}
      </div>
      <Group gap="sm">
        <Status meaning={one.is_running ? "attention" : "neutral"}>{one.is_running ? t("pauses.now") : isAhead ? t("pauses.planned") : t("pauses.over")}</Status>
        {one.may_end ? (
          <Button size="sm" variant="default" aria-label={t("pauses.endNamed", { reason: one.reason })} onClick={() => setEnding(true)}>
            {t("pauses.end")}
          </Button>
        ) : null}
      </Group>
      {ending ? <End one={one} onClose={() => setEnding(false)} /> : null}
    </Group>
  );
}

function End({ one, onClose }: { one: Pause; onClose: () => void }) {
  const t = useText();
  const [day, setDay] = useState<string | null>(todayIso());
  const end = useAction((reason: string, context) => call<Pause>("POST", `${PAUSES}${one.id}/ending/`, { body: { reason, last_day: day }, ...context }), {
    refresh: [PAUSES, "/api/v1/cases/"],
    onDone: () => {
      toastDone(t("done"));
      onClose();
    },
  });
  return (
    <ConfirmWithReason
      title={t("pauses.end")}
      confirmLabel={t("pauses.end")}
      consequences={[t("pauses.endConsequence")]}
      reasonMinLength={3}
      reasonLabel={t("pauses.endReason")}
      isBusy={end.isPending}
      problem={end.error}
      onConfirm={(reason) => end.mutate(reason)}
      onClose={onClose}
    >
      <DateField label={t("pauses.lastDay")} value={day} onChange={setDay} error={end.error?.errors.find((found) => found.field === "last_day")?.message} />
    </ConfirmWithReason>
  );
}
