import { todayIso } from "@/lib/dates";

import type { Today } from "./api";
import type { useText } from "./text";

type Translate = ReturnType<typeof useText>;

export interface WorkItem {
  id: string;
  /** What kind of work, in words: "Geri arama". */
  kind: string;
  title: string;
  detail?: string | null;
  /** Where it is done. */
  to: string;
  due_on?: string | null;
}

export interface Watched {
  key: string;
  label: string;
  count: number;
  to: string;
}

/** The work that waits, the most pressing kind first. */
export function workOf(today: Today, t: Translate): WorkItem[] {
  const calls = (today.call_backs?.rows ?? []).map((one) => ({
    id: `call-${one.id}`,
    kind: t("kind.callBack"),
    title: one.topic_label,
    detail: [one.caller_label, one.caller_phone].filter(Boolean).join(", "),
    to: `/bilgi-talepleri/${one.id}`,
    due_on: one.call_back_at ? todayIso(new Date(one.call_back_at)) : null,
  }));
  const approvals = (today.approvals?.rows ?? []).map((one) => ({
    id: `approval-${one.id}`,
    kind: t("kind.approval"),
    title: t("approval", { name: one.requested_by, count: one.row_count ?? 0 }),
    detail: one.reason,
    to: "/disa-aktarma",
  }));
  const imports = (today.imports?.rows ?? []).map((one) => ({
    id: `import-${one.id}`,
    kind: t("kind.import"),
    title: one.held > 0 ? t("importHeld", { count: one.held }) : one.state_label,
    detail: t("rows", { count: one.total ?? 0 }),
    to: `/ice-aktarma/${one.id}`,
  }));
  return [...calls, ...approvals, ...imports];
}

/** Counts to keep an eye on; what is nought is left out. */
export function watchedOf(today: Today, t: Translate): Watched[] {
  const all = [
    { key: "reports30", label: t("watch.reports30"), count: today.reports?.within_30 ?? 0, to: "/kisiler" },
    { key: "reports90", label: t("watch.reports90"), count: today.reports?.within_90 ?? 0, to: "/kisiler" },
    { key: "authorities", label: t("watch.authorities"), count: today.authorities_ending ?? 0, to: "/kisiler" },
    { key: "plans", label: t("watch.plans"), count: today.plans_to_review ?? 0, to: "/kisiler" },
    { key: "stale", label: t("watch.stale"), count: today.directory?.stale ?? 0, to: "/kuruluslar?freshness=stale" },
    { key: "never", label: t("watch.never"), count: today.directory?.never ?? 0, to: "/kuruluslar?freshness=never" },
  ];
  return all.filter((one) => one.count > 0);
}
