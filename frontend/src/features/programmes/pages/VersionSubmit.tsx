import { Select, Textarea, Title } from "@mantine/core";
import { useState } from "react";

import { call } from "@/lib/api";
import { useServerForm } from "@/lib/form";
import { keepVersion, versionHome, versionPath, type ProgrammeVersion } from "@/lib/programmes";
import { useRead, type Page } from "@/lib/query";
import { useGo } from "@/lib/routing";
import { useMe } from "@/lib/session";
import { FormBody, LeaveGuard, Notice, Panel, toastDone, VersionFrame } from "@/ui";

import { AgainstPublished } from "../components/AgainstPublished";
import { FindingList } from "../components/FindingList";
import css from "../programmes.module.css";
import { useText } from "../text";

/** A draft goes to its second person, with a summary and, where the unit has one manager, a named superior. */
export default function VersionSubmit() {
  const t = useText();
  return (
    <VersionFrame tab="overview" title={t("submit.title")} hasNext={false}>
      {(version) => <Submission version={version} />}
    </VersionFrame>
  );
}

function Submission({ version }: { version: ProgrammeVersion }) {
  const t = useText();
  const missing = version.findings.filter((one) => one.weight !== "advice");
  if (!version.can.submit.allowed) {
    return (
      <Notice meaning="attention">
        {version.can.submit.reason} {version.can.submit.remedy}
      </Notice>
    );
  }
  return (
    <div className={css.stack}>
      {missing.length > 0 ? (
        <Panel title={t("submit.missing")}>
          <FindingList version={version} findings={missing} />
        </Panel>
      ) : (
        <SubmitForm version={version} />
      )}
      <section>
        <Title order={2} size="h3" mb="md">
          {t("submit.changes")}
        </Title>
        <AgainstPublished version={version} />
      </section>
    </div>
  );
}

function SubmitForm({ version }: { version: ProgrammeVersion }) {
  const t = useText();
  const go = useGo();
  const home = versionHome(version.programme.id, version.id);
  const form = useServerForm<{ note: string; named_approver: string | null }, ProgrammeVersion>({
    initial: { note: version.note, named_approver: null },
    labels: { note: t("submit.note"), named_approver: t("submit.approver") },
    save: (values, { idempotencyKey }) => call<ProgrammeVersion>("POST", `${versionPath(version.id)}submission/`, { body: values, idempotencyKey }),
    onSaved: (saved) => {
      void keepVersion(saved);
      toastDone(t("act.submitted"));
      go(home);
    },
    draft: { key: `programmes.${version.id}.submission` },
  });
  return (
    <Panel>
      <p>{t("submit.lead")}</p>
      <LeaveGuard isActive={form.isDirty && !form.isSaving} />
      <FormBody form={form} submitLabel={t("act.submit")} cancelTo={home}>
        <div className={css.stack} style={{ marginBottom: 24 }}>
          <Textarea {...form.field("note")} description={t("submit.noteHint")} maxLength={240} autosize minRows={2} />
          <ApproverSelect {...form.field("named_approver", { isOptional: true })} />
        </div>
      </FormBody>
    </Panel>
  );
}

interface Colleague {
  id: string;
  full_name: string;
  title: string;
}

// What `form.field` gives, passed on.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
function ApproverSelect(props: any) {
  const t = useText();
  const me = useMe();
  const [typed, setTyped] = useState("");
  const staff = useRead<Page<Colleague>>("/api/v1/staff/", { is_active: true, page_size: 100 });
  const others = (staff.data?.results ?? []).filter((one) => one.id !== me.id);
  return (
    <Select
      {...props}
      data={others.map((one) => ({ value: one.id, label: one.title ? `${one.full_name}, ${one.title}` : one.full_name }))}
      description={t("submit.approverHint")}
      searchable
      searchValue={typed}
      onSearchChange={setTyped}
      clearable
      maw={480}
    />
  );
}
