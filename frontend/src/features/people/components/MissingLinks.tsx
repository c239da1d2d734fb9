import { Text } from "@mantine/core";

import { useCan } from "@/lib/session";
import { AppLink, Status } from "@/ui";

import { personHome, type Missing, type Person } from "../api";
import { useText } from "../text";

/** Where each absent fact can be filled in. */
export function whereToMend(personId: string, field: string): string {
  const home = personHome(personId);
  const places: Record<string, string> = {
    identity: "#kimlik",
    contact: "#iletisim",
    address: "#adres",
    education: "#bilgiler",
    employment: "#bilgiler",
    target_group: "/ozel-nitelikli",
    privacy_notice: "/belgeler#aydinlatma",
  };
  return `${home}${places[field] ?? "/duzenle"}`;
}

/** The next action of a person's page: what is still to be asked, as links to where it is written. */
export function MissingLinks({ person }: { person: Person }) {
  const t = useText();
  const can = useCan();
  const open = person.missing.filter((one) => !one.reason);
  if (open.length === 0) return <Status meaning="done">{t("record.nextNone")}</Status>;
  const name = (one: Missing) => (can("people.write") ? <MendLink to={whereToMend(person.id, one.field)}>{one.label}</MendLink> : one.label);
  return (
    <div style={{ paddingTop: 8, minWidth: 0 }}>
      <Text span fw={600}>
        {t("record.next", { count: open.length })}
      </Text>
      <ul style={{ listStyle: "none", margin: 0, padding: 0, display: "flex", flexWrap: "wrap", gap: "4px 16px" }}>
        {open.map((one) => (
          <li key={one.field}>{name(one)}</li>
        ))}
      </ul>
    </div>
  );
}

function MendLink({ to, children }: { to: string; children: string }) {
  const [path = "", hash] = to.split("#");
  // A place on the page at hand is reached without leaving it.
  return hash && window.location.pathname === path ? <a href={`#${hash}`}>{children}</a> : <AppLink to={to}>{children}</AppLink>;
}
