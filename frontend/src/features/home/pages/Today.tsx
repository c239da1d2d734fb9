import { PageHeader } from "@/ui/PageHeader";

export default function Today() {
  return <PageHeader title="Bugün" />;
}
