import type { SameKeys } from "@/lib/i18n";

import type { tr } from "./tr";

export const en: SameKeys<typeof tr> = {
  title: "Information requests",
  lead: "What was asked by telephone, e-mail or in person, and what was answered.",
  new: "Record an information request",
  newLead: "Only channel and topic are needed. You do not have to ask for a name.",
  saved: "Information request recorded",
  record: "Information request",
  anonymous: "No name given",
  noteHint: "What was asked, what was answered? Kept encrypted; whoever opens it is recorded.",
  callerHint: "Only if the person wishes to say.",
  callBackHint: "Left empty, the call is among those to be made as soon as possible.",
  toPerson: "Register as a person",
  openPerson: "Open the person's page",
  closeCallBack: "Called back",
  callBackDone: "Call back recorded",
  howEnded: "How did the call end?",
  onlyMine: "Only those I took",
  field: {
    channel: "Channel", topic: "Topic", outcome: "Outcome", note: "Note", referredTo: "Referred to", caller: "Caller", phone: "Telephone",
    callBackAt: "When to call back", takenAt: "Recorded at", when: "Date",
  },
  empty: { title: "No information requests yet", hint: "When the phone rings, note topic and answer here; five fields, no name needed." },
  urgent: {
    title: "Urgent notices",
    lead: "Notices given to 112, ALO 183, ŞÖNİM or the provincial directorate.",
    new: "Record an urgent notice",
    newLead: "Call first, write afterwards. The authority and what happens are enough; no registration, consent or identity is needed.",
    call: "Call {{name}}",
    saved: "Urgent notice recorded",
    record: "Urgent notice",
    told: "What was told",
    openTold: "Open what was told",
    openHint: "That you open it is recorded.",
    field: { authority: "Authority", what: "What is happening?", who: "Who is in danger?", where: "Where?", answer: "Their answer", reference: "Reference number", statute: "Legal basis", givenAt: "Given at" },
    empty: { title: "No urgent notices yet", hint: "When you report a danger, note it here in a few words." },
  },
};
