import { Button, Group, Modal, Text, Title } from "@mantine/core";

import { useReturnFocus } from "@/lib/focus";
import type { ProgrammeVersion, RuleSet } from "@/lib/programmes";
import { useUiText } from "@/ui";

import { useCheck, type DecisionPoint } from "../api";
import { fromDraft } from "../draft";
import css from "../rules.module.css";
import { useText } from "../text";
import type { RuleSetEditor } from "../useRuleSetEditor";
import { ClauseSummary } from "./ClauseSummary";

interface RulesConflictProps {
  editor: RuleSetEditor;
  version: ProgrammeVersion;
  point: DecisionPoint;
}

/** Somebody saved the same rule set in between: theirs and mine as sentences, and a choice. */
export function RulesConflict({ editor, version, point }: RulesConflictProps) {
  const t = useText();
  const ui = useUiText();
  useReturnFocus();
  const { theirs, keepMine, takeTheirs, decideLater, saver } = editor;
  return (
    <Modal opened onClose={decideLater} title={t("conflict.title")} size="xl" closeButtonProps={{ "aria-label": ui("close") }}>
      <Text mb="md">{t("conflict.detail")}</Text>
      <div className={css.compare}>
        {theirs ? <Side title={t("conflict.theirs")} ruleSet={theirs} version={version} point={point} /> : <Text>{t("conflict.gone")}</Text>}
        <Side title={t("conflict.mine")} ruleSet={fromDraft(editor.draft)} version={version} point={point} />
      </div>
      <Group mt="lg" justify="flex-end">
        <Button variant="subtle" onClick={decideLater}>
          {t("conflict.later")}
        </Button>
        {theirs ? (
          <Button variant="default" onClick={takeTheirs}>
            {t("conflict.takeTheirs")}
          </Button>
        ) : null}
        <Button loading={saver.isSaving} onClick={() => void keepMine()}>
          {t("conflict.keepMine")}
        </Button>
      </Group>
    </Modal>
  );
}

function Side({ title, ruleSet, version, point }: { title: string; ruleSet: RuleSet; version: ProgrammeVersion; point: DecisionPoint }) {
  const sentences = new Map((useCheck(version.id, { rule_set: ruleSet }).data?.clauses ?? []).map((one) => [one.key, one.sentence]));
  return (
    <section aria-label={title}>
      <Title order={3} size="h4">
        {title}
      </Title>
      <ol className={css.summary}>
        {(ruleSet.clauses ?? []).map((clause) => (
          <li key={clause.key}>
            <ClauseSummary
              sentence={sentences.get(clause.key) ?? ""}
              isAlways={Array.isArray(clause.condition.rules) && clause.condition.rules.length === 0}
              effect={clause.effect}
              message={clause.message.tr}
              basis={clause.basis ?? null}
              point={point}
              texts={version.document.legal_basis ?? []}
            />
          </li>
        ))}
      </ol>
    </section>
  );
}
