import { Text } from "@mantine/core";

import { usePage } from "@/lib/query";
import { useCan } from "@/lib/session";
import { LinkButton, Loaded, Panel } from "@/ui";

import { PETITIONS, type PetitionRow } from "../api";
import { Rows } from "../components/Rows";
import { useText } from "../text";

/** A person's requests and complaints, as far as the reader may find them. */
export default function PersonPetitions({ personId }: { personId: string }) {
  const t = useText();
  const can = useCan();
  const page = usePage<PetitionRow>(PETITIONS, { person: personId, state: "all", sort: "-received" });
  return (
    <Panel
      title={t("caseTitle")}
      actions={
        can("petitions.write") ? (
          <LinkButton to={`/basvurular/yeni?kisi=${personId}`} size="sm" variant="default">
            {t("new")}
          </LinkButton>
        ) : null
      }
    >
      <Loaded query={page} lines={2}>
        {({ results }) => (results.length === 0 ? <Text c="dimmed">{t("personNone")}</Text> : <Rows rows={results} />)}
      </Loaded>
    </Panel>
  );
}
