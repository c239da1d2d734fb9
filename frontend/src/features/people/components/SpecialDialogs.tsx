import { TextInput } from "@mantine/core";

import { call } from "@/lib/api";
import { useCatalogue } from "@/lib/catalogue";
import { todayIso } from "@/lib/dates";
import { useServerForm } from "@/lib/form";
import { DateField, FieldPair, Notice, toastDone } from "@/ui";

import { PEOPLE, personPath, type Person } from "../api";
import { useProgrammes, useTargetGroups } from "../choices";
import { SPECIAL_KINDS, type SpecialFact } from "../special";
import { usePartsText } from "../text";
import { FormDialog } from "./FormDialog";
import { Pick } from "./Pick";

function useLabels() {
  const t = usePartsText();
  const names = ["kind", "code", "rank", "source", "programme", "basis", "statute", "valid_from", "valid_to", "detail", "reason"] as const;
  const labels = Object.fromEntries(names.map((name) => [name, t(`special.field.${name}`)]));
  return { ...labels, legal_basis: t("special.field.basis"), "fact.code": t("special.field.code"), "fact.source": t("special.field.source") };
}

const useRanks = () => {
  const t = usePartsText();
  return [
    { value: "primary", label: t("special.rankPrimary") },
    { value: "secondary", label: t("special.rankSecondary") },
  ];
};

/** A new special-category fact, for one programme and on a basis. */
export function SpecialAdd({ person, onClose }: { person: Person; onClose: () => void }) {
  const t = usePartsText();
  const catalogue = useCatalogue();
  const programmes = useProgrammes();
  const ranks = useRanks();
  const form = useServerForm({
    initial: { kind: "target_group", code: null as string | null, rank: "secondary", source: "self", programme: person.programme?.id ?? null, legal_basis: null as string | null, statute: "", valid_from: null as string | null, detail: "" },
    labels: useLabels(),
    save: (values, { idempotencyKey }) =>
      call("POST", `${personPath(person.id)}sensitive/`, { body: { ...values, code: values.code ?? "", legal_basis: values.legal_basis ?? "" }, idempotencyKey }),
    onSaved: () => {
      toastDone(t("special.saved"));
      onClose();
    },
    refresh: [personPath(person.id), PEOPLE],
  });
  const { kind, code, programme } = form.values;
  const groups = useTargetGroups(programme);
  const isGroup = kind === "target_group";
  const codes = isGroup ? groups.data({ served: t("special.groupsServed"), others: t("special.groupsOthers") }) : catalogue.options(kind);
  const hint = isGroup ? groups.hint(code) : catalogue.codes(kind).find((one) => one.key === code)?.hint;
  return (
    <FormDialog title={t("special.add")} form={form} onClose={onClose}>
      <FieldPair>
        <Pick
          {...form.field("kind")}
          data={SPECIAL_KINDS.map((one) => ({ value: one, label: t(`special.kind.${one}`) }))}
          clearable={false}
          onChange={(value) => form.mantine.setValues({ kind: value ?? "target_group", code: null })}
        />
        <Pick {...form.field("code")} data={codes} required clearable={false} />
      </FieldPair>
      {hint ? <Notice meaning="attention">{code === "violence_victim" ? t("special.violence") : hint}</Notice> : null}
      {isGroup && groups.isOther(code) ? <Notice meaning="info">{t("special.groupOther")}</Notice> : null}
      <FieldPair>
        {isGroup ? <Pick {...form.field("rank")} data={ranks} clearable={false} /> : null}
        <Pick {...form.field("source")} data={catalogue.options("source")} clearable={false} />
      </FieldPair>
      <FieldPair>
        <Pick {...form.field("programme")} data={programmes} description={" "} />
        <Pick {...form.field("legal_basis")} data={catalogue.options("legal_basis")} description={t("special.basisHint")} />
      </FieldPair>
      {form.values.legal_basis ? <TextInput {...form.field("statute")} autoComplete="off" /> : null}
      <DateField {...form.field("valid_from")} value={form.values.valid_from} bound="past" />
      <TextInput {...form.field("detail", { isOptional: true })} autoComplete="off" />
    </FormDialog>
  );
}

interface OneProps {
  person: Person;
  fact: SpecialFact;
  onDone: () => void;
  onClose: () => void;
}

/** The day on which a fact has ceased to hold. */
export function SpecialEnd({ person, fact, onDone, onClose }: OneProps) {
  const t = usePartsText();
  const form = useServerForm({
    initial: { valid_to: todayIso() as string | null },
    labels: useLabels(),
    version: fact.version,
    save: (values, context) => call("POST", `${PEOPLE}sensitive/${fact.id}/end/`, { body: values, ...context }),
    onSaved: () => {
      toastDone(t("special.saved"));
      onDone();
    },
    refresh: [personPath(person.id)],
  });
  return (
    <FormDialog title={`${fact.label}: ${t("special.end")}`} hint={t("special.endHint")} form={form} onClose={onClose}>
      <DateField {...form.field("valid_to")} value={form.values.valid_to} bound="past" />
    </FormDialog>
  );
}

/** A fact that was wrong all along: what is right, or that it never held. */
export function SpecialCorrect({ person, fact, onDone, onClose }: OneProps) {
  const t = usePartsText();
  const catalogue = useCatalogue();
  const groups = useTargetGroups(fact.kind === "target_group" ? fact.programme : null);
  const ranks = useRanks();
  const codes =
    fact.kind === "target_group"
      ? groups.data({ served: t("special.groupsServed"), others: t("special.groupsOthers") }, { value: fact.code, label: fact.label })
      : catalogue.options(fact.kind);
  const form = useServerForm({
    initial: { code: fact.code as string | null, rank: fact.rank, source: fact.source, valid_from: fact.valid_from, reason: "" },
    labels: useLabels(),
    version: fact.version,
    save: ({ reason, ...right }, context) =>
      call("POST", `${PEOPLE}sensitive/${fact.id}/correction/`, { body: { reason, fact: right.code ? { ...right, kind: fact.kind } : null }, ...context }),
    onSaved: () => {
      toastDone(t("special.saved"));
      onDone();
    },
    refresh: [personPath(person.id)],
  });
  return (
    <FormDialog title={`${fact.label}: ${t("special.correct")}`} hint={t("special.correctHint")} form={form} onClose={onClose}>
      <Pick {...form.field("code")} data={codes} placeholder={t("special.withdrawn")} />
      <FieldPair>
        {fact.kind === "target_group" ? <Pick {...form.field("rank")} data={ranks} clearable={false} /> : null}
        <Pick {...form.field("source")} data={catalogue.options("source")} clearable={false} />
      </FieldPair>
      <DateField {...form.field("valid_from")} value={form.values.valid_from} bound="past" />
      <TextInput {...form.field("reason")} required autoComplete="off" />
    </FormDialog>
  );
}
