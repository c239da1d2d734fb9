import { useCatalogue } from "@/lib/catalogue";

/** Purposes for which somebody reads words of coaching who does not coach the person. */
const PURPOSES = ["supervision", "service_planning", "interview", "person_request", "complaint", "data_subject_request"] as const;

export function usePurposes(): { value: string; label: string }[] {
  const catalogue = useCatalogue();
  return PURPOSES.map((key) => ({ value: key, label: catalogue.label("purpose", key) }));
}
