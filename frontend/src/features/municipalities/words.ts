import { say } from "@/lib/i18n";
import { trFold } from "@/lib/turkish";

const FILLING = new Set(["belediyesi", "belediye", "buyuksehir", "baskanligi"]);

/** "Ürgüp Belediyesi" -> "urgup": what an address could be, to be corrected by hand. */
export function slugFrom(name: string): string {
  const words = trFold(name)
    .replace(/[^a-z0-9]+/g, " ")
    .split(" ")
    .filter((word) => word && !FILLING.has(word));
  return words.join("-").slice(0, 42).replace(/-+$/, "");
}

const EVENTS: Record<string, { tr: string; en: string }> = {
  "municipality.created": { tr: "Belediye açıldı", en: "Municipality opened" },
  "municipality.ordered": { tr: "Belediye istendi", en: "Municipality ordered" },
  "municipality.suspended": { tr: "Askıya alındı", en: "Suspended" },
  "municipality.resumed": { tr: "Yeniden hizmete açıldı", en: "Put into service again" },
  "municipality.renamed": { tr: "Ad ya da adres değiştirildi", en: "Name or address changed" },
  "municipality.administrator_invited": { tr: "İlk yönetici davet edildi", en: "First administrator invited" },
  "municipality.migrate_ordered": { tr: "Sürüm yükseltme istendi", en: "Upgrade ordered" },
  "municipality.backup_ordered": { tr: "Yedek istendi", en: "Backup ordered" },
  "municipality.archive_ordered": { tr: "Arşivleme istendi", en: "Archiving ordered" },
  "municipality.archived": { tr: "Arşivlendi", en: "Archived" },
  "municipality.restored": { tr: "Arşivden geri yüklendi", en: "Restored from an archive" },
  "municipality.deletion_ordered": { tr: "Silme isteği verildi", en: "Deletion ordered" },
  "municipality.deletion_confirmation_ordered": { tr: "Silme onayı verildi", en: "Confirmation of the deletion ordered" },
  "municipality.deletion_withdrawal_ordered": { tr: "Silme isteğinin geri alınması istendi", en: "Withdrawal of the deletion ordered" },
  "municipality.deletion_requested": { tr: "Silinmesi istendi", en: "Deletion requested" },
  "municipality.deletion_confirmed": { tr: "Silinmesi onaylandı", en: "Deletion confirmed" },
  "municipality.deletion_withdrawn": { tr: "Silme isteği geri alındı", en: "Deletion request withdrawn" },
};

/** What was done, in words; what has none yet is shown as it is stored. */
export function eventWords(action: string): string {
  const words = EVENTS[action];
  return words ? say(words) : action;
}
