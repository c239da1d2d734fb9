/** "+905321234567" as it is read aloud: "0532 123 45 67"; another country's number stays as it is. */
export function formatPhone(number: string): string {
  const found = /^\+90(\d{3})(\d{3})(\d{2})(\d{2})$/.exec(number);
  return found ? `0${found[1]} ${found[2]} ${found[3]} ${found[4]}` : number;
}
