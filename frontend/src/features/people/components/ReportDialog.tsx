import { Checkbox, NumberInput, TextInput } from "@mantine/core";

import { call } from "@/lib/api";
import { useCatalogue } from "@/lib/catalogue";
import { useServerForm } from "@/lib/form";
import { DateField, FieldPair, toastDone } from "@/ui";

import { PEOPLE, personPath, type Person } from "../api";
import { useProgrammes } from "../choices";
import { usePartsText } from "../text";
import { FormDialog } from "./FormDialog";
import { Pick, PickMany } from "./Pick";

const FIELDS = ["kind", "rate", "level", "permanence", "issued_on", "expires_on", "groups", "dependency", "cannot_work", "issuer", "number", "detail", "programme"] as const;

/** A report as typed from the paper: adults have a rate, children an ÇÖZGER level, never both. */
export function ReportDialog({ person, onClose }: { person: Person; onClose: () => void }) {
  const t = usePartsText();
  const catalogue = useCatalogue();
  const programmes = useProgrammes();
  const form = useServerForm({
    initial: {
      kind: person.age !== null && person.age < 18 ? "cozger" : "adult",
      rate: "" as number | string,
      level: null as string | null,
      permanence: "temporary",
      issued_on: null as string | null,
      expires_on: null as string | null,
      groups: [] as string[],
      dependency: null as string | null,
      cannot_work: false,
      issuer: "",
      number: "",
      detail: "",
      programme: person.programme?.id ?? null,
    },
    labels: Object.fromEntries(FIELDS.map((name) => [name, t(`reports.field.${name}`)])),
    save: (values, { idempotencyKey }) => {
      const isChild = values.kind === "cozger";
      const body = {
        ...values,
        rate: isChild || values.rate === "" ? null : Number(values.rate),
        level: isChild ? (values.level ?? "") : "",
        dependency: values.dependency ?? "",
        expires_on: values.permanence === "temporary" ? values.expires_on : null,
      };
      return call("POST", `${personPath(person.id)}reports/`, { body, idempotencyKey });
    },
    onSaved: () => {
      toastDone(t("reports.saved"));
      onClose();
    },
    refresh: [personPath(person.id), PEOPLE],
  });
  const { kind, permanence } = form.values;
  return (
    <FormDialog title={t("reports.add")} form={form} onClose={onClose}>
      <FieldPair>
        <Pick {...form.field("kind")} data={catalogue.options("report_kind")} clearable={false} />
        {kind === "cozger" ? <Pick {...form.field("level")} data={catalogue.options("cozger_level")} /> : <NumberInput {...form.field("rate")} min={0} max={100} hideControls allowDecimal={false} />}
      </FieldPair>
      <PickMany {...form.field("groups")} data={catalogue.options("disability_group")} />
      <FieldPair>
        <DateField {...form.field("issued_on")} value={form.values.issued_on} bound="past" w="100%" />
        <Pick {...form.field("permanence")} data={catalogue.options("permanence")} clearable={false} description={" "} />
      </FieldPair>
      {permanence === "temporary" ? <DateField {...form.field("expires_on")} value={form.values.expires_on} /> : null}
      <FieldPair>
        <TextInput {...form.field("issuer")} autoComplete="off" />
        <TextInput {...form.field("number")} autoComplete="off" />
      </FieldPair>
      <FieldPair>
        <Pick {...form.field("dependency")} data={catalogue.options("dependency")} />
        <Pick {...form.field("programme")} data={programmes} />
      </FieldPair>
      {kind === "adult" ? <Checkbox {...form.field("cannot_work", { type: "checkbox" })} /> : null}
      <TextInput {...form.field("detail")} autoComplete="off" />
    </FormDialog>
  );
}
