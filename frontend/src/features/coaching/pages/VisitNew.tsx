import { Button, Select, Stack, Text } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useEffect, useState } from "react";

import { todayIso } from "@/lib/dates";
import { wantHeadingFocus } from "@/lib/focus";
import { useServerForm } from "@/lib/form";
import { newIntent } from "@/lib/http";
import { usePage, useRead } from "@/lib/query";
import { useGo, useSearchParams } from "@/lib/routing";
import { EmptyState, FormPage, FormSection, Loaded, Notice, PageHeader, Panel, toastDone } from "@/ui";

import { CASES, CHOICES, coachingPath, TODAY, VISITS, visitHome, writeVisit, type CaseCoaching, type Choices } from "../api";
import { useVisitLabels, VisitFormFields } from "../components/VisitForm";
import { useText } from "../text";

/** How long a phone without a line waits before it tries again by itself. */
const RETRY_MS = 10_000;

/** "Ziyaret yaz": two minutes on a phone. Without a line it waits here and is sent once, whatever the line does. */
export default function VisitNew() {
  const t = useText();
  const { dosya, randevu, yer } = useSearchParams();
  const [chosen, setChosen] = useState<string | null>(dosya ?? null);
  const choose = (id: string | null) => {
    // The page becomes another one under the same address: it begins at its heading again.
    wantHeadingFocus();
    setChosen(id);
  };
  const choices = useRead<Choices>(CHOICES);
  const coaching = useRead<CaseCoaching>(coachingPath(chosen ?? ""), undefined, { enabled: chosen !== null });
  if (chosen === null) {
    return (
      <>
        <PageHeader title={t("visit.new")} crumbs={[{ label: t("title"), to: "/ziyaretler" }]} />
        <Panel title={t("form.who")}>
          <CasePicker onChange={choose} />
        </Panel>
      </>
    );
  }
  return (
    <Loaded query={choices} lines={6}>
      {(codes) => (
        <Loaded query={coaching} lines={6}>
          {(one) => <Form key={chosen} caseId={chosen} coaching={one} choices={codes} appointment={randevu ?? null} place={yer ?? ""} onOther={dosya ? null : () => choose(null)} />}
        </Loaded>
      )}
    </Loaded>
  );
}

interface CaseChoice {
  id: string;
  number: string;
  person: { name: string };
  programme: { name: string };
}

/** As many as fit a phone without looking for long. */
const MOST_OWN = 8;
const lineOf = (one: CaseChoice) => [one.person.name, one.number, one.programme.name].join(" · ");

/** One's own open cases by one touch; typing looks among all that may be found. */
function CasePicker({ onChange }: { onChange: (id: string) => void }) {
  const t = useText();
  const [query, setQuery] = useState("");
  const [asked] = useDebouncedValue(query.trim(), 250);
  const own = usePage<CaseChoice>(CASES, { responsible: "me" });
  const found = usePage<CaseChoice>(CASES, asked.length >= 2 ? { q: asked } : { responsible: "me" });
  const mine = (own.data?.results ?? []).slice(0, MOST_OWN);
  return (
    <Stack gap="lg">
      {mine.length > 0 ? (
        <Stack gap="xs" role="group" aria-label={t("form.ownCases")}>
          <Text fw={600} aria-hidden>
            {t("form.ownCases")}
          </Text>
          {mine.map((one) => (
            <Button key={one.id} variant="default" justify="start" h="auto" py="sm" onClick={() => onChange(one.id)} styles={{ label: { whiteSpace: "normal", textAlign: "start", lineHeight: 1.4 } }}>
              {lineOf(one)}
            </Button>
          ))}
        </Stack>
      ) : null}
      <Select
        label={mine.length > 0 ? t("form.otherCase") : t("form.case")}
        description={t("form.caseHint")}
        searchable
        value={null}
        filter={({ options }) => options}
        data={(found.data?.results ?? []).map((one) => ({ value: one.id, label: lineOf(one) }))}
        onSearchChange={setQuery}
        nothingFoundMessage={found.isFetching ? t("searching") : t("form.noCase")}
        onChange={(id) => (id ? onChange(id) : undefined)}
        size="md"
      />
    </Stack>
  );
}

interface FormProps {
  caseId: string;
  coaching: CaseCoaching;
  choices: Choices;
  appointment: string | null;
  place: string;
  onOther: (() => void) | null;
}

function Form({ caseId, coaching, choices, appointment, place, onOther }: FormProps) {
  const t = useText();
  const go = useGo();
  const labels = useVisitLabels();
  const known = choices.places.some((one) => one.key === place) ? place : "";
  // The key belongs to the visit, not to the request: kept with the draft, it stays the same after a reload.
  const [clientKey] = useState(newIntent);
  const form = useServerForm({
    initial: {
      case: caseId, client_key: clientKey, appointment, visited_on: todayIso() as string | null, place: known, minutes: 30 as number | string,
      activity: null as string | null, topics: [] as string[], next_on: null as string | null, next_words: "", workplace: "", note: "",
    }, // prettier-ignore
    labels,
    check: (values) => ({
      place: values.place ? null : t("form.placeMissing"),
      activity: coaching.activities.length > 0 && coaching.articles.some((one) => one.guard === "activity_code") && !values.activity ? t("form.activityMissing") : null,
    }),
    save: writeVisit,
    onSaved: (saved) => {
      toastDone(t("visit.saved"));
      go(visitHome(saved.id));
    },
    refresh: [VISITS, TODAY],
    draft: { key: `coaching.visit.${caseId}`, omit: ["note", "next_words", "workplace"] },
  });
  const isWaiting = form.problem?.isUnanswered === true;
  useRetry(isWaiting, form.submit);
  if (!coaching.may_write) {
    return <EmptyState title={t("visit.notYours")}>{t("visit.notYoursHint")}</EmptyState>;
  }
  return (
    <FormPage
      title={t("visit.new")}
      documentTitle={t("visit.new")}
      crumbs={[{ label: t("title"), to: "/ziyaretler" }]}
      form={isWaiting ? { ...form, problem: null } : form}
      cancelTo="/ziyaretler"
      submitLabel={t("visit.save")}
    >
      {isWaiting ? (
        <div style={{ marginBottom: 24 }}>
          <Notice meaning="attention" live="status" title={t("offline.title")}>
            {t("offline.text")}
          </Notice>
        </div>
      ) : null}
      <FormSection title={t("form.who")}>
        <div>
          <Text fw={600}>{coaching.case.person.name}</Text>
          <Text size="sm" c="dimmed">
            {coaching.case.number} · {coaching.case.programme.name}
          </Text>
        </div>
        {onOther ? (
          <button type="button" onClick={onOther} style={{ all: "unset", cursor: "pointer", textDecoration: "underline", justifySelf: "start", padding: "8px 0" }}>
            {t("form.otherPerson")}
          </button>
        ) : null}
      </FormSection>
      <VisitFormFields form={form as never} coaching={coaching} choices={choices} />
    </FormPage>
  );
}

/** Sends again when the line is back, and now and then in between: the browser does not always know. */
function useRetry(isWaiting: boolean, submit: () => void) {
  useEffect(() => {
    if (!isWaiting) return;
    const again = () => submit();
    window.addEventListener("online", again);
    const timer = window.setInterval(again, RETRY_MS);
    return () => {
      window.removeEventListener("online", again);
      window.clearInterval(timer);
    };
  }, [isWaiting, submit]);
}
