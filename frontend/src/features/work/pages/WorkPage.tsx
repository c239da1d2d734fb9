import { Button, Group } from "@mantine/core";
import { useState } from "react";

import { useSearchParams, useSetSearchParams } from "@/lib/routing";
import { LinkButton, Loaded, PageHeader, Panel } from "@/ui";

import { useWork } from "../api";
import { Queues } from "../components/Queues";
import { Whose } from "../components/Whose";
import { useText } from "../text";
import css from "../work.module.css";

/** All that waits, by what has to happen with it. */
export default function WorkPage() {
  const t = useText();
  const { whose } = useSearchParams();
  const setSearch = useSetSearchParams();
  const [showsEmpty, setShowsEmpty] = useState(false);
  const work = useWork(whose);
  const load = work.data?.may_see_load ? (
    <LinkButton to="/isler/yuk" variant="default">
      {t("load")}
    </LinkButton>
  ) : null;
  return (
    <>
      <PageHeader title={t("title")} lead={t("lead")} actions={load} />
      <Group mb="lg" gap="md">
        <Whose whose={whose} onChange={(next) => setSearch({ whose: next })} />
        <Button variant="subtle" aria-pressed={showsEmpty} onClick={() => setShowsEmpty(!showsEmpty)}>
          {showsEmpty ? t("hideEmpty") : t("empty")}
        </Button>
      </Group>
      <Loaded query={work}>
        {(data) => (
          <div className={css.buckets}>
            {data.buckets.map((bucket) => (
              <Panel key={bucket.key} title={bucket.label} isFlush>
                <Queues bucket={bucket} whose={whose} showsEmpty={showsEmpty} />
              </Panel>
            ))}
          </div>
        )}
      </Loaded>
    </>
  );
}
