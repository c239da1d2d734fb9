import { formatNumber } from "@/lib/numbers";
import { AppLink } from "@/ui/AppLink";

import { counted, type Bucket } from "../api";
import css from "../work.module.css";
import { useText } from "../text";

interface QueuesProps {
  bucket: Bucket;
  /** Carried along to the queue's page. */
  whose?: string;
  showsEmpty?: boolean;
}

/** The queues of one bucket with how many wait in each. */
export function Queues({ bucket, whose, showsEmpty = false }: QueuesProps) {
  const t = useText();
  const shown = bucket.queues.filter((queue) => showsEmpty || queue.count > 0);
  if (shown.length === 0) return <p className={css.quiet}>{t("nothing")}</p>;
  return (
    <ul className={bucket.key === "late" ? `${css.queues} ${css.late}` : css.queues}>
      {shown.map((queue) => (
        <li key={queue.key}>
          <div>
            <AppLink to={`/isler/${queue.key}${whose === "all" ? "?whose=all" : ""}`}>{queue.label}</AppLink>
            {queue.hint && queue.count > 0 ? <div className={css.hint}>{queue.hint}</div> : null}
          </div>
          <span className={css.count}>{counted(queue, formatNumber)}</span>
        </li>
      ))}
    </ul>
  );
}
