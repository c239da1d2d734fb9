import { Button } from "@mantine/core";
import { useState } from "react";

import { formatDate } from "@/lib/dates";
import { PROGRAMMES_HOME, programmeHome } from "@/lib/programmes";
import { useRead } from "@/lib/query";
import { useParam } from "@/lib/routing";
import { useCan } from "@/lib/session";
import { EmptyState, Loaded, PageHeader, Panel, Status } from "@/ui";

import { capabilitiesPath, OPENING_MEANING, type Capability, type ProgrammeCapabilities as Answer } from "../api";
import css from "../capabilities.module.css";
import { GrantRow } from "../components/GrantRow";
import { RequestDialog } from "../components/RequestDialog";
import { useText } from "../text";

/** What a programme may do: each module with its state, why, on which article; its grants and how they came and went. */
export default function ProgrammeCapabilities() {
  const t = useText();
  const programmeId = useParam("programmeId");
  const answer = useRead<Answer>(capabilitiesPath(programmeId));
  const [asking, setAsking] = useState<Capability | null>(null);
  return (
    <Loaded query={answer}>
      {(data) => (
        <>
          <PageHeader
            title={t("title")}
            crumbs={[
              { label: t("settings"), to: "/ayarlar" },
              { label: t("programmes"), to: PROGRAMMES_HOME },
              { label: data.name, to: programmeHome(programmeId) },
            ]}
          />
          <div className={css.stack}>
            <p style={{ margin: 0 }}>{t("lead")}</p>
            <Group title={t("group.open")} rows={data.results.filter(isPresent)} onAsk={setAsking} />
            <Panel title={t("history")}>
              {data.grants.length === 0 ? t("historyEmpty") : <ul className={css.rows}>{data.grants.map((one) => <GrantRow key={one.id} grant={one} />)}</ul>}
            </Panel>
            <Group title={t("group.closed")} rows={data.results.filter((one) => !isPresent(one))} onAsk={setAsking} />
          </div>
          {asking ? <RequestDialog programmeId={programmeId} capability={asking} kinds={data.basis_kinds} onClose={() => setAsking(null)} /> : null}
        </>
      )}
    </Loaded>
  );
}

/** What is not held at all stands below; what could be opened by a grant stands with what is open. */
function isPresent(one: Capability): boolean {
  return one.state !== "off" || one.why === "never_granted" || one.why === "refused_by_text";
}

function Group({ title, rows, onAsk }: { title: string; rows: Capability[]; onAsk: (one: Capability) => void }) {
  const t = useText();
  return (
    <Panel title={title}>
      {rows.length === 0 ? (
        <EmptyState title={t("openEmpty")} />
      ) : (
        <ul className={css.rows}>
          {rows.map((one) => (
            <Row key={one.key} capability={one} onAsk={onAsk} />
          ))}
        </ul>
      )}
    </Panel>
  );
}

function Row({ capability, onAsk }: { capability: Capability; onAsk: (one: Capability) => void }) {
  const t = useText();
  const can = useCan();
  return (
    <li className={css.row}>
      <div className={css.between}>
        <h3 className={css.name} style={{ fontSize: "1rem" }}>
          {capability.label}
        </h3>
        <Status meaning={OPENING_MEANING[capability.state]}>{t(`state.${capability.state}`)}</Status>
      </div>
      <div>{capability.reason}</div>
      {capability.article ? <div>{t("article", { article: capability.article })}</div> : null}
      {capability.until ? <div>{t("until", { date: formatDate(capability.until) })}</div> : null}
      <p className={css.small}>
        {capability.description} {capability.comes_later && capability.state !== "off" ? t("comesLater") : null}
      </p>
      {capability.request.allowed && can("programmes.manage") ? (
        <div>
          <Button variant="default" onClick={() => onAsk(capability)}>
            {t("request")}
          </Button>
        </div>
      ) : null}
    </li>
  );
}
