import { Button, Group, Radio, Stack, Text } from "@mantine/core";
import { useState } from "react";

import { useAction, useRead } from "@/lib/query";
import { useGo, useSearchParams } from "@/lib/routing";
import { EmptyState, LinkButton, Loaded, Notice, PageHeader, Panel, toastDone, useProblemText } from "@/ui";
import { Answer } from "@/ui/Answer";
import { PersonPicker } from "@/ui/PersonPicker";

import { caseHome, CASES, openCase, type Offer, type Opening } from "../api";
import { useText } from "../text";

/** "Dosya aç": the person, the programme, what the rules say, then the case. */
export default function CaseNew() {
  const t = useText();
  const { kisi, program } = useSearchParams();
  const [person, setPerson] = useState<string | null>(kisi ?? null);
  const [programme, setProgramme] = useState<string | null>(program ?? null);
  return (
    <>
      <PageHeader title={t("open")} lead={t("new.lead")} crumbs={[{ label: t("title"), to: "/dosyalar" }]} />
      <Stack gap="lg" maw={820}>
        <Panel title={t("field.person")}>
          <Person value={person} onChange={(next) => { setPerson(next); setProgramme(null); }} />
        </Panel>
        <Panel title={t("field.programme")}>
          {person ? <Programmes person={person} value={programme} onChange={setProgramme} /> : <Text c="dimmed">{t("new.personFirst")}</Text>}
        </Panel>
        {person && programme ? <Decision key={`${person} ${programme}`} person={person} programme={programme} /> : null}
      </Stack>
    </>
  );
}

function Person({ value, onChange }: { value: string | null; onChange: (id: string | null) => void }) {
  const t = useText();
  const known = useRead<{ id: string; name: string; file_number: string }>(`/api/v1/people/${value ?? ""}/`, undefined, { enabled: value !== null });
  const [isChanging, setChanging] = useState(value === null);
  if (!isChanging && value !== null) {
    return (
      <Group justify="space-between">
        <Text fw={600}>{known.data ? `${known.data.name} · ${known.data.file_number}` : "…"}</Text>
        <Button variant="default" size="sm" onClick={() => { setChanging(true); onChange(null); }}>
          {t("change")}
        </Button>
      </Group>
    );
  }
  return <PersonPicker label={t("field.person")} value={null} onChange={(id) => { if (id) { onChange(id); setChanging(false); } }} />;
}

function Programmes({ person, value, onChange }: { person: string; value: string | null; onChange: (id: string) => void }) {
  const t = useText();
  const offers = useRead<{ results: Offer[] }>(`${CASES}offers/`, { person });
  return (
    <Loaded query={offers} lines={2}>
      {({ results }) =>
        results.length === 0 ? (
          <EmptyState title={t("new.none")}>{t("new.noneHint")}</EmptyState>
        ) : (
          <Radio.Group value={value} onChange={onChange} label={t("field.programme")} labelProps={{ style: { position: "absolute", clipPath: "inset(50%)" } }}>
            <Stack gap="sm">
              {results.map((one) => (
                <Radio key={one.id} value={one.id} label={one.name} description={one.case ? t("new.hasCase", { number: one.case.number }) : undefined} />
              ))}
            </Stack>
          </Radio.Group>
        )
      }
    </Loaded>
  );
}

function Decision({ person, programme }: { person: string; programme: string }) {
  const t = useText();
  const go = useGo();
  const words = useProblemText();
  const opening = useRead<Opening>(`${CASES}opening/`, { person, programme });
  const open = useAction((_: void, intent) => openCase(person, programme, intent), {
    refresh: [CASES],
    onDone: (saved) => {
      toastDone(t("new.done", { number: saved.number }));
      go(caseHome(saved.id));
    },
  });
  return (
    <Panel title={t("new.checking")}>
      <Loaded query={opening}>
        {(found) => (
          <Stack gap="md">
            {open.error ? (
              <Notice meaning="danger" live="alert" title={words(open.error).title}>
                {words(open.error).detail}
              </Notice>
            ) : null}
            {found.answer ? <Answer answer={found.answer} /> : null}
            {found.can_open ? (
              <>
                {found.answer?.outcome === "unknown" ? <Notice>{t("new.unknown")}</Notice> : null}
                <Group>
                  <Button loading={open.isPending} onClick={() => open.mutate()}>
                    {t("new.submit")}
                  </Button>
                </Group>
              </>
            ) : (
              <Notice
                meaning="attention"
                title={found.obstacle}
                actions={
                  <LinkButton to={`/bilgi-talepleri/yeni?kisi=${person}`} size="sm" variant="default">
                    {t("new.record")}
                  </LinkButton>
                }
              >
                {found.remedy} {found.answer?.outcome === "no" ? null : t("new.stillHelped")}
              </Notice>
            )}
          </Stack>
        )}
      </Loaded>
    </Panel>
  );
}
