/** Reads a number as people type it here: "1.234,5", "1234,5", "1234.5". Null where it is none. */
export function parseTypedNumber(typed: string): number | null {
  const text = typed.trim().replace(/\s/g, "");
  const grouped = /^-?\d{1,3}(\.\d{3})+(,\d+)?$/.test(text) ? text.replaceAll(".", "") : text;
  const plain = grouped.replace(",", ".");
  return /^-?\d+(\.\d+)?$/.test(plain) ? Number(plain) : null;
}

/** As it is typed: "1234,5". */
export function typedNumber(value: number): string {
  const text = String(value);
  return text.includes("e") ? text : text.replace(".", ",");
}
