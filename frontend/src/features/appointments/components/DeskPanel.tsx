import { Button, TextInput } from "@mantine/core";
import { useState } from "react";

import { call } from "@/lib/api";
import { useServerForm } from "@/lib/form";
import { useRead } from "@/lib/query";
import { AppLink, DataList, FormBody, Loaded, Panel, toastDone } from "@/ui";

import css from "../appointments.module.css";
import { useText } from "../text";

const DESK = "/api/v1/booking-desk/";

interface Desk {
  phone: string;
  sign_language_video: string;
  easy_read: string;
  version: number;
  may_write: boolean;
}

/** Whether the reader may write what holds for the whole municipality: its booking page, its closed days. */
export const useMayWriteForAll = () => useRead<Desk>(DESK).data?.may_write;

/** What the public booking page says of the municipality itself; links lead there, nothing is embedded. */
export function DeskPanel() {
  const t = useText();
  const desk = useRead<Desk>(DESK);
  const [isEditing, setEditing] = useState(false);
  const edit = desk.data?.may_write && !isEditing ? (
    <Button size="sm" variant="default" aria-label={`${t("cal.edit")}: ${t("desk.title")}`} onClick={() => setEditing(true)}>
      {t("cal.edit")}
    </Button>
  ) : null;
  return (
    <Panel title={t("desk.title")} actions={edit}>
      <Loaded query={desk} lines={2}>
        {(found) => (isEditing ? <Editor desk={found} onClose={() => setEditing(false)} /> : <Said desk={found} />)}
      </Loaded>
    </Panel>
  );
}

function Said({ desk }: { desk: Desk }) {
  const t = useText();
  return (
    <>
      <p className={`${css.detail} ${css.said}`}>
        {t("desk.hint")} {desk.may_write ? null : t("desk.readOnly")}
      </p>
      <p className={css.said}>
        <AppLink to="/randevu">{t("desk.page")}</AppLink>
      </p>
      <DataList
        facts={[
          { label: t("desk.phone"), value: desk.phone, unknown: t("desk.none") },
          { label: t("desk.sign"), value: desk.sign_language_video, unknown: t("desk.none") },
          { label: t("desk.easy"), value: desk.easy_read, unknown: t("desk.none") },
        ]}
      />
    </>
  );
}

function Editor({ desk, onClose }: { desk: Desk; onClose: () => void }) {
  const t = useText();
  const form = useServerForm({
    initial: { phone: desk.phone, sign_language_video: desk.sign_language_video, easy_read: desk.easy_read },
    labels: { phone: t("desk.phone"), sign_language_video: t("desk.sign"), easy_read: t("desk.easy") },
    save: (values, { idempotencyKey }) => call<Desk>("PUT", DESK, { body: values, idempotencyKey, ifMatch: desk.version }),
    onSaved: () => {
      toastDone(t("cal.saved"));
      onClose();
    },
    refresh: [DESK],
  });
  return (
    <FormBody form={form} onCancel={onClose}>
      <div className={css.stack} style={{ marginBottom: 24 }}>
        <TextInput {...form.field("phone", { isOptional: true })} maxLength={40} maw={280} autoComplete="off" />
        <TextInput {...form.field("sign_language_video", { isOptional: true })} description={t("desk.linkHint")} inputMode="url" maxLength={300} autoComplete="off" />
        <TextInput {...form.field("easy_read", { isOptional: true })} description={t("desk.linkHint")} inputMode="url" maxLength={300} autoComplete="off" />
      </div>
    </FormBody>
  );
}
