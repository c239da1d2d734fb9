import { List } from "@mantine/core";

import { formatBirth, type DatePrecision } from "@/lib/dates";
import { Notice } from "@/ui";

import { personHome } from "../api";
import { CERTAIN, type Likenesses } from "../duplicates";
import { useText } from "../text";

/** Records that may be the same person, with the reasons; read out when they appear, never in the way. */
export function DuplicateWarning({ found: { results: found, registered_elsewhere: isElsewhere } }: { found: Likenesses }) {
  const t = useText();
  if (found.length === 0 && !isElsewhere) return null;
  const isExact = isElsewhere || found.some((one) => one.score >= CERTAIN);
  return (
    <Notice meaning={isExact ? "danger" : "attention"} live="status" title={isExact ? t("form.duplicates.exact") : t("form.duplicates.title", { count: found.length })}>
      <List listStyleType="none" spacing="sm" my="xs">
        {found.slice(0, 5).map((one) => (
          <List.Item key={one.id}>
            <a href={personHome(one.id)} target="_blank" rel="noreferrer">
              {one.name}
            </a>
            <div>{[one.file_number, formatBirth(one.birth_date, one.birth_precision as DatePrecision)].filter(Boolean).join(" · ")}</div>
            <div>{one.reasons.join(", ")}</div>
          </List.Item>
        ))}
      </List>
      {isElsewhere ? t("form.duplicates.hidden") : t("form.duplicates.hint")}
    </Notice>
  );
}
