import { FileInput, Modal, Select, TextInput } from "@mantine/core";
import { useState } from "react";

import { useReturnFocus } from "@/lib/focus";
import { useServerForm } from "@/lib/form";
import { useRead, type Page } from "@/lib/query";
import { useMe } from "@/lib/session";
import { DateField, FormBody, Notice, toastDone, useUiText } from "@/ui";

import { capabilitiesPath, GRANTS, ME, requestGrant, type Capability, type Grant, type GrantDraft } from "../api";
import css from "../capabilities.module.css";
import { useText } from "../text";

interface RequestDialogProps {
  programmeId: string;
  capability: Capability;
  kinds: { key: string; label: string }[];
  onClose: () => void;
}

/** A request for a grant: kind, number, date and days of the legal basis, its scan, and who decides. */
export function RequestDialog({ programmeId, capability, kinds, onClose }: RequestDialogProps) {
  const t = useText();
  const ui = useUiText();
  useReturnFocus();
  const form = useServerForm<GrantDraft, Grant>({
    initial: { basis: null, number: "", dated: null, valid_from: null, valid_to: null, act: null, named_approver: null },
    labels: {
      basis: t("field.basis"),
      number: t("field.number"),
      dated: t("field.dated"),
      valid_from: t("field.valid_from"),
      valid_to: t("field.valid_to"),
      act: t("field.act"),
      named_approver: t("field.named_approver"),
    },
    check: ({ act }) => ({ act: act ? null : t("actMissing") }),
    save: (values, { idempotencyKey }) => requestGrant(programmeId, capability.key, values, idempotencyKey),
    onSaved: () => {
      toastDone(t("requested"));
      onClose();
    },
    refresh: [capabilitiesPath(programmeId), GRANTS, ME],
    draft: { key: `capabilities.${programmeId}.${capability.key}`, omit: ["act"] },
  });
  const title = t("requestTitle", { capability: capability.label });
  return (
    <Modal opened onClose={onClose} title={title} size="lg" closeOnClickOutside={!form.isDirty} closeButtonProps={{ "aria-label": ui("close") }}>
      <FormBody form={form} submitLabel={t("request")} onCancel={onClose}>
        <div className={css.stack} style={{ marginBottom: 24 }}>
          <Notice>{t("requestLead")}</Notice>
          <Select {...form.field("basis")} data={kinds.map((one) => ({ value: one.key, label: one.label }))} required allowDeselect={false} />
          <TextInput {...form.field("number")} required maxLength={60} maw={240} />
          <DateField {...form.field("dated")} required bound="past" />
          <DateField {...form.field("valid_from")} required />
          <DateField {...form.field("valid_to")} required bound="future" />
          <FileInput {...form.field("act")} description={t("actHint")} required clearable accept="application/pdf,image/*" />
          <Approver {...form.field("named_approver", { isOptional: true })} />
        </div>
      </FormBody>
    </Modal>
  );
}

interface Colleague {
  id: string;
  full_name: string;
  title: string;
}

// What `form.field` gives, passed on.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
function Approver(props: any) {
  const t = useText();
  const me = useMe();
  const [typed, setTyped] = useState("");
  const staff = useRead<Page<Colleague>>("/api/v1/staff/", { page_size: 100 });
  const others = (staff.data?.results ?? []).filter((one) => one.id !== me.id);
  const data = others.map((one) => ({ value: one.id, label: one.title ? `${one.full_name}, ${one.title}` : one.full_name }));
  return <Select {...props} data={data} description={t("approverHint")} searchable searchValue={typed} onSearchChange={setTyped} clearable maw={480} />;
}
