import { useText } from "../text";

const WORDS = ["days", "working_days", "weeks", "months", "years", "internal", "statutory", "start", "step", "end", "erase", "destroy", "anonymise", "archive"] as const;
type Word = (typeof WORDS)[number];
const isWord = (text: string): text is Word => (WORDS as readonly string[]).includes(text);

/** A value of a definition as a person reads it: words first, parts one a line. */
export function useValueText(): (value: unknown) => string {
  const t = useText();
  const say = (value: unknown): string => {
    if (value === null || value === undefined || value === "") return t("value.none");
    if (typeof value === "boolean") return t(value ? "value.yes" : "value.no");
    if (typeof value === "string") return isWord(value) ? t(`word.${value}`) : value;
    if (typeof value !== "object") return String(value);
    if (Array.isArray(value)) return value.length === 0 ? t("value.none") : value.map(say).join(value.some((one) => typeof one === "object") ? "\n" : ", ");
    const own = value as Record<string, unknown>;
    if (Array.isArray(own.rules)) return condition(own);
    if (typeof own.tr === "string") return own.tr;
    const heading = own.label ?? own.title ?? own.term ?? own.service ?? own.message;
    if (heading !== undefined) return say(heading);
    return Object.values(own).map(say).join(" ");
  };
  const condition = (group: Record<string, unknown>): string => {
    const parts = (group.rules as Record<string, unknown>[]).map((rule) => {
      if (Array.isArray(rule.rules)) return `(${condition(rule)})`;
      return [rule.field, rule.operator, rule.value].filter((one) => one !== undefined && one !== null && one !== "").map((one) => say(one)).join(" ");
    });
    const joined = parts.join(group.combinator === "or" ? ` ${t("value.or")} ` : ` ${t("value.and")} `) || t("value.always");
    return group.not === true ? t("value.not", { condition: joined }) : joined;
  };
  return say;
}
