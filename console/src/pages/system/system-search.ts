export const SYSTEM_TABS = ['state', 'coverage', 'settings', 'reports', 'webhooks', 'imports', 'captures'] as const;
export type SystemTab = (typeof SYSTEM_TABS)[number];

/** The open tab stands in the address, so that a colleague can be sent there. */
export const systemSearch = ({ tab }: Record<string, unknown>): { tab?: SystemTab } => {
  const found = SYSTEM_TABS.find((each) => each === tab);
  return found === undefined ? {} : { tab: found };
};
