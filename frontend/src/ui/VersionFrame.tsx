import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";

import { formatDate } from "@/lib/dates";
import { defineTexts } from "@/lib/i18n";
import { PROGRAMMES_HOME, programmeHome, useVersion, versionHome, type ProgrammeVersion, type VersionState } from "@/lib/programmes";
import { useParam, usePathname } from "@/lib/routing";

import { LinkButton } from "./AppLink";
import { en, tr } from "./i18n/version";
import css from "./kit.module.css";
import { Notice, Status, type Meaning } from "./Notice";
import { PageHeader, type Crumb } from "./PageHeader";
import { Loaded } from "./states";

const useText = defineTexts("version", { tr, en });

/** The parts of a version, each at its own address below the version's. */
export type VersionTab = "overview" | "definition" | "forms" | "rules" | "whatif" | "trial" | "diff" | "history";

const TABS: readonly (readonly [VersionTab, string])[] = [
  ["overview", ""],
  ["definition", "/tanim"],
  ["forms", "/formlar"],
  ["rules", "/kurallar"],
  ["whatif", "/etki"],
  ["trial", "/deneme"],
  ["diff", "/fark"],
  ["history", "/gecmis"],
];

const MEANINGS: Record<VersionState, Meaning | "neutral"> = { draft: "info", review: "attention", published: "done", retired: "neutral" };

/** The state of a version in words; colour and icon only help. */
export function VersionBadge({ state, label }: { state: VersionState; label?: string }) {
  const t = useText();
  return <Status meaning={MEANINGS[state]}>{label || t(`state.${state}`)}</Status>;
}

interface VersionFrameProps {
  /** Which tab this page belongs to. */
  tab: VersionTab;
  /** What the page is about, where it lies deeper than its tab: the name of a form, of a section. */
  title?: string;
  /** Steps between the version and this page. */
  crumbs?: readonly Crumb[];
  /** Buttons of this page beside the frame's own. */
  actions?: ReactNode;
  /** Left out where the page itself is the next action (submitting, approving). */
  hasNext?: boolean;
  /** Pages that only show need not say that nothing can be changed here. */
  isEditor?: boolean;
  children: (version: ProgrammeVersion) => ReactNode;
}

/**
 * The frame of every page of a programme version: which programme, which version, where it stands, what to do next, its
 * parts as links. Reads `$versionId` of the address; what is drawn inside gets the version:
 * `<VersionFrame tab="rules" isEditor>{(version) => <RuleSets version={version} />}</VersionFrame>`.
 */
export function VersionFrame({ children, ...props }: VersionFrameProps) {
  const version = useVersion(useParam("versionId"));
  return (
    <Loaded query={version} lines={8}>
      {(data) => (
        <Frame version={data} {...props}>
          {children(data)}
        </Frame>
      )}
    </Loaded>
  );
}

function Frame({ version, tab, title, crumbs = [], actions, hasNext = true, isEditor = false, children }: Omit<VersionFrameProps, "children"> & { version: ProgrammeVersion; children: ReactNode }) {
  const t = useText();
  const home = versionHome(version.programme.id, version.id);
  const number = t("number", { number: version.number });
  const path = TABS.find(([name]) => name === tab)?.[1] ?? "";
  const deeper = title ? [{ label: number, to: home }, ...(tab === "overview" ? [] : [{ label: t(`tab.${tab}`), to: home + path }]), ...crumbs] : [];
  return (
    <>
      <PageHeader
        title={title ?? version.programme.name}
        // A programme's name can say whom it serves: it stands on the page, not in the browser's tab.
        documentTitle={`${title ?? t(`tab.${tab}`)} · ${t("document", { number: version.number })}`}
        crumbs={[{ label: t("programmes"), to: PROGRAMMES_HOME }, { label: version.programme.name, to: programmeHome(version.programme.id) }, ...deeper]}
        badge={<VersionBadge state={version.state} label={version.state_label} />}
        lead={title ? undefined : <Lead version={version} />}
        actions={
          actions || hasNext ? (
            <>
              {actions}
              {hasNext ? <NextAction version={version} home={home} tab={tab} /> : null}
            </>
          ) : undefined
        }
      />
      <Tabs home={home} current={tab} />
      {isEditor ? <ReadOnlyNotice version={version} /> : null}
      {children}
    </>
  );
}

function Lead({ version }: { version: ProgrammeVersion }) {
  const t = useText();
  const from = version.effective_from;
  return (
    <>
      {t("number", { number: version.number })}
      {from ? ` · ${t("effective", { date: formatDate(from) })}` : null}
      {version.note ? ` · ${version.note}` : null}
    </>
  );
}

function NextAction({ version, home, tab }: { version: ProgrammeVersion; home: string; tab: VersionTab }) {
  const t = useText();
  if (version.state === "draft") {
    const missing = version.findings.filter((one) => one.weight !== "advice").length;
    // The overview lists them itself.
    if (missing > 0) return tab === "overview" ? null : <LinkButton to={home}>{t("missing", { count: missing })}</LinkButton>;
    return version.can.submit.allowed ? <LinkButton to={`${home}/sun`}>{t("submit")}</LinkButton> : null;
  }
  if (version.state === "review" && (version.can.approve.allowed || version.can.return.allowed)) return <LinkButton to={`${home}/onay`}>{t("decide")}</LinkButton>;
  return null;
}

function Tabs({ home, current }: { home: string; current: VersionTab }) {
  const t = useText();
  const pathname = usePathname();
  return (
    <nav aria-label={t("tabs")}>
      <ul className={css.recordTabs}>
        {TABS.map(([tab, path]) => (
          <li key={tab}>
            <Link to={home + path} activeOptions={{ exact: true }} aria-current={pathname === home + path ? "page" : tab === current ? "true" : undefined}>
              {t(`tab.${tab}`)}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** Why nothing can be changed here; nothing while it can. */
export function ReadOnlyNotice({ version }: { version: ProgrammeVersion }) {
  const t = useText();
  if (version.can.edit.allowed) return null;
  return (
    <div style={{ marginBottom: 24 }}>
      <Notice meaning="info" title={t("readOnly")}>
        {version.can.edit.reason || t(`readOnlyBecause.${version.state}`)}
      </Notice>
    </div>
  );
}
