import { form } from "./tr/form";
import { list } from "./tr/list";
import { record } from "./tr/record";

export const tr = { ...list, form, record } as const;
