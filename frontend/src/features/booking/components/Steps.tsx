import { NativeSelect, TextInput } from "@mantine/core";

import { Notice } from "@/ui/Notice";

import { officesOf, serviceOf, withService, withUnit, type Answers, type FieldFault } from "../answers";
import { daysFrom, type Desk } from "../api";
import css from "../booking.module.css";
import { useText } from "../text";
import { Choices } from "./Choices";
import { TimeChoice } from "./TimeChoice";

export interface StepProps {
  desk: Desk;
  answers: Answers;
  onChange: (answers: Answers) => void;
  faults: readonly FieldFault[];
}

/** The complaint about a field, in words. */
function useFault(faults: readonly FieldFault[]) {
  const t = useText();
  return (field: keyof Answers) => {
    const found = faults.find((one) => one.field === field);
    return found ? t(`faults.${found.problem}`) : null;
  };
}

export function SubjectStep({ desk, answers, onChange, faults }: StepProps) {
  const t = useText();
  const fault = useFault(faults);
  const keyOf = (one: { programme: string; key: string }) => `${one.programme} ${one.key}`;
  return (
    <Choices
      name="service"
      options={desk.services.map((one) => ({
        value: keyOf(one),
        label: one.label,
        hint: (
          <>
            {one.description ? <div>{one.description}</div> : null}
            <div>{t("minutes", { count: one.minutes })}</div>
          </>
        ),
      }))}
      value={answers.service ? keyOf({ programme: answers.programme, key: answers.service }) : ""}
      onChange={(value) => {
        const service = desk.services.find((one) => keyOf(one) === value);
        if (service) onChange(withService(answers, service, desk));
      }}
      error={fault("service")}
    />
  );
}

export function OfficeStep({ desk, answers, onChange, faults }: StepProps) {
  const fault = useFault(faults);
  return (
    <Choices
      name="unit"
      options={officesOf(desk, serviceOf(desk, answers)).map((one) => ({ value: one.id, label: one.name, hint: one.address }))}
      value={answers.unit}
      onChange={(unit) => onChange(withUnit(answers, unit))}
      error={fault("unit")}
    />
  );
}

export function TimeStep({ answers, onChange, faults }: StepProps) {
  const fault = useFault(faults);
  return (
    <TimeChoice
      subject={[answers.programme, answers.service, answers.unit]}
      load={(from) => daysFrom({ service: answers.service, programme: answers.programme, unit: answers.unit || undefined }, from)}
      value={answers.slot}
      onChange={(slot) => onChange({ ...answers, slot: slot.id, starts_at: slot.starts_at })}
      error={fault("slot")}
    />
  );
}

export function WhoStep({ desk, answers, onChange, faults }: StepProps) {
  const t = useText();
  const fault = useFault(faults);
  const set = (change: Partial<Answers>) => onChange({ ...answers, ...change });
  const isOther = answers.booker === "other";
  return (
    <>
      <Choices
        name="booker"
        options={[
          { value: "self", label: t("who.self") },
          { value: "other", label: t("who.other"), hint: t("who.otherHint") },
        ]}
        value={answers.booker}
        onChange={(booker) => set({ booker: booker as Answers["booker"] })}
        error={fault("booker")}
      />
      {isOther ? (
        <Notice title={t("who.plainTitle")}>
          <ul className={css.plain}>
            <li>{t("who.plain1")}</li>
            <li>{t("who.plain2")}</li>
            <li>{t("who.plain3")}</li>
          </ul>
        </Notice>
      ) : null}
      {answers.booker ? (
        <TextInput
          id="alan-candidate_name"
          size="lg"
          label={isOther ? t("who.nameOther") : t("who.nameSelf")}
          description={isOther ? t("who.nameOtherHint") : undefined}
          autoComplete={isOther ? "off" : "name"}
          maxLength={120}
          value={answers.candidate_name}
          error={fault("candidate_name")}
          onChange={(event) => set({ candidate_name: event.currentTarget.value })}
        />
      ) : null}
      {isOther ? (
        <>
          <TextInput
            id="alan-booker_name"
            size="lg"
            label={t("who.bookerName")}
            autoComplete="name"
            maxLength={120}
            value={answers.booker_name}
            error={fault("booker_name")}
            onChange={(event) => set({ booker_name: event.currentTarget.value })}
          />
          <NativeSelect
            id="alan-relation"
            size="lg"
            label={t("who.relation")}
            data={[{ value: "", label: t("who.relationChoose") }, ...desk.relations.map((one) => ({ value: one.key, label: one.label }))]}
            value={answers.relation}
            error={fault("relation")}
            onChange={(event) => set({ relation: event.currentTarget.value })}
          />
          <Choices
            name="coming_along"
            legend={t("who.coming")}
            options={[
              { value: "yes", label: t("who.yes") },
              { value: "no", label: t("who.no") },
            ]}
            value={answers.coming_along}
            onChange={(coming) => set({ coming_along: coming as Answers["coming_along"] })}
            error={fault("coming_along")}
          />
        </>
      ) : null}
    </>
  );
}

export function ContactStep({ desk, answers, onChange, faults }: StepProps) {
  const t = useText();
  const fault = useFault(faults);
  const set = (change: Partial<Answers>) => onChange({ ...answers, ...change });
  const toggle = (need: string) => set({ needs: answers.needs.includes(need) ? answers.needs.filter((one) => one !== need) : [...answers.needs, need] });
  return (
    <>
      <TextInput
        id="alan-phone"
        size="lg"
        type="tel"
        label={t("contact.phone")}
        description={t("contact.phoneHint")}
        autoComplete="tel"
        maxLength={40}
        value={answers.phone}
        error={fault("phone")}
        onChange={(event) => set({ phone: event.currentTarget.value })}
      />
      <TextInput
        id="alan-email"
        size="lg"
        type="email"
        label={t("contact.email")}
        autoComplete="email"
        maxLength={200}
        value={answers.email}
        error={fault("email")}
        onChange={(event) => set({ email: event.currentTarget.value })}
      />
      {desk.needs.length > 0 ? (
        <Choices
          name="needs"
          legend={`${t("contact.needs")} (${t("optional")})`}
          hint={t("contact.needsHint")}
          options={desk.needs.map((one) => ({ value: one.key, label: one.label }))}
          value={answers.needs}
          onChange={toggle}
        />
      ) : null}
      <div className={css.trap} aria-hidden="true">
        <label>
          Website
          <input type="text" name="website" tabIndex={-1} autoComplete="off" value={answers.website} onChange={(event) => set({ website: event.currentTarget.value })} />
        </label>
      </div>
    </>
  );
}
