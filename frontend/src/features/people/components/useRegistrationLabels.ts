import { FACT_KINDS } from "../api";
import { useText } from "../text";

/** Labels of the registration's fields, for the inputs and for the summary of problems. */
export function useRegistrationLabels(): Record<string, string> {
  const t = useText();
  return {
    given_names: t("field.givenNames"),
    surname: t("field.surname"),
    other_names: t("field.otherNames"),
    working_label: t("field.workingLabel"),
    channel: t("field.channel"),
    unit: t("field.unit"),
    programme: t("field.programme"),
    interviewer: t("field.interviewer"),
    registered_on: t("field.registeredOn"),
    birth: t("field.birth"),
    sex: t("field.sex"),
    email: t("field.email"),
    notes: t("field.notes"),
    "identities.*.kind": t("form.identityKind"),
    "identities.*.number": t("form.identityNumber"),
    "identities.*.country": t("form.country"),
    "phones.*.number": t("form.phoneNumber"),
    "phones.*.kind": t("form.phoneKind"),
    "phones.*.owner_name": t("form.phoneOwner"),
    "address.province": t("form.province"),
    "address.district": t("field.district"),
    "address.neighbourhood": t("form.neighbourhood"),
    "address.line": t("form.line"),
    ...Object.fromEntries(FACT_KINDS.map((kind) => [`facts.${kind}`, t(`field.${kind}`)])),
    "notice.id": t("form.noticeVersion"),
    "notice.channel": t("form.noticeChannel"),
    "notice.variant": t("form.noticeVariant"),
    "special.primary": t("form.primary"),
    "special.secondary": t("form.secondary"),
    "special.disability": t("form.disability"),
    "special.needs": t("form.needs"),
    "special.source": t("form.source"),
    "special.basis": t("form.basis"),
  };
}
