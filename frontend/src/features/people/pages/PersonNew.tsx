import type { ReactNode } from "react";

import { call } from "@/lib/api";
import { useServerForm } from "@/lib/form";
import { useRead } from "@/lib/query";
import { useGo, useSearchParams } from "@/lib/routing";
import { useScope } from "@/lib/scope";
import { useMe } from "@/lib/session";
import { FormPage, LoadingState, Notice, toastDone, toastProblem } from "@/ui";

import { PEOPLE, personHome, type Person } from "../api";
import { useProgrammes, useUnits } from "../choices";
import { DuplicateWarning } from "../components/DuplicateWarning";
import { FurtherSections, useSections, WhoSection } from "../components/RegistrationSections";
import { useRegistrationLabels } from "../components/useRegistrationLabels";
import { useLikenesses } from "../duplicates";
import css from "../people.module.css";
import { reshapeProblem } from "../problems";
import { emptyRegistration, newPhone, toRegistration, type RegistrationValues } from "../registration";
import { useText } from "../text";

interface Contact {
  id: string;
  channel: string;
  caller_label: string;
  caller_phone: string;
}

export default function PersonNew() {
  const { talep } = useSearchParams();
  const contact = useRead<Contact>(`/api/v1/contacts/${talep ?? ""}/`, undefined, { enabled: Boolean(talep) });
  const defaults = useDefaults();
  if ((talep && contact.isPending) || !defaults) return <LoadingState />;
  return <Registration given={{ ...defaults, ...fromContact(contact.data) }} contactId={contact.data?.id} />;
}

/** Where a registration goes unless somebody says otherwise: the place in the top bar, or the only one there is. */
function useDefaults(): Partial<RegistrationValues> | null {
  const me = useMe();
  const scope = useScope();
  const units = useUnits();
  const programmes = useProgrammes();
  if (units.length === 0 || programmes.length === 0) return null;
  const own = me.roles.map((role) => role.programme_id).find(Boolean);
  return {
    unit: scope.unit ?? me.roles.find((role) => role.unit)?.unit?.id ?? (units.length === 1 ? (units[0]?.value ?? null) : null),
    programme: scope.programme ?? own ?? (programmes.length === 1 ? (programmes[0]?.value ?? null) : null),
    interviewer: me.id,
    address: { province: me.municipality?.province ?? "", district: "", neighbourhood: "", line: "", is_hidden: false },
  };
}

/** A caller's words are a working label: whoever calls may not be the one it is about. */
function fromContact(contact: Contact | undefined): Partial<RegistrationValues> {
  if (!contact) return {};
  return { channel: contact.channel, working_label: contact.caller_label, phones: [{ ...newPhone(), number: contact.caller_phone }] };
}

async function register(values: RegistrationValues, idempotencyKey: string): Promise<Person> {
  const { body, fieldOf } = toRegistration(values);
  try {
    return await call<Person>("POST", PEOPLE, { body, idempotencyKey });
  } catch (error) {
    throw reshapeProblem(error, { field: fieldOf });
  }
}

function Registration({ given, contactId }: { given: Partial<RegistrationValues>; contactId?: string }) {
  const t = useText();
  const go = useGo();
  const form = useServerForm({
    initial: emptyRegistration(given),
    labels: useRegistrationLabels(),
    save: (values, { idempotencyKey }) => register(values, idempotencyKey),
    onSaved: (person) => {
      toastDone(t("form.saved", { name: person.name, number: person.file_number }));
      if (contactId) {
        call("PUT", `/api/v1/contacts/${contactId}/person/`, { body: { person_id: person.id } }).catch(toastProblem);
      }
      go(personHome(person.id));
    },
    refresh: [PEOPLE],
    draft: { key: "people.new", omit: ["special", "identities", "notes", "address"] },
  });
  const likenesses = useLikenesses(form.values).data;
  const warning: ReactNode = likenesses ? <DuplicateWarning found={likenesses} /> : null;
  return (
    <FormPage
      title={t("new")}
      lead={t("form.lead")}
      crumbs={[{ label: t("title"), to: "/kisiler" }]}
      form={form}
      cancelTo="/kisiler"
      sections={useSections(form.values)}
      side={<div className={css.wideOnly}>{warning}</div>}
    >
      {contactId ? (
        <div style={{ marginBottom: 24 }}>
          <Notice>{t("form.fromContact")}</Notice>
        </div>
      ) : null}
      <WhoSection form={form} />
      <div className={css.narrowOnly}>{warning}</div>
      <FurtherSections form={form} />
    </FormPage>
  );
}
