import { TextInput } from "@mantine/core";

import { call } from "@/lib/api";
import { useCatalogue } from "@/lib/catalogue";
import { todayIso } from "@/lib/dates";
import { useServerForm } from "@/lib/form";
import { DateField, FieldPair, toastDone } from "@/ui";

import { PEOPLE, personPath, type Fact, type FactKind, type Person } from "../api";
import { useText } from "../text";
import { FormDialog } from "./FormDialog";
import { Pick } from "./Pick";

interface FactChangeProps {
  person: Person;
  kind: FactKind;
  fact?: Fact;
  onClose: () => void;
}

/** Something has become different on a day; what held before stays in the history. */
export function FactChange({ person, kind, fact, onClose }: FactChangeProps) {
  const t = useText();
  const catalogue = useCatalogue();
  const form = useServerForm({
    initial: { code: null as string | null, valid_from: (fact ? todayIso() : null) as string | null, source: "self" as string | null, note: "" },
    labels: { code: t("record.facts.code"), valid_from: t("record.facts.validFrom"), source: t("record.facts.source"), note: t("record.facts.note") },
    save: (values, { idempotencyKey }) =>
      call<Fact>("POST", `${personPath(person.id)}facts/`, { body: { ...values, code: values.code ?? "", kind, replaces: fact?.id ?? null }, idempotencyKey }),
    onSaved: () => {
      toastDone(t("record.saved"));
      onClose();
    },
    refresh: [personPath(person.id), PEOPLE],
  });
  return (
    <FormDialog title={fact ? t("record.facts.changeTitle", { kind: t(`field.${kind}`) }) : t(`field.${kind}`)} hint={fact ? t("record.facts.changeHint") : undefined} form={form} onClose={onClose}>
      <Pick {...form.field("code")} data={catalogue.options(kind)} required clearable={false} />
      <FieldPair>
        <DateField {...form.field("valid_from")} value={form.values.valid_from} bound="past" w="100%" />
        <Pick {...form.field("source")} data={catalogue.options("source")} clearable={false} description={" "} />
      </FieldPair>
      <TextInput {...form.field("note", { isOptional: true })} autoComplete="off" />
    </FormDialog>
  );
}

/** A row that was wrong all along is replaced by the right one, with a reason. */
export function FactCorrection({ person, fact, onClose }: { person: Person; fact: Fact; onClose: () => void }) {
  const t = useText();
  const catalogue = useCatalogue();
  const form = useServerForm({
    initial: { code: fact.code as string | null, valid_from: fact.valid_from ?? null, valid_to: fact.valid_to ?? null, reason: "" },
    labels: { code: t("record.facts.codeRight"), valid_from: t("record.facts.validFrom"), valid_to: t("record.facts.validTo"), reason: t("record.facts.reason") },
    version: fact.version,
    save: (values, { idempotencyKey, ifMatch }) =>
      call<Fact>("POST", `${PEOPLE}facts/${fact.id}/correction/`, { body: { ...values, code: values.code ?? "" }, ifMatch, idempotencyKey }),
    onSaved: () => {
      toastDone(t("record.saved"));
      onClose();
    },
    refresh: [personPath(person.id), PEOPLE],
  });
  return (
    <FormDialog title={t("record.facts.correctTitle", { kind: fact.kind_label })} hint={t("record.facts.correctHint")} form={form} onClose={onClose}>
      <Pick {...form.field("code")} data={catalogue.options(fact.kind)} required clearable={false} />
      <FieldPair>
        <DateField {...form.field("valid_from")} value={form.values.valid_from} bound="past" w="100%" />
        <DateField {...form.field("valid_to")} value={form.values.valid_to} bound="past" w="100%" />
      </FieldPair>
      <TextInput {...form.field("reason")} required autoComplete="off" />
    </FormDialog>
  );
}
