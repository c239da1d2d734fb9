/**
 * Turkish letters for comparing and sorting; the twin of omuz.kernel.text, for what is filtered on the screen only.
 * A search over stored data is always the server's.
 */
const FOLD: Record<string, string> = { ı: "i", ğ: "g", ü: "u", ş: "s", ö: "o", ç: "c", â: "a", î: "i", û: "u" };

export function trLower(text: string): string {
  return text.normalize("NFC").toLocaleLowerCase("tr");
}

export function trUpper(text: string): string {
  return text.normalize("NFC").toLocaleUpperCase("tr");
}

/** IŞIK, ışık, isik and Işik all become "isik". */
export function trFold(text: string): string {
  return trLower(text)
    .replace(/[ığüşöçâîû]/g, (letter) => FOLD[letter] ?? letter)
    .normalize("NFD")
    .replace(/\p{M}/gu, "");
}

const collator = new Intl.Collator("tr", { sensitivity: "variant", numeric: true });

/** Orders as Turkish does: C Ç D, G Ğ H I İ J, O Ö P, S Ş T U Ü. */
export function trCompare(a: string, b: string): number {
  return collator.compare(a, b);
}

/** True when every word of the query stands somewhere in the text, whatever the dots and the case. */
export function trIncludes(text: string, query: string): boolean {
  const folded = trFold(text);
  return trFold(query)
    .split(/\s+/)
    .every((word) => folded.includes(word));
}

/** The letters of an avatar: "Ayşe Nur Işık" -> "Aİ" is wrong, "AI" is right. */
export function initials(fullName: string): string {
  const words = fullName.trim().split(/\s+/).filter(Boolean);
  const first = words[0]?.[0] ?? "";
  const last = words.length > 1 ? (words.at(-1)?.[0] ?? "") : "";
  return trUpper(first + last);
}
