import { useCan } from "@/lib/session";

import { FleetList } from "../components/FleetList";
import { RegistryList } from "../components/RegistryList";

/** Operators see how each municipality is; the coordinator sees who there is, and no sizes. */
export default function MunicipalityList() {
  const can = useCan();
  return can("municipalities.manage") ? <FleetList /> : <RegistryList />;
}
