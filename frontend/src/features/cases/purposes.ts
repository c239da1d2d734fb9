import { useCatalogue } from "@/lib/catalogue";

/** Purposes that opening answers of a case may have. */
const PURPOSES = ["service_planning", "interview", "person_request", "referral", "data_subject_request", "supervision", "complaint"] as const;

export function usePurposes(): { value: string; label: string }[] {
  const catalogue = useCatalogue();
  return PURPOSES.map((key) => ({ value: key, label: catalogue.label("purpose", key) }));
}
