/** Forms of programmes. Imported by its own path, not through "@/ui": RJSF is not part of the first download. */
export { ProgrammeForm, type ProgrammeFormProps } from "./ProgrammeForm";
export { SubmittedAnswers } from "./SubmittedAnswers";
export { fromServerProblems } from "./serverProblems";
export type { Answers, Choice, FormProblem, PrivacyNotes, SchemaObject, SectionUi, UiSchema } from "./types";
export { validateAnswers } from "./validate";
