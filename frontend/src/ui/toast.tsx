import { Button } from "@mantine/core";
import { notifications } from "@mantine/notifications";

import { asProblem } from "@/lib/problems";

import { MeaningIcon, type Meaning } from "./Notice";
import { useUiText } from "./text";

function show(meaning: Meaning, message: string, undo?: () => void): void {
  const id = crypto.randomUUID();
  notifications.show({
    id,
    role: meaning === "danger" ? "alert" : "status",
    icon: <MeaningIcon meaning={meaning} size={22} />,
    withBorder: true,
    styles: { icon: { backgroundColor: "transparent", color: `var(--omuz-${meaning})` }, description: { fontSize: "1rem", color: "var(--mantine-color-text)" } },
    // Words with an act in them stay until somebody has read them.
    autoClose: undo ? 12_000 : meaning === "danger" ? false : 6_000,
    closeButtonProps: { "aria-label": useUiText.now("close") },
    message: undo ? (
      <span style={{ display: "flex", gap: 12, alignItems: "center", justifyContent: "space-between" }}>
        {message}
        <Button
          size="compact-sm"
          variant="default"
          onClick={() => {
            notifications.hide(id);
            undo();
          }}
        >
          {useUiText.now("undo")}
        </Button>
      </span>
    ) : (
      message
    ),
  });
}

/** After an act that worked; with `undo` where it can be taken back. */
export function toastDone(message: string, undo?: () => void): void {
  show("done", message, undo);
}

/** After an act outside a form that failed; a form shows its own summary. */
export function toastProblem(error: unknown): void {
  const problem = asProblem(error);
  const said = [problem.title, problem.detail, problem.remedy].filter(Boolean).join(" ");
  const silent = problem.absence ? `${useUiText.now(`states.${problem.absence}Title`)}. ${useUiText.now(`states.${problem.absence}Detail`)}` : "";
  show("danger", silent || said || useUiText.now("states.serverDetail"));
}
