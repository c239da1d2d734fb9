import { Button, Group, List, Stack, Text } from "@mantine/core";
import { useState } from "react";

import { download } from "@/lib/api";
import { formatDate } from "@/lib/dates";
import { useAction, useRead } from "@/lib/query";
import { useGo, useParam } from "@/lib/routing";
import { useCan } from "@/lib/session";
import { AppLink, ConfirmWithReason, Disclosure, GuardedButton, LinkButton, Loaded, Notice, Panel, RecordPage, toastDone, toastProblem } from "@/ui";

import { caseHome, CASES, discardPlan, openPlan, planHome, planPath, TODAY, writePlanLetter, type Plan } from "../api";
import { Agreement, Review } from "../components/PlanDialogs";
import { usePurposes } from "../purposes";
import { useText } from "../text";

export default function PlanRecord() {
  const planId = useParam("planId");
  const found = useRead<Plan>(planPath(planId));
  return <Loaded query={found}>{(plan) => <Page plan={plan} />}</Loaded>;
}

function Page({ plan }: { plan: Plan }) {
  const t = useText();
  const facts = [
    { label: plan.person_word, value: plan.case.person.name },
    { label: t("plan.state"), value: plan.state_label },
    { label: t("plan.agreedOn"), value: plan.agreed_on ? [formatDate(plan.agreed_on), plan.agreed_by?.label].filter(Boolean).join(" · ") : null },
    { label: t("plan.reviewOn"), value: plan.review_due_on ? formatDate(plan.review_due_on) : plan.review_on ? formatDate(plan.review_on) : null },
    { label: t("plan.endedOn"), value: plan.ended_on ? formatDate(plan.ended_on) : null },
  ].filter((one) => one.value !== null);
  return (
    <RecordPage title={t("plan.title", { number: plan.number })} documentTitle={t("plan.one")} crumbs={[{ label: plan.case.number, to: caseHome(plan.case.id) }]} facts={facts} next={<Next plan={plan} />}>
      {plan.is_closed ? <Closed plan={plan} /> : <Words plan={plan} />}
      <Coaching plan={plan} />
      <Services plan={plan} />
      <Reviews plan={plan} />
      <Prints plan={plan} />
    </RecordPage>
  );
}

function Next({ plan }: { plan: Plan }) {
  const t = useText();
  const [dialog, setDialog] = useState<"agree" | "review" | "discard" | null>(null);
  const close = () => setDialog(null);
  if (!plan.may_write) return null;
  if (plan.state === "ended") return null;
  const obstacles = plan.missing.map((one) => ({ message: [one.message, one.remedy].filter(Boolean).join(" "), article: one.article || null, to: `${planHome(plan.case.id, plan.id)}/duzenle` }));
  return (
    <Stack gap="sm">
      {plan.state === "draft" ? (
        <>
          <GuardedButton obstacles={obstacles} onClick={() => setDialog("agree")}>
            {t("plan.agree")}
          </GuardedButton>
          <Group gap="xs">
            <LinkButton to={`${planHome(plan.case.id, plan.id)}/duzenle`} variant="default">
              {t("plan.editDraft")}
            </LinkButton>
            <Button variant="subtle" color="red" onClick={() => setDialog("discard")}>
              {t("plan.discard")}
            </Button>
          </Group>
        </>
      ) : (
        <Group gap="xs">
          <Button onClick={() => setDialog("review")}>{t("plan.review")}</Button>
          <LinkButton to={`/dosyalar/${plan.case.id}/plan/yeni`} variant="default">
            {t("plans.restructure")}
          </LinkButton>
        </Group>
      )}
      {dialog === "agree" ? <Agreement plan={plan} onClose={close} /> : null}
      {dialog === "review" ? <Review plan={plan} onClose={close} /> : null}
      {dialog === "discard" ? <Discard plan={plan} onClose={close} /> : null}
    </Stack>
  );
}

function Discard({ plan, onClose }: { plan: Plan; onClose: () => void }) {
  const t = useText();
  const go = useGo();
  const discard = useAction(() => discardPlan(plan), {
    refresh: [CASES, TODAY],
    onDone: () => {
      toastDone(t("plan.discarded"));
      go(caseHome(plan.case.id));
    },
  });
  return <ConfirmWithReason title={t("plan.discardTitle")} confirmLabel={t("plan.discard")} consequences={[t("plan.discardConsequence")]} isBusy={discard.isPending} problem={discard.error} onConfirm={() => discard.mutate(undefined)} onClose={onClose} />;
}

function Closed({ plan }: { plan: Plan }) {
  const t = useText();
  const purposes = usePurposes();
  return (
    <Panel title={t("plan.goals")}>
      <Disclosure label={t("plan.words")} purposes={purposes} read={(purpose) => openPlan(plan.id, purpose)}>
        {(opened) => <WordsBody plan={opened} />}
      </Disclosure>
    </Panel>
  );
}

function Words({ plan }: { plan: Plan }) {
  const t = useText();
  return (
    <Panel title={t("plan.goals")}>
      <WordsBody plan={plan} />
    </Panel>
  );
}

const WRAP = { whiteSpace: "pre-wrap", overflowWrap: "anywhere" } as const;

function WordsBody({ plan }: { plan: Plan }) {
  const t = useText();
  const rest = ([["plan.need", plan.need], ["plan.changed", plan.changed], ["plan.why", plan.why], ["form.note", plan.note], ["plan.endReason", plan.end_reason]] as const).filter(([, text]) => text);
  return (
    <Stack gap="md">
      {plan.goals.length === 0 ? <Text c="dimmed">{t("plan.noGoals")}</Text> : null}
      <List spacing="sm">
        {plan.goals.map((one, index) => (
          <List.Item key={index}>
            <Text style={WRAP}>“{one.words}”</Text>
            {one.measure ? (
              <Text size="sm" c="dimmed" style={WRAP}>
                {t("plan.measure")}: {one.measure}
              </Text>
            ) : null}
          </List.Item>
        ))}
      </List>
      {rest.map(([label, text]) => (
        <div key={label}>
          <Text fw={600}>{t(label)}</Text>
          <Text style={WRAP}>{text}</Text>
        </div>
      ))}
      {plan.replaces_number ? (
        <Notice meaning="info" title={t(plan.state === "draft" ? "plan.fromBefore" : "plan.replaces", { number: plan.replaces_number })}>
          {plan.change?.label}
        </Notice>
      ) : null}
    </Stack>
  );
}

function Coaching({ plan }: { plan: Plan }) {
  const t = useText();
  if (plan.coaching.length === 0) return null;
  const period = [plan.coaching_from, plan.coaching_to].map((day) => (day ? formatDate(day) : "…")).join(" – ");
  return (
    <Panel title={t("plan.coachingTitle")}>
      <Text>{plan.coaching.map((one) => one.label).join(", ")}</Text>
      <Text size="sm" c="dimmed">
        {[period, plan.coaching_hours ? t("plan.hoursAWeek", { hours: plan.coaching_hours.replace(".", ",") }) : null].filter(Boolean).join(" · ")}
      </Text>
    </Panel>
  );
}

function Services({ plan }: { plan: Plan }) {
  const t = useText();
  const often = (row: Plan["services"][number]) => (["weekly", "monthly", "quarterly"].includes(row.rhythm.key) ? t("plan.often", { rhythm: row.rhythm.label, count: row.times }) : row.rhythm.label);
  return (
    <Panel title={t("plan.services")}>
      {plan.services.length === 0 ? <Text c="dimmed">{t("plan.noServices")}</Text> : null}
      <List spacing="sm">
        {plan.services.map((row, index) => (
          <List.Item key={index}>
            <Text style={WRAP}>{row.words || row.activity?.label}</Text>
            <Text size="sm" c="dimmed">
              {[row.activity ? [row.activity.letter, row.activity.label].filter(Boolean).join(") ") : null, often(row), row.responsible?.name, row.starts_on || row.ends_on ? [row.starts_on, row.ends_on].map((day) => (day ? formatDate(day) : "…")).join(" – ") : null].filter(Boolean).join(" · ")}
            </Text>
          </List.Item>
        ))}
      </List>
    </Panel>
  );
}

function Reviews({ plan }: { plan: Plan }) {
  const t = useText();
  const held = plan.reviews.filter((one) => one.held_on);
  if (held.length === 0) return null;
  return (
    <Panel title={t("plan.reviews")}>
      <List spacing="sm">
        {held.map((one) => (
          <List.Item key={one.id}>
            <Text>{[formatDate(one.held_on), one.result?.label].filter(Boolean).join(" · ")}</Text>
            <Text size="sm" c="dimmed" style={WRAP}>
              {[one.held_by, one.note].filter(Boolean).join(" · ")}
            </Text>
          </List.Item>
        ))}
      </List>
    </Panel>
  );
}

/** On paper: whole, and the copy in plain words that the person takes home. Others than the coach open the words first. */
function Prints({ plan }: { plan: Plan }) {
  const t = useText();
  if (plan.is_closed) return null;
  const print = (copy: string, name: string) => download(`${planPath(plan.id)}print/`, `${name}.pdf`, { query: { copy } }).catch(toastProblem);
  return (
    <Panel title={t("plan.prints")}>
      <Group>
        <Button variant="default" onClick={() => void print("full", t("plan.one"))}>
          {t("plan.printFull")}
        </Button>
        <Button variant="default" onClick={() => void print("plain", t("plan.one"))}>
          {t("plan.printPlain")}
        </Button>
      </Group>
      <Text size="sm" c="dimmed" mt="xs">
        {t("plan.printHint")}
      </Text>
      <Letter plan={plan} />
    </Panel>
  );
}

/** The same plan as an official letter: drafted in one click, then approved, signed and served like every letter. */
function Letter({ plan }: { plan: Plan }) {
  const t = useText();
  const can = useCan();
  const write = useAction((_: undefined, intent) => writePlanLetter(plan, intent), {
    refresh: [planPath(plan.id)],
    onDone: () => toastDone(t("plan.letterDone")),
  });
  if (plan.letter) {
    const words = plan.letter.name ? t("plan.letterOpen", { number: plan.letter.name }) : t("plan.letterDraft");
    return <Text mt="md">{can("letters.read") ? <AppLink to={`/yazilar/${plan.letter.id}`}>{words}</AppLink> : words}</Text>;
  }
  if (plan.state !== "agreed" || !plan.may_write) return null;
  return (
    <Stack gap={4} mt="md" align="start">
      <Button variant="default" loading={write.isPending} onClick={() => write.mutate(undefined, { onError: toastProblem })}>
        {t("plan.letterWrite")}
      </Button>
      <Text size="sm" c="dimmed">
        {t("plan.letterHint")}
      </Text>
    </Stack>
  );
}

