import { Button, Text, Title } from "@mantine/core";
import { IconCheck } from "@tabler/icons-react";
import { useEffect, useRef, type FormEvent, type ReactNode } from "react";

import { formatTime } from "@/lib/dates";
import type { ServerForm } from "@/lib/form";

import { LinkButton } from "./AppLink";
import { ConflictDialog } from "./ConflictDialog";
import css from "./form.module.css";
import { LeaveGuard } from "./LeaveGuard";
import { Notice } from "./Notice";
import { PageHeader, type PageHeaderProps } from "./PageHeader";
import { useProblemText } from "./states";
import { useUiText } from "./text";

// Forms of any shape are drawn alike.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type AnyForm = ServerForm<any>;

/** What has to be mended, as links to the fields; takes the focus when it appears. */
export function ErrorSummary({ form }: { form: AnyForm }) {
  const t = useUiText();
  const words = useProblemText();
  const box = useRef<HTMLDivElement>(null);
  const { summary, problem } = form;
  const key = problem ? problem.message + problem.status : summary.map((one) => one.field + one.message).join("|");
  useEffect(() => {
    if (key) box.current?.focus();
  }, [key]);
  if (!key) return null;

  const said = problem ? words(problem) : null;
  const title = said?.title === t("states.errorTitle") ? t("states.saveErrorTitle") : said?.title;
  return (
    <div ref={box} tabIndex={-1} className={css.summary}>
      <Notice meaning="danger" live="alert" title={title ?? t("form.summaryTitle", { count: summary.length })}>
        {said?.detail}
        {problem?.article ? <div>{t("article", { article: problem.article })}</div> : null}
        {problem ? <div>{t("states.errorKept")}</div> : null}
        {summary.length > 0 ? (
          <ul>
            {summary.map((entry) => (
              <li key={entry.field}>
                <a
                  href={`#${entry.id}`}
                  onClick={(event) => {
                    event.preventDefault();
                    document.getElementById(entry.id)?.focus();
                  }}
                >
                  {entry.label}
                </a>
                : {entry.message}
              </li>
            ))}
          </ul>
        ) : null}
      </Notice>
    </div>
  );
}

interface FormBodyProps {
  form: AnyForm;
  children: ReactNode;
  submitLabel?: string;
  /** A form that is not the page's main task keeps its button quiet. */
  isSecondary?: boolean;
  /** Where "Vazgeç" leads; a function for dialogs. */
  cancelTo?: string;
  onCancel?: () => void;
  /** Extra buttons beside the primary one. */
  extra?: ReactNode;
  /** Reasons why saving is not possible now; the button says them. */
  blockedBecause?: string | readonly string[];
  /** How a value reads when two versions are compared. */
  describe?: (field: string, value: unknown) => ReactNode;
  /** Keeps the actions in sight while a long form scrolls; FormPage sets it. */
  hasStickyActions?: boolean;
}

/** A form without a page around it: summary, fields, actions, draft and conflict handling. */
export function FormBody({ form, children, submitLabel, isSecondary = false, cancelTo, onCancel, extra, blockedBecause, describe, hasStickyActions }: FormBodyProps) {
  const t = useUiText();
  const reasonId = `${form.id}-blocked`;
  const reasons = typeof blockedBecause === "string" ? [blockedBecause] : (blockedBecause ?? []);
  const isBlocked = reasons.length > 0;
  // Stays reachable by keyboard, as GuardedButton does: who tabs to it hears why.
  const refuse = (event: FormEvent) => event.preventDefault();
  return (
    <form onSubmit={isBlocked ? refuse : form.submit} noValidate>
      <ErrorSummary form={form} />
      {form.draftFound ? (
        <div style={{ marginBottom: 24 }}>
          <Notice
            meaning="info"
            actions={
              <>
                <Button size="sm" onClick={form.restoreDraft}>
                  {t("form.draftRestore")}
                </Button>
                <Button size="sm" variant="default" onClick={form.discardDraft}>
                  {t("form.draftDiscard")}
                </Button>
              </>
            }
          >
            {t("form.draftFound", { time: formatTime(form.draftFound.at) })}
          </Notice>
        </div>
      ) : null}
      {children}
      <div className={hasStickyActions ? `${css.foot} ${css.footSticky}` : css.foot}>
        <Button type="submit" variant={isSecondary ? "default" : "filled"} loading={form.isSaving} data-disabled={isBlocked || undefined} aria-disabled={isBlocked} aria-describedby={isBlocked ? reasonId : undefined}>
          {submitLabel ?? t("save")}
        </Button>
        {extra}
        {cancelTo ? (
          <LinkButton to={cancelTo} variant="subtle">
            {t("cancel")}
          </LinkButton>
        ) : null}
        {onCancel ? (
          <Button variant="subtle" onClick={onCancel}>
            {t("cancel")}
          </Button>
        ) : null}
        {isBlocked ? (
          <Text size="sm" id={reasonId} component="div">
            {reasons.map((one) => (
              <div key={one}>{one}</div>
            ))}
          </Text>
        ) : null}
        <span className={css.hint} role="status">
          {form.draftKeptAt && form.isDirty ? (
            <>
              <IconCheck size={14} aria-hidden /> {t("form.draftKept", { time: formatTime(form.draftKeptAt) })}
            </>
          ) : form.isDirty ? (
            t("form.unsaved")
          ) : null}
        </span>
      </div>
      {form.conflict ? <ConflictDialog form={form} conflict={form.conflict} describe={describe} /> : null}
    </form>
  );
}

interface FormPageProps extends PageHeaderProps, FormBodyProps {
  /** Names of the sections in order: draws the progress list at the side of a long form. */
  sections?: readonly { id: string; title: string; fields?: readonly string[] }[];
  /** What must stay in sight while the form is filled in; wide screens only, draw it inside the form too. */
  side?: ReactNode;
}

/** A page that is one form. Sections go inside as FormSection. */
export function FormPage({ title, documentTitle, lead, crumbs, actions, badge, sections, side, ...body }: FormPageProps) {
  const t = useUiText();
  const wrong = new Set(body.form.summary.map((entry) => entry.field.split(".")[0]));
  return (
    <>
      <PageHeader title={title} documentTitle={documentTitle} lead={lead} crumbs={crumbs} actions={actions} badge={badge} />
      <LeaveGuard isActive={body.form.isDirty && !body.form.isSaving} />
      <div className={side !== undefined ? `${css.layout} ${css.layoutSide}` : sections ? css.layout : css.layoutPlain}>
        <FormBody {...body} hasStickyActions />
        {sections || side !== undefined ? (
          <div className={css.aside}>
            {side}
            {sections ? (
              <nav className={css.progress} aria-label={t("form.sections")}>
                <strong>{t("form.sections")}</strong>
                <ol>
                  {sections.map((section) => (
                    <li key={section.id}>
                      <a href={`#${section.id}`} data-wrong={section.fields?.some((field) => wrong.has(field))}>
                        {section.title}
                      </a>
                    </li>
                  ))}
                </ol>
              </nav>
            ) : null}
          </div>
        ) : null}
      </div>
    </>
  );
}

interface FormSectionProps {
  id?: string;
  title?: string;
  description?: ReactNode;
  children: ReactNode;
}

export function FormSection({ id, title, description, children }: FormSectionProps) {
  return (
    <section className={css.section} id={id}>
      {title || description ? (
        <div>
          {title ? (
            <Title order={2} size="h3">
              {title}
            </Title>
          ) : null}
          {description ? <Text c="dimmed">{description}</Text> : null}
        </div>
      ) : null}
      {children}
    </section>
  );
}

/** Two short fields side by side; one under the other on a narrow screen. */
export function FieldPair({ children }: { children: ReactNode }) {
  return <div className={css.pair}>{children}</div>;
}
