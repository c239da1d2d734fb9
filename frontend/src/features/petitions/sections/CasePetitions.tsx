import type { CaseInView } from "@/config/feature";
import { usePage } from "@/lib/query";
import { useCan } from "@/lib/session";
import { LinkButton, Loaded, Panel } from "@/ui";

import { PETITIONS, type PetitionRow } from "../api";
import { Rows } from "../components/Rows";
import { useText } from "../text";

/** Requests and complaints about a case; nothing where there are none and the reader may register none. */
export default function CasePetitions({ one }: { one: CaseInView }) {
  const t = useText();
  const can = useCan();
  const page = usePage<PetitionRow>(PETITIONS, { case: one.id, state: "all", sort: "-received" });
  const mayAdd = can("petitions.write");
  if (!mayAdd && page.data?.results.length === 0) return null;
  return (
    <Panel
      title={t("caseTitle")}
      id="basvurular"
      actions={
        mayAdd ? (
          <LinkButton to={`/basvurular/yeni?dosya=${one.id}&kisi=${one.person.id}`} size="sm" variant="default">
            {t("new")}
          </LinkButton>
        ) : null
      }
    >
      <Loaded query={page} lines={2}>
        {({ results }) => (results.length === 0 ? <p>{t("none")}</p> : <Rows rows={results} />)}
      </Loaded>
    </Panel>
  );
}
