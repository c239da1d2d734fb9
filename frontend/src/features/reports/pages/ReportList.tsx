import { formatDate } from "@/lib/dates";
import { AppLink, EmptyState, Loaded, PageHeader, Panel } from "@/ui";

import { useReports, type ReportEntry } from "../api";
import css from "../reports.module.css";
import { useText } from "../text";

export default function ReportList() {
  const t = useText();
  const reports = useReports();
  return (
    <>
      <PageHeader title={t("title")} lead={t("listLead")} />
      <Panel isFlush>
        <Loaded query={reports} lines={3}>
          {({ results }) => (results.length > 0 ? <Groups entries={results} /> : <EmptyState title={t("empty.title")}>{t("empty.hint")}</EmptyState>)}
        </Loaded>
      </Panel>
    </>
  );
}

/** Reports of the municipality first, then each programme's own figures. */
function Groups({ entries }: { entries: readonly ReportEntry[] }) {
  const t = useText();
  const own = entries.filter((entry) => entry.programme !== "");
  return (
    <>
      <Entries entries={entries.filter((entry) => entry.programme === "")} />
      {own.length > 0 ? (
        <>
          <h2 className={css.group}>{t("ofProgrammes")}</h2>
          <Entries entries={own} />
        </>
      ) : null}
    </>
  );
}

function Entries({ entries }: { entries: readonly ReportEntry[] }) {
  const t = useText();
  return (
    <ul className={css.entries}>
      {entries.map((entry) => (
        <li key={entry.key}>
          <AppLink to={`/raporlar/${entry.key}`} fw={650}>
            {entry.title}
          </AppLink>
          <p>{entry.description}</p>
          {entry.pinned_as_of ? <p className={css.quiet}>{t("pinned", { day: formatDate(entry.pinned_as_of) })}</p> : null}
        </li>
      ))}
    </ul>
  );
}
