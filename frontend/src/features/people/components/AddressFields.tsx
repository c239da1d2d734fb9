import { Autocomplete, Checkbox, TextInput } from "@mantine/core";

import type { ServerForm } from "@/lib/form";
import { useCan } from "@/lib/session";
import { trIncludes } from "@/lib/turkish";
import { FieldPair } from "@/ui";

import { useDistricts, useNeighbourhoods, useProvinces } from "../choices";
import type { AddressValues } from "../registration";
import { useText } from "../text";
import { Pick } from "./Pick";

const SHOWN = 50;

interface AddressFieldsProps {
  // Forms of any shape may hold an address.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  form: ServerForm<any>;
  /** Where the address stands among the form's values: "address." or "". */
  prefix: string;
  values: AddressValues;
}

/** Province, district and neighbourhood from the shipped list, the rest free. */
export function AddressFields({ form, prefix, values }: AddressFieldsProps) {
  const t = useText();
  const can = useCan();
  const provinces = useProvinces();
  const districts = useDistricts(values.province);
  const neighbourhoods = useNeighbourhoods(values.province, values.district);
  const at = (name: string) => `${prefix}${name}`;
  const choose = (name: "province" | "district", value: string | null) => {
    form.set(at(name), value ?? "");
    if (name === "province") form.set(at("district"), "");
    form.set(at("neighbourhood"), "");
  };
  return (
    <>
      <FieldPair>
        <Pick {...form.field(at("province"))} data={provinces} value={values.province || null} onChange={(value) => choose("province", value)} />
        <Pick {...form.field(at("district"))} data={districts} value={values.district || null} onChange={(value) => choose("district", value)} disabled={!values.province} />
      </FieldPair>
      <Autocomplete
        {...form.field(at("neighbourhood"))}
        description={t("form.neighbourhoodHint")}
        data={neighbourhoods}
        limit={SHOWN}
        filter={({ options, search, limit }) => options.filter((one) => "label" in one && trIncludes(one.label, search)).slice(0, limit)}
        disabled={!values.district}
        autoComplete="off"
      />
      <TextInput {...form.field(at("line"))} autoComplete="off" />
      {can(["people.safety.write", "people.addresses.hidden"]) ? (
        <Checkbox {...form.field(at("is_hidden"), { type: "checkbox" })} label={t("form.hideAddress")} description={t("form.hideAddressHint")} />
      ) : null}
    </>
  );
}
