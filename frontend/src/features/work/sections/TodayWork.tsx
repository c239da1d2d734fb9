import { Text } from "@mantine/core";

import { useMe } from "@/lib/session";
import { AppLink } from "@/ui/AppLink";
import { Panel } from "@/ui/Panel";

import { useWork, type Bucket } from "../api";
import { Queues } from "../components/Queues";
import { useText } from "../text";
import css from "../work.module.css";

/** What waits for the reader, on Bugün; the platform's own room has no such work. */
export default function TodayWork() {
  const me = useMe();
  return me.municipality ? <Waiting /> : null;
}

function Waiting() {
  const t = useText();
  const work = useWork(undefined);
  if (!work.data) return null;
  const filled = work.data.buckets.filter((bucket) => bucket.queues.some((queue) => queue.count > 0));
  return (
    <Panel title={t("todayTitle")} isFlush actions={<AppLink to="/isler">{t("allWork")}</AppLink>}>
      {filled.length === 0 ? <p className={css.quiet}>{t("allClear")}</p> : filled.map((bucket) => <One key={bucket.key} bucket={bucket} />)}
    </Panel>
  );
}

function One({ bucket }: { bucket: Bucket }) {
  return (
    <section aria-label={bucket.label}>
      <Text fw={600} px={20} pt={12}>
        {bucket.label}
      </Text>
      <Queues bucket={bucket} />
    </section>
  );
}
