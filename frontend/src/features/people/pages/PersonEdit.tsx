import { Textarea, TextInput } from "@mantine/core";

import { call } from "@/lib/api";
import { useCatalogue } from "@/lib/catalogue";
import { formatBirth, type PartialDate } from "@/lib/dates";
import { useServerForm } from "@/lib/form";
import { useRead } from "@/lib/query";
import { useGo, useParam } from "@/lib/routing";
import { FieldPair, FormPage, FormSection, Loaded, PartialDateField, toastDone, useUiText } from "@/ui";

import { PEOPLE, personHome, personPath, type Person } from "../api";
import { useProgrammes, useStaff, useUnits } from "../choices";
import { Pick } from "../components/Pick";
import { useRegistrationLabels } from "../components/useRegistrationLabels";
import { headerField, toHeaderChanges, toHeaderValues, type HeaderValues } from "../header";
import { reshapeProblem } from "../problems";
import { useText } from "../text";

export default function PersonEdit() {
  const person = useRead<Person>(personPath(useParam("personId")));
  return <Loaded query={person}>{(data) => <Edit person={data} />}</Loaded>;
}

function Edit({ person }: { person: Person }) {
  const t = useText();
  const go = useGo();
  const catalogue = useCatalogue();
  const units = useUnits();
  const programmes = useProgrammes();
  const staff = useStaff();
  const home = personHome(person.id);
  const before = toHeaderValues(person);
  const form = useServerForm<HeaderValues, Person>({
    initial: before,
    version: person.version,
    labels: useRegistrationLabels(),
    save: async (values, { ifMatch }) => {
      try {
        return await call<Person>("PATCH", personPath(person.id), { body: toHeaderChanges(values, before), ifMatch });
      } catch (error) {
        throw reshapeProblem(error, {
          field: headerField,
          current: (record) => ({ ...toHeaderValues(record as unknown as Person), version: record.version }),
        });
      }
    },
    onSaved: () => {
      toastDone(t("record.saved"));
      go(home);
    },
    refresh: [PEOPLE],
    draft: { key: `people.${person.id}`, omit: ["notes"] },
  });
  const describe = useDescribe({ units, programmes, staff });
  return (
    <FormPage
      title={t("record.editTitle")}
      lead={person.name}
      crumbs={[{ label: t("title"), to: "/kisiler" }, { label: person.name, to: home }]}
      form={form}
      cancelTo={home}
      describe={describe}
    >
      <FormSection>
        <FieldPair>
          <TextInput {...form.field("given_names")} autoComplete="off" />
          <TextInput {...form.field("surname")} autoComplete="off" />
        </FieldPair>
        <FieldPair>
          <TextInput {...form.field("other_names")} description={t("form.otherNamesHint")} autoComplete="off" />
          <TextInput {...form.field("working_label")} description={" "} autoComplete="off" />
        </FieldPair>
        <FieldPair>
          <PartialDateField {...form.field("birth")} value={form.values.birth} bound="past" w="100%" />
          <Pick {...form.field("sex")} data={catalogue.options("sex")} description={" "} />
        </FieldPair>
        <TextInput {...form.field("email")} inputMode="email" autoComplete="off" />
      </FormSection>
      <FormSection title={t("form.section.record")}>
        <FieldPair>
          <Pick {...form.field("channel")} data={catalogue.options("channel")} clearable={false} />
          <Pick {...form.field("interviewer")} data={staff} />
        </FieldPair>
        <FieldPair>
          <Pick {...form.field("unit")} data={units} />
          <Pick {...form.field("programme")} data={programmes} />
        </FieldPair>
        <Textarea {...form.field("notes")} />
      </FormSection>
    </FormPage>
  );
}

type Options = { value: string; label: string }[];

/** How a value reads when somebody else's is shown beside it. */
function useDescribe({ units, programmes, staff }: { units: Options; programmes: Options; staff: Options }) {
  const ui = useUiText();
  const catalogue = useCatalogue();
  const lists: Record<string, Options> = { unit: units, programme: programmes, interviewer: staff };
  return (field: string, value: unknown) => {
    if (value === null || value === undefined || value === "") return ui("form.emptyValue");
    if (field === "birth") return formatBirth((value as PartialDate).value, (value as PartialDate).precision) || ui("form.emptyValue");
    if (field === "sex" || field === "channel") return catalogue.label(field, String(value));
    return lists[field]?.find((one) => one.value === value)?.label ?? String(value);
  };
}
