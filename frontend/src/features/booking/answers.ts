import type { Desk, FreeDay, Service, Slot } from "./api";

/** What a citizen has answered so far. Texts stay as they were typed. */
export interface Answers {
  programme: string;
  service: string;
  unit: string;
  slot: string;
  starts_at: string;
  booker: "self" | "other" | "";
  candidate_name: string;
  booker_name: string;
  relation: string;
  coming_along: "yes" | "no" | "";
  phone: string;
  email: string;
  needs: string[];
  /** No person sees this field; what fills it in is a machine. */
  website: string;
}

export const NOTHING: Answers = {
  programme: "",
  service: "",
  unit: "",
  slot: "",
  starts_at: "",
  booker: "",
  candidate_name: "",
  booker_name: "",
  relation: "",
  coming_along: "",
  phone: "",
  email: "",
  needs: [],
  website: "",
};

/** Steps as they stand in the address. */
export const STEPS = ["konu", "yer", "zaman", "kim", "iletisim", "ozet"] as const;
export type Step = (typeof STEPS)[number];

export type Problem =
  | "service"
  | "unit"
  | "slot"
  | "booker"
  | "candidateName"
  | "bookerName"
  | "relation"
  | "comingAlong"
  | "contact"
  | "phone"
  | "email";

export interface FieldFault {
  field: keyof Answers;
  problem: Problem;
}

export const serviceOf = (desk: Desk, answers: Answers): Service | undefined =>
  desk.services.find((one) => one.key === answers.service && one.programme === answers.programme);

/** The offices where a service is given; all of them where the service names none. */
export const officesOf = (desk: Desk, service: Service | undefined) =>
  service?.units ? desk.units.filter((one) => service.units?.includes(one.id)) : desk.units;

/** The steps of this municipality: where there is one office nobody is asked for it. */
export function stepsOf(desk: Desk, answers: Answers): Step[] {
  return STEPS.filter((step) => step !== "yer" || officesOf(desk, serviceOf(desk, answers)).length > 1);
}

const isName = (text: string) => text.trim().length >= 2;
// As lenient as people are; the server decides.
const isPhone = (text: string) => /^[\d\s()+./-]{10,24}$/.test(text.trim()) && text.replace(/\D/g, "").length >= 10;
const isEmail = (text: string) => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text.trim());

/** What is still missing in a step, field by field, in the order in which the fields stand. */
export function faultsOf(step: Step, answers: Answers, desk: Desk): FieldFault[] {
  const faults: (FieldFault | false)[] = {
    konu: () => [!serviceOf(desk, answers) && fault("service", "service")],
    yer: () => [!officesOf(desk, serviceOf(desk, answers)).some((one) => one.id === answers.unit) && fault("unit", "unit")],
    zaman: () => [!answers.slot && fault("slot", "slot")],
    kim: () => [
      !answers.booker && fault("booker", "booker"),
      answers.booker !== "" && !isName(answers.candidate_name) && fault("candidate_name", "candidateName"),
      answers.booker === "other" && !isName(answers.booker_name) && fault("booker_name", "bookerName"),
      answers.booker === "other" && !answers.relation && fault("relation", "relation"),
      answers.booker === "other" && !answers.coming_along && fault("coming_along", "comingAlong"),
    ],
    iletisim: () => [
      !answers.phone.trim() && !answers.email.trim() && fault("phone", "contact"),
      answers.phone.trim() !== "" && !isPhone(answers.phone) && fault("phone", "phone"),
      answers.email.trim() !== "" && !isEmail(answers.email) && fault("email", "email"),
    ],
    ozet: () => [],
  }[step]();
  return faults.filter((one): one is FieldFault => one !== false);
}

const fault = (field: keyof Answers, problem: Problem): FieldFault => ({ field, problem });

/** The step on which somebody may stand who asks for one: never behind a question that is still open. */
export function reachable(wanted: string | undefined, answers: Answers, desk: Desk): Step {
  const steps = stepsOf(desk, answers);
  const open = steps.find((step) => faultsOf(step, answers, desk).length > 0) ?? "ozet";
  const asked = steps.find((step) => step === wanted) ?? steps[0] ?? "konu";
  return steps.indexOf(asked) <= steps.indexOf(open) ? asked : open;
}

/** A change of subject or office makes the time chosen before it worthless; everything else stays. */
export function withService(answers: Answers, service: Service, desk: Desk): Answers {
  const isSame = answers.service === service.key && answers.programme === service.programme;
  const offices = officesOf(desk, service);
  const unit = offices.length === 1 ? (offices[0]?.id ?? "") : offices.some((one) => one.id === answers.unit) ? answers.unit : "";
  return { ...(isSame ? answers : withoutSlot(answers)), service: service.key, programme: service.programme, unit };
}

export const withUnit = (answers: Answers, unit: string): Answers => ({ ...(answers.unit === unit ? answers : withoutSlot(answers)), unit });

const withoutSlot = (answers: Answers): Answers => ({ ...answers, slot: "", starts_at: "" });

/** What is sent. What was typed for a relative and then given up is not. */
export function bodyOf(answers: Answers): Record<string, unknown> {
  const isOther = answers.booker === "other";
  return {
    slot: answers.slot,
    service: answers.service,
    programme: answers.programme,
    candidate_name: answers.candidate_name.trim(),
    booker: answers.booker,
    booker_name: isOther ? answers.booker_name.trim() : "",
    relation: isOther ? answers.relation : "",
    phone: answers.phone.trim(),
    email: answers.email.trim(),
    needs: answers.needs,
    coming_along: isOther && answers.coming_along === "yes",
    website: answers.website,
  };
}

/** Two desks free at one time are one choice for whoever books. */
export function distinctTimes(days: readonly FreeDay[]): FreeDay[] {
  return days
    .map((day) => ({ ...day, slots: day.slots.filter((slot, index, all) => all.findIndex((other) => other.starts_at === slot.starts_at) === index) }))
    .filter((day) => day.slots.length > 0);
}

/** The free times nearest to the one that was wanted and is gone, in the order of the clock; another desk at the same time is nearest. */
export function nearest(days: readonly FreeDay[], gone: Slot, count: number): Slot[] {
  const target = new Date(gone.starts_at).getTime();
  const away = (slot: Slot) => Math.abs(new Date(slot.starts_at).getTime() - target);
  const left = days.map((day) => ({ ...day, slots: day.slots.filter((slot) => slot.id !== gone.id) }));
  return distinctTimes(left)
    .flatMap((day) => day.slots)
    .sort((a, b) => away(a) - away(b))
    .slice(0, count)
    .sort((a, b) => a.starts_at.localeCompare(b.starts_at));
}

/** A code as people copy it from paper: without blanks and dashes, in capitals, with the letters that look like figures as they are meant. */
export function tidyCode(typed: string): string {
  return typed.replace(/[\s.\-–—]/g, "").replace(/ı/g, "I").replace(/i/g, "I").toUpperCase();
}
