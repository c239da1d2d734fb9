import { Button, Group, Radio } from "@mantine/core";
import { useState } from "react";

import { call, download } from "@/lib/api";
import { formatBirth } from "@/lib/dates";
import { useAction, usePage } from "@/lib/query";
import { Loaded, Notice, Panel, toastDone, toastProblem } from "@/ui";

import { IMPORTS, type FileRow, type ImportJob } from "../api";
import css from "../imports.module.css";
import { useText } from "../text";
import { ProblemNotice } from "./ProblemNotice";

const SHOWN = 50;

/** Rows that cannot go in: each bad cell by its name, and the file in which to mend them. */
export function BadRows({ job }: { job: ImportJob }) {
  const t = useText();
  const page = usePage<FileRow>(`${IMPORTS}${job.id}/rows/`, { state: "invalid", page_size: SHOWN, at: job.checked_at });
  const count = job.counts.invalid ?? 0;
  const [isBusy, setBusy] = useState(false);
  const fetchFile = async () => {
    setBusy(true);
    await download(`${IMPORTS}${job.id}/bad-rows/`, "duzeltilecek.xlsx").catch(toastProblem);
    setBusy(false);
  };
  return (
    <Panel title={t("problemsTitle")} isFlush actions={<Button variant="default" loading={isBusy} onClick={() => void fetchFile()}>{t("downloadBad")}</Button>}>
      <div style={{ padding: "0 20px 12px" }}>{t("problemsLead")}</div>
      <Loaded query={page}>
        {(data) => (
          <div>
            {data.results.map((row) => (
              <div key={row.id} className={css.rowItem}>
                <strong>{t("rowNumber", { number: row.number })}</strong>
                <ul className={css.problems}>
                  {row.problems.map((one, index) => (
                    <li key={index}>
                      {one.cell ? <span className={css.cell}>{one.cell}: </span> : null}
                      {one.message} {one.remedy}
                    </li>
                  ))}
                </ul>
              </div>
            ))}
            {count > SHOWN ? <div className={css.rowItem}>{t("moreRows", { count: SHOWN })}</div> : null}
          </div>
        )}
      </Loaded>
    </Panel>
  );
}

/** Rows that may be someone on record: someone new, the same person, or left out. */
export function HeldRows({ job, canDecide }: { job: ImportJob; canDecide: boolean }) {
  const t = useText();
  const url = `${IMPORTS}${job.id}/`;
  const page = usePage<FileRow>(`${url}rows/`, { state: "held", page_size: SHOWN, at: job.checked_at });
  const [chosen, setChosen] = useState<Record<number, string>>({});
  const save = useAction(
    (_: undefined, { idempotencyKey }) => {
      const decisions = Object.entries(chosen).filter(([, value]) => value).map(([number, value]) => {
        const [decision, subject_id] = value.split(":");
        return { number: Number(number), decision, ...(subject_id ? { subject_id } : {}) };
      });
      return call<{ decided: number }>("POST", `${url}decisions/`, { body: { decisions }, idempotencyKey });
    },
    { refresh: [url], onDone: ({ decided }) => toastDone(t("decided", { count: decided })) },
  );
  const current = (row: FileRow) => chosen[row.number] ?? (row.decision === "same" ? `same:${row.matches[0]?.id ?? ""}` : row.decision);
  return (
    <Panel title={t("heldTitle")} isFlush>
      <div style={{ padding: "0 20px 12px" }}>{t("heldLead")}</div>
      <ProblemNotice problem={save.error} />
      <Loaded query={page}>
        {(data) => (
          <div>
            {data.results.map((row) => (
              <div key={row.id} className={css.rowItem}>
                <Radio.Group label={t("decision", { number: row.number })} description={row.problems.map((one) => one.message).join(" ") || undefined} value={current(row)} onChange={(value) => setChosen((before) => ({ ...before, [row.number]: value }))}>
                  <Group gap="lg" mt="xs">
                    {row.matches.map((one) => (
                      <Radio key={one.id} value={`same:${one.id}`} disabled={!canDecide} label={t("same", { name: one.name })} description={[one.birth_date ? t("born", { date: formatBirth(one.birth_date, one.birth_precision) }) : null, t("file_number", { number: one.file_number })].filter(Boolean).join(" · ")} />
                    ))}
                    <Radio value="create" disabled={!canDecide} label={t("create")} />
                    <Radio value="skip" disabled={!canDecide} label={t("skipRow")} />
                  </Group>
                </Radio.Group>
              </div>
            ))}
            {(job.counts.held ?? 0) > SHOWN ? <Notice>{t("moreRows", { count: SHOWN })}</Notice> : null}
          </div>
        )}
      </Loaded>
      {canDecide ? (
        <Group p="md">
          <Button variant="default" disabled={!Object.values(chosen).some(Boolean)} loading={save.isPending} onClick={() => save.mutate(undefined)}>
            {t("saveDecisions")}
          </Button>
        </Group>
      ) : null}
    </Panel>
  );
}
