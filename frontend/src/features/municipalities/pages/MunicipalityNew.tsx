import { Select, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import type { ReactNode } from "react";

import { call } from "@/lib/api";
import { useServerForm } from "@/lib/form";
import { usePage, useRead } from "@/lib/query";
import { useGo } from "@/lib/routing";
import { trIncludes } from "@/lib/turkish";
import { FieldPair, FormPage, FormSection, Status } from "@/ui";

import { FLEET, JOBS, MUNICIPALITIES, usePlaces, type Address, type JobDetail, type Municipality } from "../api";
import { useText } from "../text";
import { slugFrom } from "../words";

const KINDS = ["metropolitan", "provincial", "district", "town"] as const;
const folded = { filter: ({ options, search }: { options: readonly unknown[]; search: string }) => (options as { value: string; label: string }[]).filter((one) => trIncludes(one.label, search)) };

/** Orders a municipality; the next page shows how it is made and, at its end, the invitation's link. */
export default function MunicipalityNew() {
  const t = useText();
  const go = useGo();
  const form = useServerForm({
    initial: {
      name: "",
      slug: "",
      kind: null as string | null,
      province: null as string | null,
      district: null as string | null,
      parent_id: null as string | null,
      admin_name: "",
      admin_email: "",
    },
    labels: {
      name: t("field.name"),
      slug: t("field.slug"),
      kind: t("field.kind"),
      province: t("field.province"),
      district: t("field.district"),
      parent_id: t("field.upper"),
      admin_name: t("field.adminName"),
      admin_email: t("field.adminEmail"),
    },
    save: (values, { idempotencyKey }) =>
      call<JobDetail>("POST", MUNICIPALITIES, { body: { ...values, kind: values.kind ?? "", province: values.province ?? "", district: values.district ?? "" }, idempotencyKey }),
    onSaved: (job) => go(`/belediyeler/isler/${job.id}`, { replace: true }),
    refresh: [FLEET, JOBS],
    draft: { key: "municipalities.new", omit: ["admin_name", "admin_email"] },
  });
  const { provinces, districts } = usePlaces(form.values.province);
  const metropolitans = usePage<Municipality>(MUNICIPALITIES, { kind: "metropolitan", page_size: 200, sort: "name" });
  const hasDistrict = form.values.kind === "district" || form.values.kind === "town";
  const rename = (name: string) => {
    // The address follows the name until somebody writes one.
    if (form.values.slug === slugFrom(form.values.name)) form.set("slug", slugFrom(name));
    form.set("name", name);
  };
  return (
    <FormPage title={t("fresh.title")} lead={t("fresh.lead")} crumbs={[{ label: t("title"), to: "/belediyeler" }]} form={form} submitLabel={t("fresh.submit")} cancelTo="/belediyeler">
      <FormSection title={t("fresh.who")}>
        <TextInput {...form.field("name")} required autoComplete="off" onChange={(event) => rename(event.currentTarget.value)} />
        <TextInput {...form.field("slug")} required autoComplete="off" autoCapitalize="none" spellCheck={false} description={t("fresh.slugHint")} maw={420} />
        <SlugCheck slug={form.values.slug} />
        <Select {...form.field("kind")} required data={KINDS.map((value) => ({ value, label: t(`kind.${value}`) }))} maw={420} />
      </FormSection>
      <FormSection title={t("fresh.where")}>
        <FieldPair>
          <Select
            {...form.field("province")}
            {...folded}
            required
            searchable
            data={[...provinces]}
            onChange={(value) => {
              form.set("province", value);
              form.set("district", null);
            }}
          />
          {hasDistrict ? <Select {...form.field("district", { isOptional: form.values.kind !== "district" })} {...folded} searchable clearable data={[...districts]} disabled={!form.values.province} /> : null}
        </FieldPair>
        {form.values.kind === "metropolitan" ? null : (
          <Select
            {...form.field("parent_id", { isOptional: true })}
            {...folded}
            searchable
            clearable
            placeholder={t("fresh.noParent")}
            data={(metropolitans.data?.results ?? []).filter((one) => !form.values.province || one.province === form.values.province).map((one) => ({ value: one.id, label: one.name }))}
          />
        )}
      </FormSection>
      <FormSection title={t("fresh.admin")} description={t("fresh.adminHint")}>
        <FieldPair>
          <TextInput {...form.field("admin_name")} required autoComplete="off" />
          <TextInput {...form.field("admin_email")} required inputMode="email" autoComplete="off" />
        </FieldPair>
      </FormSection>
    </FormPage>
  );
}

/** Says while it is typed where the municipality will be found, and whether the address is free. */
function SlugCheck({ slug }: { slug: string }): ReactNode {
  const t = useText();
  const [settled] = useDebouncedValue(slug.trim(), 350);
  const answer = useRead<Address>(`${FLEET}addresses/${encodeURIComponent(settled)}/`, undefined, { enabled: settled !== "" });
  if (settled === "") return null;
  return (
    <div role="status" style={{ overflowWrap: "anywhere" }}>
      {answer.data ? (
        <>
          <div>{t("fresh.preview", { address: answer.data.address.replace(/^https?:\/\//, "") })}</div>
          <Status meaning={answer.data.is_free ? "done" : "danger"}>{answer.data.is_free ? t("fresh.free") : answer.data.message}</Status>
        </>
      ) : (
        t("fresh.checking")
      )}
    </div>
  );
}
