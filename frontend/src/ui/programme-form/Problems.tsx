import { useEffect, useRef } from "react";

import kit from "../form.module.css";
import { Notice } from "../Notice";
import { idOf } from "./context";
import { generalPlace, isGroup, questionsOf } from "./questions";
import { useFormText } from "./text";
import { place, type FormProblem, type SchemaObject, type UiSchema } from "./types";

interface ProblemsProps {
  found: readonly FormProblem[];
  /** Grows with every attempt to send: the summary then takes the focus. */
  turn: number;
  prefix: string;
  schema: SchemaObject;
  uiSchema: UiSchema;
}

/** What has to be mended, as links to the questions. */
export function Problems({ found, turn, prefix, schema, uiSchema }: ProblemsProps) {
  const t = useFormText();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (turn > 0) box.current?.focus();
  }, [turn]);
  if (found.length === 0) return null;
  return (
    <div ref={box} tabIndex={-1} className={kit.summary}>
      <Notice meaning="danger" live="alert" title={t("summary", { count: found.length })}>
        <div>{t("kept")}</div>
        <ul>
          {found.map((problem) => (
            <li key={place(problem.path)}>
              <ProblemLink problem={problem} prefix={prefix} label={labelOf(problem, schema, uiSchema) || t("whole")} />: {problem.message} {problem.remedy}
            </li>
          ))}
        </ul>
      </Notice>
    </div>
  );
}

function ProblemLink({ problem, prefix, label }: { problem: FormProblem; prefix: string; label: string }) {
  const id = idOf(prefix, problem.path);
  if (problem.path.length === 0) return <span>{label}</span>;
  return (
    <a
      href={`#${id}`}
      onClick={(event) => {
        event.preventDefault();
        document.getElementById(id)?.focus();
      }}
    >
      {label}
    </a>
  );
}

/** "Çocuklar, Çocuk 2: Doğum tarihi": a question by the words that the reader sees. */
function labelOf({ path }: FormProblem, schema: SchemaObject, uiSchema: UiSchema): string {
  const questions = questionsOf(schema);
  const first = questions.get(String(path[0] ?? ""));
  if (!first) return "";
  const own = first.schema.title ?? first.key;
  if (!isGroup(first.schema) || typeof path[1] !== "number") return own;
  const options = (uiSchema[first.key] as { "ui:options"?: { itemLabel?: string } } | undefined)?.["ui:options"];
  const entry = `${own}, ${options?.itemLabel ?? ""} ${path[1] + 1}`;
  const inner = path.length > 2 ? questions.get(generalPlace(path)) : undefined;
  return inner ? `${entry}: ${inner.schema.title ?? inner.key}` : entry;
}
