import { Select, Stack, Table, Text } from "@mantine/core";
import { useState } from "react";
import { useQuery } from "@tanstack/react-query";

import { call } from "@/lib/api";
import type { ApiProblem } from "@/lib/problems";
import { refreshReads, useAction } from "@/lib/query";
import { useParam } from "@/lib/routing";
import { AppLink, ConfirmWithReason, EmptyState, GuardedButton, Loaded, Notice, PageHeader, Panel, toastDone, type Obstacle } from "@/ui";

import { caseHome, CASES, type MovePreview } from "../api";
import { Obstacles } from "../components/Obstacles";
import { useText } from "../text";

type Row = MovePreview["cases"][number];

/** Moving open cases to the version in force: which, to which stage, what would be missing; then case by case. */
export default function CaseMoving() {
  const t = useText();
  const version = useParam("versionId");
  const path = `/api/v1/programme-versions/${version}/moving/`;
  const [stages, setStages] = useState<Record<string, string>>({});
  const preview = useQuery<MovePreview, ApiProblem>({
    queryKey: [CASES, "moving", version, stages],
    queryFn: ({ signal }) => call<MovePreview>("POST", `${path}preview/`, { body: { stages }, signal }),
    placeholderData: (before) => before,
  });
  return (
    <>
      <PageHeader title={t("moving.title")} lead={t("moving.lead")} crumbs={[{ label: t("title"), to: "/dosyalar" }]} />
      <Loaded query={preview}>
        {(found) =>
          found.total === 0 ? (
            <EmptyState title={t("moving.none")}>{t("moving.noneHint")}</EmptyState>
          ) : (
            <Preview found={found} path={path} stages={stages} onChoose={(stage, target) => setStages((before) => ({ ...before, [stage]: target }))} />
          )
        }
      </Loaded>
    </>
  );
}

interface PreviewProps {
  found: MovePreview;
  path: string;
  stages: Record<string, string>;
  onChoose: (stage: string, target: string) => void;
}

function Preview({ found, path, stages, onChoose }: PreviewProps) {
  const t = useText();
  const [isAsking, setAsking] = useState(false);
  const move = useAction((reason: string, { idempotencyKey }) => call<{ moved: number; left: number }>("POST", path, { body: { stages, reason, cases: null }, idempotencyKey }), {
    onDone: (done) => {
      toastDone(done.left > 0 ? `${t("moving.done", { count: done.moved })} ${t("moving.left", { count: done.left })}` : t("moving.done", { count: done.moved }));
      setAsking(false);
      void refreshReads([CASES]);
    },
  });
  const unchosen = found.stages.filter((one) => one.target === null);
  const forbidden = found.stages.filter((one) => one.forbidden.length > 0);
  const obstacles: Obstacle[] = [
    ...unchosen.map((one) => ({ message: t("moving.chooseFor", { stage: one.label }) })),
    ...forbidden.flatMap((one) => one.forbidden.map((told) => ({ message: `${one.label}: ${told.message} ${told.remedy}`, article: told.article || null }))),
  ];
  return (
    <Stack gap="lg">
      <Text>{t("moving.total", { count: found.total })}</Text>
      {found.hidden > 0 ? <Notice>{t("moving.hidden", { count: found.hidden })}</Notice> : null}
      <Panel title={t("moving.stages")}>
        <Stack gap="md">
          {found.stages.map((one) => (
            <Stack key={`${one.version} ${one.stage}`} gap="xs">
              <Select
                label={`${one.label} (${one.count})`}
                description={t("moving.to")}
                placeholder={t("moving.choose")}
                data={found.places.map((place) => ({ value: place.key, label: place.label }))}
                value={one.target}
                onChange={(target) => (target ? onChoose(one.stage, target) : undefined)}
                allowDeselect={false}
                maw={420}
              />
              {one.forbidden.length > 0 ? (
                <Notice meaning="attention" live="status" title={t("moving.forbidden", { stage: one.label, target: one.target_label })}>
                  <Obstacles found={one.forbidden} />
                </Notice>
              ) : null}
            </Stack>
          ))}
        </Stack>
      </Panel>
      <Panel title={t("moving.cases")} isFlush>
        <Table.ScrollContainer minWidth={480}>
          <Table>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t("field.number")}</Table.Th>
                <Table.Th>{t("field.person")}</Table.Th>
                <Table.Th>{t("moving.missing")}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {found.cases.map((row) => (
                <Table.Tr key={row.id}>
                  <Table.Td>
                    <AppLink to={caseHome(row.id)}>{row.number}</AppLink>
                  </Table.Td>
                  <Table.Td>{row.person}</Table.Td>
                  <Table.Td>
                    <Missing row={row} />
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      </Panel>
      {found.may_move ? (
        <div>
          <GuardedButton obstacles={obstacles} onClick={() => setAsking(true)}>
            {t("moving.submit")}
          </GuardedButton>
        </div>
      ) : (
        <Notice meaning="attention">{t("moving.mayNot")}</Notice>
      )}
      {isAsking ? (
        <ConfirmWithReason
          title={t("moving.confirm")}
          confirmLabel={t("moving.submit")}
          isDangerous={false}
          consequences={[t("moving.consequence")]}
          reasonMinLength={3}
          isBusy={move.isPending}
          problem={move.error}
          onConfirm={(reason) => move.mutate(reason)}
          onClose={() => setAsking(false)}
        />
      ) : null}
    </Stack>
  );
}

function Missing({ row }: { row: Row }) {
  const t = useText();
  if (row.missing.length === 0) return t("moving.nothing");
  return (
    <ul style={{ margin: 0, paddingLeft: 20 }}>
      {row.missing.map((one) => (
        <li key={one.form}>
          {one.is_absent ? t("moving.absent", { form: one.title }) : t("moving.questions", { form: one.title, questions: one.questions.map((asked) => asked.question).join(", ") })}
        </li>
      ))}
    </ul>
  );
}
