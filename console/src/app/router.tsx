import type { QueryClient } from '@tanstack/react-query';
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router';
import { api, take } from '../api/client.ts';
import { sessionQuery } from '../api/session.ts';
import { analyticsSearch } from '../pages/analytics/analytics-search.ts';
import { auditSearch } from '../pages/audit/audit-search.ts';
import { inboxSearch } from '../pages/inbox/inbox-search.ts';
import { incidentsSearch } from '../pages/incidents/incidents-search.ts';
import { mentionsSearch } from '../pages/mentions/mentions-search.ts';
import { systemSearch } from '../pages/system/system-search.ts';
import { Failure, Loading } from '../ui/states.tsx';
import { navigationOf } from './navigation.ts';
import { NotFound } from './not-found.tsx';
import { Shell } from './shell.tsx';

/** What routes may use before they are drawn. */
interface Context {
  queryClient: QueryClient;
}

const root = createRootRouteWithContext<Context>()({ component: Outlet });

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: ({ to }: Record<string, unknown>): { to?: string } =>
    // A page of this console only: never where a link from outside wants one to go.
    typeof to === 'string' && /^\/(?![/\\])/.test(to) ? { to } : {},
  component: lazyRouteComponent(() => import('../pages/sign-in/sign-in-page.tsx'), 'SignInPage'),
});

/** Everything that only those see who are signed in. */
const shell = createRoute({
  getParentRoute: () => root,
  id: 'shell',
  async beforeLoad({ context, location }) {
    const session = await context.queryClient.ensureQueryData(sessionQuery);
    if (session === null)
      throw redirect({ to: '/sign-in', search: location.href === '/' ? {} : { to: location.href } });
    return { session };
  },
  component: Shell,
});

/** Whether nothing was collected yet; where that can't be told, nobody is sent to the first steps. */
async function isEmpty(queryClient: QueryClient): Promise<boolean> {
  const queryFn = () => take(api.GET('/api/mentions', { params: { query: { limit: 1 } } }));
  const found = await queryClient.fetchQuery({ queryKey: ['mentions', 'first'], queryFn }).catch(() => undefined);
  return found?.items.length === 0;
}

const home = createRoute({
  getParentRoute: () => shell,
  path: '/',
  async beforeLoad({ context: { session, queryClient } }) {
    const [first] = navigationOf(session.permissions);
    if (session.permissions.includes('sources:write') && (await isEmpty(queryClient))) throw redirect({ to: '/start' });
    if (first !== undefined) throw redirect({ to: first.to });
  },
  component: NotFound,
});

const inbox = createRoute({
  getParentRoute: () => shell,
  path: '/inbox',
  validateSearch: inboxSearch,
  component: lazyRouteComponent(() => import('../pages/inbox/inbox-page.tsx'), 'InboxPage'),
});

const ticket = createRoute({
  getParentRoute: () => inbox,
  path: '$number',
});

const mentions = createRoute({
  getParentRoute: () => shell,
  path: '/mentions',
  validateSearch: mentionsSearch,
  component: lazyRouteComponent(() => import('../pages/mentions/mentions-page.tsx'), 'MentionsPage'),
});

const board = createRoute({
  getParentRoute: () => shell,
  path: '/board',
  component: lazyRouteComponent(() => import('../pages/board/board-page.tsx'), 'BoardPage'),
});

const approvals = createRoute({
  getParentRoute: () => shell,
  path: '/approvals',
  component: lazyRouteComponent(() => import('../pages/approvals/approvals-page.tsx'), 'ApprovalsPage'),
});

const incidents = createRoute({
  getParentRoute: () => shell,
  path: '/incidents',
  validateSearch: incidentsSearch,
  component: lazyRouteComponent(() => import('../pages/incidents/incidents-page.tsx'), 'IncidentsPage'),
});

const analytics = createRoute({
  getParentRoute: () => shell,
  path: '/analytics',
  validateSearch: analyticsSearch,
  component: lazyRouteComponent(() => import('../pages/analytics/analytics-page.tsx'), 'AnalyticsPage'),
});

const sources = createRoute({
  getParentRoute: () => shell,
  path: '/sources',
  component: lazyRouteComponent(() => import('../pages/sources/sources-page.tsx'), 'SourcesPage'),
});

const help = createRoute({
  getParentRoute: () => shell,
  path: '/help',
  component: lazyRouteComponent(() => import('../pages/help/help-page.tsx'), 'HelpPage'),
});

const queries = createRoute({
  getParentRoute: () => shell,
  path: '/queries',
  component: lazyRouteComponent(() => import('../pages/queries/queries-page.tsx'), 'QueriesPage'),
});

const channels = createRoute({
  getParentRoute: () => shell,
  path: '/channels',
  component: lazyRouteComponent(() => import('../pages/channels/channels-page.tsx'), 'ChannelsPage'),
});

const serviceLevels = createRoute({
  getParentRoute: () => shell,
  path: '/service-levels',
  component: lazyRouteComponent(() => import('../pages/service-levels/service-levels-page.tsx'), 'ServiceLevelsPage'),
});

const people = createRoute({
  getParentRoute: () => shell,
  path: '/people',
  component: lazyRouteComponent(() => import('../pages/people/people-page.tsx'), 'PeoplePage'),
});

const audit = createRoute({
  getParentRoute: () => shell,
  path: '/audit',
  validateSearch: auditSearch,
  component: lazyRouteComponent(() => import('../pages/audit/audit-page.tsx'), 'AuditPage'),
});

const system = createRoute({
  getParentRoute: () => shell,
  path: '/system',
  validateSearch: systemSearch,
  component: lazyRouteComponent(() => import('../pages/system/system-page.tsx'), 'SystemPage'),
});

const start = createRoute({
  getParentRoute: () => shell,
  path: '/start',
  component: lazyRouteComponent(() => import('../pages/start/start-page.tsx'), 'StartPage'),
});

/** A page is a line here, each with code of its own that is loaded when it is opened. */
const pages = [
  home,
  inbox.addChildren([ticket]),
  mentions,
  board,
  approvals,
  incidents,
  analytics,
  help,
  sources,
  queries,
  channels,
  serviceLevels,
  people,
  audit,
  system,
  start,
] as const;

/** The console's addresses; a page is a route here, a line in navigation.ts and a folder in pages/. */
export function createAppRouter(queryClient: QueryClient) {
  return createRouter({
    routeTree: root.addChildren([signIn, shell.addChildren(pages)]),
    context: { queryClient },
    defaultPreload: 'intent',
    defaultPendingComponent: Loading,
    defaultErrorComponent: ({ error, reset }) => <Failure error={error} onRetry={reset} />,
    defaultNotFoundComponent: NotFound,
  });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
}
