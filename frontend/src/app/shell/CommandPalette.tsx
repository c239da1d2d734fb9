import { Loader, Modal, VisuallyHidden } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconArrowRight, IconSearch, IconUser, type Icon } from "@tabler/icons-react";
import { useQueries } from "@tanstack/react-query";
import { useId, useState, type KeyboardEvent } from "react";

import type { SearchHit } from "@/config/feature";
import { useReturnFocus } from "@/lib/focus";
import { say, useLanguage } from "@/lib/i18n";
import { useRegistry } from "@/lib/registry";
import { useGo } from "@/lib/routing";
import { useIsDrawn } from "@/lib/session";
import { trIncludes } from "@/lib/turkish";

import { navEntries, searchSources } from "../features";
import { useAppText } from "../text";
import css from "./shell.module.css";

interface Option {
  id: string;
  to: string;
  title: string;
  detail?: string;
  icon: Icon;
}

interface Group {
  label: string;
  options: Option[];
}

function useGroups(query: string): { groups: Group[]; isSearching: boolean } {
  const t = useAppText();
  const isDrawn = useIsDrawn();
  const language = useLanguage();
  const { actions } = useRegistry();
  const [asked] = useDebouncedValue(query.trim(), 180);
  const sources = searchSources.filter((source) => isDrawn(source));

  const answers = useQueries({
    queries: sources.map((source) => ({
      queryKey: ["palette", source.id, asked],
      queryFn: ({ signal }: { signal: AbortSignal }) => source.search(asked, signal),
      enabled: asked.length >= 2,
      staleTime: 10_000,
      // A name typed here must not linger in memory after the box is closed.
      gcTime: 0,
    })),
  });

  const matches = (text: string) => query.trim() === "" || trIncludes(text, query);
  const groups: Group[] = [
    ...sources.map((source, index) => ({
      label: say(source.label, language),
      options: (answers[index]?.data ?? []).map((hit: SearchHit) => ({ ...hit, id: `${source.id}-${hit.id}`, icon: IconUser })),
    })),
    {
      label: t("palette.actions"),
      options: actions
        .filter((action) => matches(`${say(action.label, language)} ${action.keywords ?? ""}`))
        .map((action) => ({ id: action.id, to: action.to, title: say(action.label, language), icon: action.icon })),
    },
    {
      label: t("palette.pages"),
      options: navEntries
        .filter((entry) => isDrawn(entry) && matches(say(entry.label, language)))
        .map((entry) => ({ id: entry.to, to: entry.to, title: say(entry.label, language), icon: IconArrowRight })),
    },
  ].filter((group) => group.options.length > 0);
  return { groups, isSearching: answers.some((one) => one.isFetching) };
}

/** One box for people, records, pages and actions. A combobox: the focus stays in the text, the arrows move the choice. */
export default function CommandPalette({ onClose }: { onClose: () => void }) {
  const t = useAppText();
  const go = useGo();
  const listId = useId();
  useReturnFocus();
  const [query, setQuery] = useState("");
  const [active, setActive] = useState(0);
  const { groups, isSearching } = useGroups(query);
  const options = groups.flatMap((group) => group.options);
  const chosen = options[Math.min(active, options.length - 1)];
  const optionId = (option: Option) => `${listId}-${option.id}`;

  const open = (option: Option) => {
    onClose();
    go(option.to);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      const next = (Math.min(active, options.length - 1) + step + options.length) % Math.max(options.length, 1);
      setActive(next);
      const target = options[next];
      if (target) document.getElementById(optionId(target))?.scrollIntoView({ block: "nearest" });
    }
    if (event.key === "Enter" && chosen) {
      event.preventDefault();
      open(chosen);
    }
  };

  return (
    <Modal.Root opened onClose={onClose} size="lg" yOffset="10vh" centered={false}>
      <Modal.Overlay />
      <Modal.Content aria-label={t("palette.title")} radius="md">
        <div className={css.paletteHead}>
          <IconSearch size={22} aria-hidden />
          <input
            className={css.paletteInput}
            data-autofocus
            role="combobox"
            aria-expanded={options.length > 0}
            aria-controls={listId}
            aria-activedescendant={chosen ? optionId(chosen) : undefined}
            aria-autocomplete="list"
            aria-label={t("palette.placeholder")}
            placeholder={t("palette.placeholder")}
            autoComplete="off"
            spellCheck={false}
            value={query}
            onChange={(event) => {
              setQuery(event.currentTarget.value);
              setActive(0);
            }}
            onKeyDown={onKeyDown}
          />
          {isSearching ? <Loader size="sm" mr="md" aria-label={t("palette.searching")} /> : null}
        </div>
        <VisuallyHidden role="status">{isSearching ? t("palette.searching") : t("palette.results", { count: options.length })}</VisuallyHidden>
        <div className={css.paletteList} id={listId} role="listbox" aria-label={t("palette.title")}>
          {groups.map((group) => (
            <div key={group.label} role="group" aria-label={group.label}>
              <div className={css.paletteGroup} aria-hidden>
                {group.label}
              </div>
              {group.options.map((option) => (
                // The keyboard acts through the combobox above, as the pattern asks; an option takes no focus.
                // eslint-disable-next-line jsx-a11y/click-events-have-key-events
                <div
                  key={option.id}
                  id={optionId(option)}
                  role="option"
                  tabIndex={-1}
                  aria-selected={option === chosen}
                  className={css.option}
                  onClick={() => open(option)}
                  onMouseMove={() => setActive(options.indexOf(option))}
                >
                  <option.icon size={20} stroke={1.75} aria-hidden />
                  <span>
                    {option.title}
                    {option.detail ? <span className={css.optionDetail}> · {option.detail}</span> : null}
                  </span>
                </div>
              ))}
            </div>
          ))}
          {options.length === 0 && !isSearching ? <div className={css.paletteGroup}>{t("palette.empty")}</div> : null}
        </div>
        <div className={css.paletteFoot}>{t("palette.hint")}</div>
      </Modal.Content>
    </Modal.Root>
  );
}
