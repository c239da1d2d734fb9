import { Button, Menu } from "@mantine/core";
import { IconChevronDown } from "@tabler/icons-react";
import { useState, type ReactNode } from "react";

import { formatBirth, type DatePrecision } from "@/lib/dates";
import { useRead } from "@/lib/query";
import { useGo, useParam } from "@/lib/routing";
import { useCan } from "@/lib/session";
import { LinkButton, Loaded, Notice, RecordPage, Status, useUiText } from "@/ui";

import { personHome, personPath, type Person } from "../api";
import { formatPhone } from "../phones";
import { useText } from "../text";
import { Confidentiality } from "./Confidentiality";
import { MissingLinks } from "./MissingLinks";
import { useTabs } from "./useTabs";

interface PersonFrameProps {
  children: (person: Person) => ReactNode;
  side?: (person: Person) => ReactNode;
}

/** The frame of every part of a person's page: who it is, what to do next, where one is. */
export function PersonFrame({ children, side }: PersonFrameProps) {
  const person = useRead<Person>(personPath(useParam("personId")));
  return (
    <Loaded query={person}>
      {(data) => (
        <Frame person={data} side={side?.(data)}>
          {children(data)}
        </Frame>
      )}
    </Loaded>
  );
}

function Frame({ person, side, children }: { person: Person; side?: ReactNode; children: ReactNode }) {
  const t = useText();
  const phone = person.phones[0];
  const address = person.addresses.find((one) => !one.valid_to);
  return (
    <RecordPage
      title={person.name}
      // Tabs of the browser are read by others; a name does not belong there.
      documentTitle={t("person")}
      crumbs={[{ label: t("title"), to: "/kisiler" }]}
      badge={person.is_confidential ? <Status meaning="attention">{t("confidential")}</Status> : null}
      actions={<Actions person={person} />}
      facts={[
        { label: t("field.fileNumber"), value: person.file_number },
        { label: t("field.birth"), value: formatBirth(person.birth_date ?? null, person.birth_precision as DatePrecision) },
        { label: t("field.phone"), value: phone ? <a href={`tel:${phone.number}`}>{formatPhone(phone.number)}</a> : null },
        {
          label: t("record.fact.livesIn"),
          value: address ? [address.neighbourhood, address.district].filter(Boolean).join(", ") : null,
          unknown: person.has_hidden_address ? t("record.fact.hiddenAddress") : undefined,
        },
        { label: t("field.interviewer"), value: person.interviewer?.name },
      ]}
      next={<MissingLinks person={person} />}
      notices={<Notices person={person} />}
      tabs={useTabs(person.id)}
      side={side}
    >
      {children}
    </RecordPage>
  );
}

function Notices({ person }: { person: Person }) {
  const t = useText();
  if (!person.is_confidential && !person.has_safe_contact_plan) return null;
  const to = `${personHome(person.id)}/guvenli-iletisim`;
  const isPlanned = person.has_safe_contact_plan;
  return (
    <Notice
      meaning={isPlanned ? "info" : "attention"}
      title={person.is_confidential ? t("record.confidentialTitle") : t("record.planTitle")}
      actions={
        <LinkButton to={to} size="sm" variant="default">
          {isPlanned ? t("record.planOpen") : t("record.planMake")}
        </LinkButton>
      }
    >
      {person.is_confidential ? t("record.confidentialHint") : t("record.planHint")} {person.is_confidential && !isPlanned ? t("record.noPlanHint") : null}
    </Notice>
  );
}

function Actions({ person }: { person: Person }) {
  const t = useText();
  const ui = useUiText();
  const can = useCan();
  const go = useGo();
  const [isChanging, setChanging] = useState(false);
  const mayChange = person.is_confidential ? can("people.addresses.hidden") : can("people.safety.write");
  return (
    <>
      {can("people.write") ? <LinkButton to={`${personHome(person.id)}/duzenle`}>{t("record.edit")}</LinkButton> : null}
      <Menu position="bottom-end">
        <Menu.Target>
          <Button variant="default" rightSection={<IconChevronDown size={16} aria-hidden />}>
            {ui("more")}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {can("urgent.write") ? <Menu.Item onClick={() => go(`/acil-bildirimler/yeni?kisi=${person.id}`)}>{t("record.urgent")}</Menu.Item> : null}
          {can("contacts.write") ? <Menu.Item onClick={() => go(`/bilgi-talepleri/yeni?kisi=${person.id}`)}>{t("record.contact")}</Menu.Item> : null}
          {can("people.merge") ? <Menu.Item onClick={() => go(`${personHome(person.id)}/mukerrer`)}>{t("record.findDuplicates")}</Menu.Item> : null}
          {mayChange ? <Menu.Item onClick={() => setChanging(true)}>{person.is_confidential ? t("record.endConfidential") : t("record.makeConfidential")}</Menu.Item> : null}
        </Menu.Dropdown>
      </Menu>
      {isChanging ? <Confidentiality person={person} onClose={() => setChanging(false)} /> : null}
    </>
  );
}
