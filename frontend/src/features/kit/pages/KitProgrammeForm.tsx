import { Switch } from "@mantine/core";
import { useState } from "react";

import { PageHeader, toastDone } from "@/ui";
import { ProgrammeForm, type Answers, type SchemaObject } from "@/ui/programme-form";
import example from "@/ui/programme-form/example.json";

/** A form of a programme: to fill in, and as it was submitted. */
export default function KitProgrammeForm() {
  const [value, setValue] = useState<Answers>({});
  const [isRead, setRead] = useState(false);
  return (
    <>
      <PageHeader title={example.schema.title} lead="Bir programın formu, sunucunun derlediği gibi." />
      <div style={{ maxWidth: 720 }}>
        <Switch mb="lg" label="Gönderilmiş gibi göster" checked={isRead} onChange={(event) => setRead(event.currentTarget.checked)} />
        <ProgrammeForm
          schema={example.schema as unknown as SchemaObject}
          uiSchema={example.ui_schema}
          privacy={example.privacy}
          value={value}
          onChange={setValue}
          onSubmit={() => toastDone("Gönderildi")}
          readOnly={isRead}
        />
      </div>
    </>
  );
}
