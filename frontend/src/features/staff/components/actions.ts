import { say } from "@/lib/i18n";

interface Words {
  tr: string;
  en: string;
}

const GROUPS: Record<string, Words> = {
  person: { tr: "Kişi kaydı", en: "Person" },
  people: { tr: "Kişi listeleri", en: "Lists of people" },
  contact: { tr: "Bilgi talebi", en: "Information request" },
  urgent_notice: { tr: "Acil bildirim", en: "Urgent notice" },
  household: { tr: "Hane", en: "Household" },
  directory: { tr: "Kuruluş", en: "Organisation" },
  import: { tr: "İçe aktarma", en: "Import" },
  export: { tr: "Dışa aktarma", en: "Export" },
  document: { tr: "Belge", en: "Document" },
  privacy: { tr: "Kişisel veri", en: "Personal data" },
  staff: { tr: "Personel", en: "Staff" },
  role: { tr: "Rol", en: "Role" },
  unit: { tr: "Birim", en: "Unit" },
  invitation: { tr: "Davet", en: "Invitation" },
  session: { tr: "Oturum", en: "Session" },
  mfa: { tr: "İki adımlı giriş", en: "Two-step sign-in" },
  access: { tr: "Erişim", en: "Access" },
  report: { tr: "Rapor", en: "Report" },
};

const VERBS: Record<string, Words> = {
  registered: { tr: "kaydedildi", en: "registered" },
  recorded: { tr: "kaydedildi", en: "recorded" },
  created: { tr: "oluşturuldu", en: "created" },
  changed: { tr: "değiştirildi", en: "changed" },
  updated: { tr: "değiştirildi", en: "changed" },
  corrected: { tr: "düzeltildi", en: "corrected" },
  merged: { tr: "birleştirildi", en: "merged" },
  unmerged: { tr: "birleştirme geri alındı", en: "merge undone" },
  given: { tr: "verildi", en: "given" },
  assigned: { tr: "verildi", en: "given" },
  ended: { tr: "sona erdirildi", en: "ended" },
  refused: { tr: "reddedildi", en: "refused" },
  approved: { tr: "onaylandı", en: "approved" },
  read: { tr: "okundu", en: "read" },
  note_read: { tr: "notu okundu", en: "note read" },
  linked: { tr: "kişiye bağlandı", en: "linked to a person" },
  called_back: { tr: "geri arandı", en: "called back" },
  invited: { tr: "davet edildi", en: "invited" },
  accepted: { tr: "kabul edildi", en: "accepted" },
  revoked: { tr: "geri alındı", en: "taken back" },
  closed: { tr: "kapatıldı", en: "closed" },
  reopened: { tr: "yeniden açıldı", en: "opened again" },
  uploaded: { tr: "yüklendi", en: "uploaded" },
  downloaded: { tr: "indirildi", en: "downloaded" },
  removed: { tr: "kaldırıldı", en: "removed" },
  deleted: { tr: "silindi", en: "deleted" },
  imported: { tr: "içe aktarıldı", en: "imported" },
  exported: { tr: "dışa aktarıldı", en: "exported" },
  requested: { tr: "istendi", en: "requested" },
  started: { tr: "başlatıldı", en: "started" },
  finished: { tr: "tamamlandı", en: "finished" },
  signed_in: { tr: "açıldı", en: "opened" },
  signed_out: { tr: "kapatıldı", en: "closed" },
  provider_created: { tr: "eklendi", en: "added" },
  provider_changed: { tr: "değiştirildi", en: "changed" },
  provider_confirmed: { tr: "teyit edildi", en: "confirmed" },
  provider_closed: { tr: "listeden kaldırıldı", en: "removed from the list" },
  provider_reopened: { tr: "listeye geri alındı", en: "put back on the list" },
};

export const ACTION_GROUPS = Object.entries(GROUPS).map(([key, words]) => ({
  key,
  get label() {
    return say(words);
  },
}));

/** "person.registered" as "Kişi kaydı: kaydedildi"; what has no words yet is shown as it is stored. */
export function actionWords(action: string): string {
  const [group = "", verb = ""] = action.split(".", 2);
  const name = GROUPS[group];
  if (!name) return action;
  const done = VERBS[verb];
  return `${say(name)}: ${done ? say(done) : verb.replaceAll("_", " ")}`;
}

export function subjectWords(type: string): string {
  return type.split(".").at(-1) ?? type;
}
