import { Button } from "@mantine/core";
import { useState } from "react";

import { keyFrom } from "@/lib/keys";
import { saveSection, keepVersion, useSaveSection, versionHome, versionPath, type Form, type ProgrammeVersion } from "@/lib/programmes";
import { useAction } from "@/lib/query";
import { useGo } from "@/lib/routing";
import { AppLink, ConfirmWithReason, DataTable, EmptyState, Notice, Panel, Status, toastDone, useProblemText, VersionFrame } from "@/ui";

import { AddDialog } from "../components/AddDialog";
import { asksSpecial, countQuestions } from "../model";
import { useText } from "../text";

export default function FormList() {
  return (
    <VersionFrame tab="forms" isEditor>
      {(version) => <Forms version={version} />}
    </VersionFrame>
  );
}

const stagesOf = (version: ProgrammeVersion, form: Form) => (version.document.stages ?? []).filter((stage) => (stage.forms ?? []).some((use) => use.form === form.key));

function Forms({ version }: { version: ProgrammeVersion }) {
  const t = useText();
  const go = useGo();
  const words = useProblemText();
  const saver = useSaveSection(version, "forms");
  const [isAdding, setAdding] = useState(false);
  const [gone, setGone] = useState<Form | null>(null);
  const forms = version.document.forms ?? [];
  const home = `${versionHome(version.programme.id, version.id)}/formlar`;
  const mayEdit = version.can.edit.allowed;
  const problem = saver.problem ?? null;

  const add = async (label: string) => {
    const key = keyFrom(label, new Set(forms.map((one) => one.key))) || "form";
    const saved = await saver.save([...forms, { key, title: { tr: label.trim() }, sections: [{ key: "genel", title: { tr: "Genel" }, items: [] }] }]);
    if (!saved) return;
    toastDone(t("list.saved"));
    go(`${home}/${key}`);
  };
  const remove = async (form: Form) => {
    // Stages that use it let it go first: a stage that names a form which is not there is refused.
    const stages = (version.document.stages ?? []).map((stage) => ({ ...stage, forms: (stage.forms ?? []).filter((use) => use.form !== form.key) }));
    let ifMatch = version.version;
    if (stagesOf(version, form).length > 0) {
      const between = await saveSection({ versionId: version.id, section: "stages", value: stages, base: version.document.stages, ifMatch });
      await keepVersion(between);
      ifMatch = between.version;
    }
    const saved = await saveSection({ versionId: version.id, section: "forms", value: forms.filter((one) => one.key !== form.key), base: version.document.forms, ifMatch });
    await keepVersion(saved);
    toastDone(t("list.removed"));
    setGone(null);
  };
  const addButton = mayEdit ? <Button onClick={() => setAdding(true)}>{t("list.new")}</Button> : null;

  return (
    <>
      {problem ? (
        <Notice meaning="danger" live="alert" title={words(problem).title}>
          {words(problem).detail}
        </Notice>
      ) : null}
      {forms.length === 0 ? (
        <EmptyState title={t("list.empty")} actions={addButton}>
          {t("list.emptyHint")}
        </EmptyState>
      ) : (
        <Panel title={t("list.title")} actions={addButton} isFlush>
          <DataTable
            caption={t("list.title")}
            rows={forms}
            rowId={(row) => row.key}
            columns={[
              { key: "name", header: t("list.name"), isName: true, cell: (row) => <AppLink to={`${home}/${row.key}`}>{row.title.tr}</AppLink> },
              { key: "questions", header: t("list.questions"), cell: (row) => countQuestions(row) },
              { key: "stages", header: t("list.stages"), cell: (row) => stagesOf(version, row).map((stage) => stage.label.tr).join(", ") || t("list.unused") },
              { key: "special", header: t("list.data"), cell: (row) => (asksSpecial(row) ? <Status meaning="attention">{t("list.special")}</Status> : null) },
              {
                key: "print",
                header: t("list.paper"),
                cell: (row) => (
                  <a href={`${versionPath(version.id)}forms/${row.key}/print/`} aria-label={t("list.printOf", { title: row.title.tr })}>
                    {t("list.print")}
                  </a>
                ),
              },
              {
                key: "remove",
                header: t("list.act"),
                cell: (row) =>
                  mayEdit ? (
                    <Button variant="subtle" size="compact-md" aria-label={t("list.removeOf", { title: row.title.tr })} onClick={() => setGone(row)}>
                      {t("list.remove")}
                    </Button>
                  ) : null,
              },
            ]}
          />
        </Panel>
      )}
      {isAdding ? <AddDialog what="form" isBusy={saver.isSaving} onAdd={(label) => void add(label)} onClose={() => setAdding(false)} /> : null}
      {gone ? <Remove form={gone} stages={stagesOf(version, gone).map((stage) => stage.label.tr)} onRemove={() => remove(gone)} onClose={() => setGone(null)} /> : null}
    </>
  );
}

function Remove({ form, stages, onRemove, onClose }: { form: Form; stages: string[]; onRemove: () => Promise<void>; onClose: () => void }) {
  const t = useText();
  const act = useAction(onRemove, {});
  const consequences = [t("list.removeDraft"), ...(stages.length > 0 ? [t("list.removeUsed", { stages: stages.join(", ") })] : [])];
  return <ConfirmWithReason title={t("list.removeTitle", { title: form.title.tr })} consequences={consequences} confirmLabel={t("list.remove")} isBusy={act.isPending} problem={act.error} onConfirm={() => act.mutate(undefined)} onClose={onClose} />;
}
