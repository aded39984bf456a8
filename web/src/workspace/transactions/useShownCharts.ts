import { useLocalStorage } from "@mantine/hooks";

/** Whether the charts are shown: as the person left it in this browser, and at first where there is room. */
export function useShownCharts(): [boolean, (shows: boolean) => void] {
  const [kept, setKept] = useLocalStorage<boolean | null>({
    key: "ringfence.charts",
    defaultValue: null,
    getInitialValueInEffect: false,
  });
  return [kept ?? window.innerWidth >= 768, setKept];
}
