import { Button, Modal, Select, Text, Textarea, TextInput } from "@mantine/core";
import { useState } from "react";

import { call } from "@/lib/api";
import { useCatalogue } from "@/lib/catalogue";
import { formatDate, todayIso } from "@/lib/dates";
import { useServerForm } from "@/lib/form";
import { useRead } from "@/lib/query";
import { useCan } from "@/lib/session";
import { DataTable, DateField, EmptyState, FormBody, Loaded, PageHeader, Panel, Status, toastDone } from "@/ui";

import { NOTICES, type PrivacyNotice } from "../api";
import css from "../setup.module.css";
import { useText } from "../text";

type Open = { kind: "new" } | { kind: "edit" | "publish" | "read"; notice: PrivacyNotice } | null;

export default function Notices() {
  const t = useText();
  const mayManage = useCan()("notices.manage");
  const notices = useRead<{ results: PrivacyNotice[] }>(NOTICES);
  const [open, setOpen] = useState<Open>(null);
  const close = () => setOpen(null);
  const add = mayManage ? <Button onClick={() => setOpen({ kind: "new" })}>{t("notices.new")}</Button> : null;
  return (
    <>
      <PageHeader title={t("notices.title")} lead={t("notices.lead")} crumbs={[{ label: t("settings"), to: "/ayarlar" }]} actions={add} />
      <Loaded query={notices}>
        {({ results }) =>
          results.length === 0 ? (
            <EmptyState title={t("notices.empty")} actions={add}>
              {t("notices.emptyHint")}
            </EmptyState>
          ) : (
            <Panel isFlush>
              <DataTable
                caption={t("notices.title")}
                rows={results}
                rowId={(row) => row.id}
                columns={[
                  {
                    key: "title",
                    header: t("notices.field.title"),
                    isName: true,
                    cell: (row) => (
                      <Button variant="subtle" size="compact-md" onClick={() => setOpen({ kind: row.published_at || !mayManage ? "read" : "edit", notice: row })}>
                        {row.title}
                      </Button>
                    ),
                  },
                  { key: "number", header: t("notices.field.number"), cell: (row) => row.number },
                  { key: "variant", header: t("notices.field.variant"), cell: (row) => row.variant_label },
                  { key: "from", header: t("notices.field.from"), cell: (row) => (row.published_at ? formatDate(row.valid_from) : "") },
                  { key: "state", header: t("notices.field.state"), cell: (row) => <State notice={row} /> },
                  {
                    key: "act",
                    header: t("notices.field.act"),
                    cell: (row) =>
                      mayManage && !row.published_at ? (
                        <Button variant="default" size="sm" onClick={() => setOpen({ kind: "publish", notice: row })} aria-label={t("notices.publishOf", { title: row.title })}>
                          {t("notices.publish")}
                        </Button>
                      ) : null,
                  },
                ]}
              />
            </Panel>
          )
        }
      </Loaded>
      {open?.kind === "new" ? <Draft notice={null} onClose={close} /> : null}
      {open?.kind === "edit" ? <Draft notice={open.notice} onClose={close} /> : null}
      {open?.kind === "publish" ? <Publish notice={open.notice} onClose={close} /> : null}
      {open?.kind === "read" ? (
        <Modal opened onClose={close} title={open.notice.title} size="lg" closeButtonProps={{ "aria-label": t("notices.close") }}>
          <Text className={css.text}>{open.notice.text}</Text>
        </Modal>
      ) : null}
    </>
  );
}

function State({ notice }: { notice: PrivacyNotice }) {
  const t = useText();
  if (!notice.published_at) return <Status>{t("notices.draft")}</Status>;
  if (notice.valid_to && notice.valid_to <= todayIso()) return <Status>{t("notices.ended")}</Status>;
  if (notice.valid_from > todayIso()) return <Status meaning="info">{t("notices.planned", { day: formatDate(notice.valid_from) })}</Status>;
  return <Status meaning="done">{t("notices.inForce")}</Status>;
}

function Draft({ notice, onClose }: { notice: PrivacyNotice | null; onClose: () => void }) {
  const t = useText();
  const variants = useCatalogue().options("notice_variant");
  const form = useServerForm({
    initial: { title: notice?.title ?? "", text: notice?.text ?? "", variant: notice?.variant ?? "standard" },
    version: notice?.version,
    labels: { title: t("notices.field.title"), text: t("notices.field.text"), variant: t("notices.field.variant") },
    save: ({ variant, ...values }, { idempotencyKey, ifMatch }) =>
      notice
        ? call<PrivacyNotice>("PUT", `${NOTICES}${notice.id}/`, { body: values, ifMatch })
        : call<PrivacyNotice>("POST", NOTICES, { body: { ...values, variant }, idempotencyKey }),
    onSaved: () => {
      toastDone(t("notices.saved"));
      onClose();
    },
    refresh: [NOTICES],
    draft: { key: `setup.notice.${notice?.id ?? "new"}` },
  });
  return (
    <Modal opened onClose={onClose} title={notice ? t("notices.edit") : t("notices.new")} size="lg" closeButtonProps={{ "aria-label": t("notices.close") }}>
      <FormBody form={form} onCancel={onClose}>
        <div style={{ display: "grid", gap: 16 }}>
          <TextInput {...form.field("title")} required maxLength={200} />
          {notice ? null : <Select {...form.field("variant")} allowDeselect={false} data={variants} />}
          <Textarea {...form.field("text")} required autosize minRows={8} maxRows={20} />
        </div>
      </FormBody>
    </Modal>
  );
}

function Publish({ notice, onClose }: { notice: PrivacyNotice; onClose: () => void }) {
  const t = useText();
  const form = useServerForm({
    initial: { valid_from: todayIso() as string | null },
    version: notice.version,
    labels: { valid_from: t("notices.field.validFrom") },
    save: (values, { idempotencyKey, ifMatch }) => call<PrivacyNotice>("POST", `${NOTICES}${notice.id}/publish/`, { body: values, idempotencyKey, ifMatch }),
    onSaved: () => {
      toastDone(t("notices.published"));
      onClose();
    },
    refresh: [NOTICES, "/api/v1/setup/"],
  });
  return (
    <Modal opened onClose={onClose} title={t("notices.publishTitle")} closeButtonProps={{ "aria-label": t("notices.close") }}>
      <FormBody form={form} onCancel={onClose} submitLabel={t("notices.publish")}>
        <div style={{ display: "grid", gap: 16 }}>
          <Text>{t("notices.publishHint")}</Text>
          <DateField {...form.field("valid_from")} />
        </div>
      </FormBody>
    </Modal>
  );
}
