import { Button, Group, Modal, TextInput } from "@mantine/core";
import { useState, type FormEvent } from "react";

import { useReturnFocus } from "@/lib/focus";
import { useSaveSection, versionHome, type ProgrammeVersion } from "@/lib/programmes";
import { useGo } from "@/lib/routing";
import { Notice, useProblemText, useUiText } from "@/ui";

import type { DecisionPoint } from "../api";
import { keyOf } from "../draft";
import css from "../rules.module.css";
import { useText } from "../text";

interface NewRuleSetProps {
  version: ProgrammeVersion;
  point: DecisionPoint;
  onClose: () => void;
}

/** A name and a key; the clauses follow on the page of the rule set. */
export function NewRuleSet({ version, point, onClose }: NewRuleSetProps) {
  const t = useText();
  const ui = useUiText();
  const go = useGo();
  const words = useProblemText();
  useReturnFocus();
  const saver = useSaveSection(version, "rules");
  const rules = version.document.rules ?? [];
  const [name, setName] = useState("");
  const [typedKey, setTypedKey] = useState<string | null>(null);
  const [hasTried, setTried] = useState(false);
  const key = typedKey ?? keyOf(name);
  const keyError = rules.some((one) => one.key === key) ? t("create.taken") : /^[a-z][a-z0-9_]{0,47}$/.test(key) ? null : hasTried ? t("create.badKey") : null;

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!name.trim() || !/^[a-z][a-z0-9_]{0,47}$/.test(key) || keyError) return;
    const mine = { key, point: point.key, label: { tr: name.trim() } };
    let saved = await saver.save([...rules, mine]);
    // Others' rule sets stay; ours comes after them.
    if (!saved && saver.conflict) saved = await saver.save([...(saver.takeTheirs() ?? []), mine]);
    if (saved) go(`${versionHome(version.programme.id, version.id)}/kurallar?kume=${key}`);
  };
  return (
    <Modal opened onClose={onClose} title={t("create.title", { point: point.label })} closeButtonProps={{ "aria-label": ui("close") }}>
      <form onSubmit={(event) => void submit(event)} noValidate className={css.stack}>
        {saver.problem ? (
          <Notice meaning="danger" live="alert" title={words(saver.problem).title}>
            {[words(saver.problem).detail, ...saver.problem.errors.map((one) => one.message)].filter(Boolean).join(" ")}
          </Notice>
        ) : null}
        <TextInput data-autofocus label={t("create.name")} value={name} error={hasTried && !name.trim() ? ui("required") : null} onChange={(event) => setName(event.currentTarget.value)} />
        <TextInput label={t("create.key")} description={t("create.keyHint")} value={key} error={keyError} onChange={(event) => setTypedKey(event.currentTarget.value)} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {ui("cancel")}
          </Button>
          <Button type="submit" loading={saver.isSaving}>
            {t("create.go")}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
