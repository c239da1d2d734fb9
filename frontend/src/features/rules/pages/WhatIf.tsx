import { VersionFrame } from "@/ui/VersionFrame";

export default function WhatIf() {
  return <VersionFrame tab="whatif">{() => null}</VersionFrame>;
}
