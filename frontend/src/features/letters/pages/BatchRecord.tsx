import { Button, Group, Progress, Table, Text } from "@mantine/core";
import { useState } from "react";

import { call, download } from "@/lib/api";
import { formatDateTime } from "@/lib/dates";
import { useAction, useRead } from "@/lib/query";
import { useParam } from "@/lib/routing";
import { useCan } from "@/lib/session";
import { AppLink, ConfirmWithReason, GuardedButton, LinkButton, Loaded, Panel, RecordPage, Status, toastDone, toastProblem } from "@/ui";

import { BATCHES, LETTERS, type BatchPage } from "../api";
import { useText } from "../text";

const GOING = new Set(["running", "approving"]);

/** How far a batch is, what went wrong, and its one approval. */
export default function BatchRecord() {
  const path = `${BATCHES}${useParam("batchId")}/`;
  const [isGoing, setGoing] = useState(true);
  const batch = useRead<BatchPage>(path, undefined, { refetchInterval: isGoing ? 2000 : false });
  const goes = batch.data ? GOING.has(batch.data.state) : true;
  if (goes !== isGoing) setGoing(goes);
  return <Loaded query={batch}>{(data) => <OneBatch batch={data} />}</Loaded>;
}

function OneBatch({ batch }: { batch: BatchPage }) {
  const t = useText();
  const can = useCan();
  const path = `${BATCHES}${batch.id}/`;
  const [isAsked, setAsked] = useState(false);
  const approve = useAction((_: string, { idempotencyKey }) => call<BatchPage>("POST", `${path}approval/`, { body: {}, idempotencyKey }), {
    refresh: [BATCHES, LETTERS],
    onDone: () => {
      setAsked(false);
      toastDone(t("done.approved"));
    },
  });
  const stop = useAction((task: string, { idempotencyKey }) => call("POST", `/api/v1/tasks/${task}/cancel/`, { idempotencyKey }), { refresh: [BATCHES] });
  const done = batch.state === "approving" ? batch.approved : batch.done;
  return (
    <RecordPage
      title={batch.label}
      documentTitle={t("batch.title")}
      badge={<Status meaning={batch.state === "approved" ? "done" : batch.state === "cancelled" ? "neutral" : "info"}>{batch.state_label}</Status>}
      crumbs={[
        { label: t("title"), to: "/yazilar" },
        { label: t("batch.title"), to: "/yazilar/toplu" },
      ]}
      facts={[
        { label: t("batch.programme"), value: batch.programme.name },
        { label: t("batch.cases"), value: batch.total },
        { label: t("batch.drafts"), value: batch.drafts },
        { label: t("batch.approved"), value: batch.approved },
        { label: t("batch.at"), value: `${formatDateTime(batch.requested_at)} · ${batch.requested_by}` },
      ]}
      actions={
        <Group gap="xs">
          <LinkButton to={`/yazilar?batch=${batch.id}`} variant="default">
            {t("batch.letters")}
          </LinkButton>
          {GOING.has(batch.state) ? null : (
            <Button variant="default" onClick={() => void download(`${path}pdf/`, "yazilar.pdf").catch(toastProblem)}>
              {t("batch.pdf")}
            </Button>
          )}
        </Group>
      }
      next={
        GOING.has(batch.state) ? (
          <div role="status">
            <Progress value={batch.total ? (100 * done) / batch.total : 0} aria-label={t("batch.progress", { done, total: batch.total })} />
            <Text size="sm">{t("batch.progress", { done, total: batch.total })}</Text>
            {batch.is_own && batch.task ? (
              <Button size="compact-sm" variant="subtle" onClick={() => stop.mutate(batch.task ?? "", { onError: toastProblem })}>
                {t("batch.cancel")}
              </Button>
            ) : null}
          </div>
        ) : batch.state === "done" && can("letters.approve") ? (
          <GuardedButton obstacles={batch.is_own ? [{ message: t("batch.own") }] : []} onClick={() => setAsked(true)}>
            {t("batch.approve")}
          </GuardedButton>
        ) : null
      }
    >
      {batch.wrong.length > 0 ? (
        <Panel title={t("batch.wrong")}>
          <Table.ScrollContainer minWidth={360}>
            <Table>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{t("batch.person")}</Table.Th>
                  <Table.Th>{t("batch.what")}</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {batch.wrong.map((one) => (
                  <Table.Tr key={one.case}>
                    <Table.Td>
                      <AppLink to={`/dosyalar/${one.case}`}>{one.person}</AppLink>
                    </Table.Td>
                    <Table.Td>{one.problem}</Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </Table.ScrollContainer>
        </Panel>
      ) : null}
      {isAsked ? (
        <ConfirmWithReason
          title={t("batch.approve")}
          confirmLabel={t("batch.approve")}
          consequences={[t("batch.approveEffect", { count: batch.drafts })]}
          isDangerous={false}
          isBusy={approve.isPending}
          problem={approve.error}
          onConfirm={(reason) => approve.mutate(reason)}
          onClose={() => setAsked(false)}
        />
      ) : null}
    </RecordPage>
  );
}
