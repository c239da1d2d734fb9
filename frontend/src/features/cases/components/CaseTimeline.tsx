import { Button, Checkbox, Collapse, Group, Menu, Stack, Text, VisuallyHidden } from "@mantine/core";
import { IconFilter, IconPrinter } from "@tabler/icons-react";
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useId, useState } from "react";

import { call, download } from "@/lib/api";
import type { ApiProblem } from "@/lib/problems";
import { AppLink, DateField, EmptyState, ErrorState, LoadingState, Panel, Timeline, toastProblem } from "@/ui";

import { casePath, type Case } from "../api";
import { storyPath, type StoryLine, type StoryPage } from "../story";
import { useStoryText } from "../storyText";

interface Narrowed {
  kinds: readonly string[];
  from: string | null;
  to: string | null;
}

const EVERYTHING: Narrowed = { kinds: [], from: null, to: null };
const asQuery = ({ kinds, from, to }: Narrowed) => ({ kinds: kinds.join(",") || undefined, from: from ?? undefined, to: to ?? undefined });
const isDay = (text: string | null) => text === null || /^\d{4}-\d{2}-\d{2}$/.test(text);

/** A case as one story: who did what, when, why, under which version; the latest first. */
export function CaseTimeline({ one }: { one: Pick<Case, "id" | "number"> }) {
  const t = useStoryText();
  const bodyId = useId();
  const [isOpen, setOpen] = useState(false);
  const [where, setWhere] = useState(EVERYTHING);
  const asked = { ...where, from: isDay(where.from) ? where.from : null, to: isDay(where.to) ? where.to : null };
  const query = asQuery(asked);
  const story = useInfiniteQuery<StoryPage, ApiProblem, { pages: StoryPage[] }, unknown[], string | undefined>({
    queryKey: [storyPath(one.id), query, "story"],
    queryFn: ({ pageParam, signal }) => call<StoryPage>("GET", storyPath(one.id), { query: { ...query, cursor: pageParam }, signal }),
    initialPageParam: undefined,
    getNextPageParam: (last) => last.next ?? undefined,
    // The filter's own words come with the answer: they stay while another selection is read.
    placeholderData: keepPreviousData,
  });
  const pages = story.data?.pages ?? [];
  const isNarrowed = where.kinds.length > 0 || where.from !== null || where.to !== null;
  return (
    <Panel
      title={t("timeline.title")}
      id="gecmis"
      actions={
        <>
          <Button size="sm" variant="default" leftSection={<IconFilter size={16} aria-hidden />} aria-expanded={isOpen} aria-controls={bodyId} onClick={() => setOpen(!isOpen)}>
            {isNarrowed ? t("timeline.filterOn") : t("timeline.filter")}
          </Button>
          <Print one={one} query={query} />
        </>
      }
    >
      <Collapse expanded={isOpen} id={bodyId}>
        <Filters sources={pages[0]?.sources ?? []} where={where} onChange={setWhere} isNarrowed={isNarrowed} />
      </Collapse>
      {story.isPending ? <LoadingState lines={4} /> : null}
      {story.error && pages.length === 0 ? <ErrorState problem={story.error} onRetry={() => void story.refetch()} /> : null}
      {pages.length > 0 ? <Story lines={pages.flatMap((page) => page.results)} /> : null}
      {story.hasNextPage ? (
        <Button size="sm" variant="default" mt="sm" loading={story.isFetchingNextPage} onClick={() => void story.fetchNextPage()}>
          {t("timeline.more")}
        </Button>
      ) : null}
    </Panel>
  );
}

function Story({ lines }: { lines: readonly StoryLine[] }) {
  const t = useStoryText();
  if (lines.length === 0) {
    return (
      <EmptyState icon={IconFilter} title={t("timeline.empty")}>
        {t("timeline.emptyHint")}
      </EmptyState>
    );
  }
  return (
    <>
      <Text role="status" size="sm" c="dimmed">
        {t("timeline.shown", { count: lines.length })}
      </Text>
      <Timeline
        events={lines.map((line) => ({
          id: line.id,
          at: line.at,
          title: line.title,
          by: [line.by, line.programme_version ? t("timeline.version", { number: line.programme_version }) : ""].filter(Boolean).join(" · "),
          detail: line.text || line.link ? <Detail line={line} /> : null,
        }))}
      />
    </>
  );
}

function Detail({ line }: { line: StoryLine }) {
  const t = useStoryText();
  return (
    <>
      {line.text ? <div style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}>{line.text}</div> : null}
      {line.link ? (
        <AppLink to={line.link}>
          {line.is_closed ? t("timeline.openClosed") : t("timeline.open")}
          <VisuallyHidden>: {line.title}</VisuallyHidden>
        </AppLink>
      ) : null}
    </>
  );
}

interface FiltersProps {
  sources: StoryPage["sources"];
  where: Narrowed;
  onChange: (where: Narrowed) => void;
  isNarrowed: boolean;
}

function Filters({ sources, where, onChange, isNarrowed }: FiltersProps) {
  const t = useStoryText();
  return (
    <Stack gap="sm" mb="md">
      <Checkbox.Group label={t("timeline.parts")} value={[...where.kinds]} onChange={(kinds) => onChange({ ...where, kinds })}>
        <div style={{ display: "grid", gridTemplateColumns: "repeat(auto-fill, minmax(150px, 1fr))", gap: 8, marginTop: 4 }}>
          {sources.map((source) => (
            <Checkbox key={source.key} value={source.key} label={source.label} />
          ))}
        </div>
      </Checkbox.Group>
      <Group gap="sm" align="end">
        <DateField label={t("timeline.from")} value={where.from} onChange={(from) => onChange({ ...where, from: from || null })} w={180} />
        <DateField label={t("timeline.to")} value={where.to} onChange={(to) => onChange({ ...where, to: to || null })} w={180} />
        {isNarrowed ? (
          <Button variant="subtle" onClick={() => onChange(EVERYTHING)}>
            {t("timeline.clear")}
          </Button>
        ) : null}
      </Group>
    </Stack>
  );
}

/** What is printed is what is chosen: the same days and parts. */
function Print({ one, query }: { one: Pick<Case, "id" | "number">; query: ReturnType<typeof asQuery> }) {
  const t = useStoryText();
  const [isBusy, setBusy] = useState(false);
  const print = async (audience: "staff" | "person") => {
    setBusy(true);
    try {
      await download(`${casePath(one.id)}story/`, `${one.number}.pdf`, { query: { ...query, audience } });
    } catch (error) {
      toastProblem(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button size="sm" variant="default" loading={isBusy} leftSection={<IconPrinter size={16} aria-hidden />}>
          {t("timeline.print")}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => void print("staff")}>{t("timeline.printStaff")}</Menu.Item>
        <Menu.Item onClick={() => void print("person")}>{t("timeline.printPerson")}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
