import { useDiff, useProgramme, type ProgrammeVersion } from "@/lib/programmes";
import { Loaded, Notice } from "@/ui";

import { useText } from "../text";
import { DiffView } from "./DiffView";

/** What a version changes against the one in force. */
export function AgainstPublished({ version }: { version: ProgrammeVersion }) {
  const t = useText();
  const programme = useProgramme(version.programme.id);
  const published = programme.data?.published?.id ?? "";
  const isOther = published !== "" && published !== version.id;
  const diff = useDiff(version.id, published, { enabled: isOther });
  return (
    <Loaded query={programme}>
      {() => (isOther ? <Loaded query={diff}>{({ entries }) => <DiffView entries={entries} />}</Loaded> : <Notice>{t("diff.first")}</Notice>)}
    </Loaded>
  );
}
