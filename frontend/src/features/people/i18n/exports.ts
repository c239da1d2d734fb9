import type { SameKeys } from "@/lib/i18n";

export const tr = {
  button: "Dışa aktar",
  title: "Listeyi dışa aktar",
  count_one: "Listede {{count}} kişi var.",
  count_other: "Listede {{count}} kişi var.",
  reason: "Gerekçe",
  reasonHint: "Liste ne için kullanılacak? Denetimde okunur.",
  format: "Dosya türü",
  columns: "Sütunlar",
  special: "{{label}} (özel nitelikli)",
  secondMany: "{{limit}} kişiden uzun liste için ikinci bir yetkilinin onayı gerekir.",
  secondSpecial: "Özel nitelikli bilgi içeren liste için ikinci bir yetkilinin onayı gerekir.",
  kept: "İstek, gerekçesi ve indirilmesi kayda geçer. Güvenli iletişim planlarına uyulur.",
  submit: "Dışa aktar",
  submitSecond: "Onaya gönder",
  asked: "Liste hazırlanıyor",
  askedSecond: "İstek ikinci yetkilinin onayına gönderildi",
} as const;

export const en: SameKeys<typeof tr> = {
  button: "Export",
  title: "Export the list",
  count_one: "The list holds {{count}} person.",
  count_other: "The list holds {{count}} people.",
  reason: "Reason",
  reasonHint: "What will the list be used for? Auditors read this.",
  format: "Kind of file",
  columns: "Columns",
  special: "{{label}} (special category)",
  secondMany: "A list of more than {{limit}} people needs a second person's approval.",
  secondSpecial: "A list with special-category information needs a second person's approval.",
  kept: "The request, its reason and every download are recorded. Safe-contact plans are obeyed.",
  submit: "Export",
  submitSecond: "Send for approval",
  asked: "The list is being prepared",
  askedSecond: "The request waits for a second person's approval",
};
