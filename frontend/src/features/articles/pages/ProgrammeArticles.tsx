import { Button, Collapse, SegmentedControl, Text } from "@mantine/core";
import { useState } from "react";

import { formatDate, formatDateTime } from "@/lib/dates";
import { formatNumber } from "@/lib/numbers";
import { PROGRAMMES_HOME, programmeHome } from "@/lib/programmes";
import { useRead } from "@/lib/query";
import { useParam } from "@/lib/routing";
import type { components } from "@/schema/api";
import { EmptyState, Loaded, PageHeader, Panel, Status } from "@/ui";

import css from "../articles.module.css";
import { useText } from "../text";

type Checklist = components["schemas"]["Checklist"];
type Article = components["schemas"]["KeptArticle"];
type Guard = components["schemas"]["KeptGuard"];
type Shown = "all" | "guarded" | "open";

const pathOf = (programmeId: string) => `/api/v1/programmes/${programmeId}/articles/`;

/** The programme's text as a living checklist. */
export default function ProgrammeArticles() {
  const t = useText();
  const programmeId = useParam("programmeId");
  const answer = useRead<Checklist>(pathOf(programmeId));
  const [shown, setShown] = useState<Shown>("all");
  return (
    <Loaded query={answer}>
      {(data) => {
        const rows = data.articles.filter((one) => shown === "all" || one.guards.length > 0 === (shown === "guarded"));
        return (
          <>
            <PageHeader
              title={t("title")}
              lead={t("lead")}
              badge={<Status meaning={data.in_force ? "done" : "neutral"}>{`${t("version", { count: data.version })} · ${data.in_force ? t("inForce") : t("notInForce")}`}</Status>}
              crumbs={[
                { label: t("settings"), to: "/ayarlar" },
                { label: t("programmes"), to: PROGRAMMES_HOME },
                { label: data.programme, to: programmeHome(programmeId) },
              ]}
            />
            {data.articles.length === 0 ? (
              <EmptyState title={t("empty")}>{t("emptyHint")}</EmptyState>
            ) : (
              <>
                <SegmentedControl
                  aria-label={t("filter.label")}
                  value={shown}
                  onChange={(value) => setShown(value as Shown)}
                  data={(["all", "guarded", "open"] as const).map((value) => ({ value, label: t(`filter.${value}`) }))}
                  mb="md"
                />
                <div className={css.stack}>
                  {rows.map((one) => (
                    <OneArticle key={one.key} article={one} programmeId={programmeId} />
                  ))}
                </div>
              </>
            )}
          </>
        );
      }}
    </Loaded>
  );
}

function OneArticle({ article, programmeId }: { article: Article; programmeId: string }) {
  const t = useText();
  return (
    <Panel title={`${t("article", { number: article.number })} · ${article.title}`}>
      {article.text ? (
        <details className={css.text}>
          <summary>{t("text")}</summary>
          <p>{article.text}</p>
        </details>
      ) : null}
      {article.guards.length === 0 ? <p className={css.line}>{article.note || t("none")}</p> : null}
      {article.guards.length > 0 ? (
        <ul className={css.guards}>
          {article.guards.map((guard) => (
            <OneGuard key={guard.key} guard={guard} programmeId={programmeId} />
          ))}
        </ul>
      ) : null}
      {article.guards.length > 0 && article.note ? <p className={css.line}>{article.note}</p> : null}
    </Panel>
  );
}

function OneGuard({ guard, programmeId }: { guard: Guard; programmeId: string }) {
  const t = useText();
  const [isOpen, setOpen] = useState(false);
  return (
    <li>
      <div className={css.head}>
        <strong>{guard.label}</strong>
        <Text span size="sm" c="dimmed">
          {guard.enforced.map((place) => t(`place.${place}`)).join(" · ")}
        </Text>
      </div>
      <p className={css.line}>{guard.description}</p>
      <p className={css.line}>
        {guard.since ? t("since", { date: formatDate(guard.since) }) : t("sinceNever")}
        {" · "}
        {guard.refusals > 0 ? t("refusals", { count: guard.refusals }) : t("noRefusals")}
        {guard.last_refusal ? ` (${t("last", { date: formatDateTime(guard.last_refusal) })})` : null}
      </p>
      {guard.evidence.map((one) => (
        <p key={one.label} className={css.line}>
          {t("evidence", { label: one.label, count: formatNumber(one.count) })}
          {one.latest ? ` (${t("last", { date: formatDateTime(one.latest) })})` : null}
        </p>
      ))}
      {guard.refusals > 0 ? (
        <>
          <Button size="compact-sm" variant="subtle" aria-expanded={isOpen} onClick={() => setOpen((was) => !was)}>
            {isOpen ? t("hide") : t("show")}
          </Button>
          <Collapse expanded={isOpen}>{isOpen ? <Refusals guard={guard.key} programmeId={programmeId} /> : null}</Collapse>
        </>
      ) : null}
    </li>
  );
}

function Refusals({ guard, programmeId }: { guard: string; programmeId: string }) {
  const t = useText();
  const answer = useRead<{ results: components["schemas"]["Refusal"][] }>(`${pathOf(programmeId)}${guard}/refusals/`);
  return (
    <Loaded query={answer}>
      {(data) => (
        <ul>
          {data.results.map((one) => (
            <li key={one.at}>{t("by", { date: formatDateTime(one.at), name: one.by || t("somebody") })}</li>
          ))}
        </ul>
      )}
    </Loaded>
  );
}
