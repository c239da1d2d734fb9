import { VersionFrame } from "@/ui/VersionFrame";

export default function Trial() {
  return <VersionFrame tab="trial">{() => null}</VersionFrame>;
}
