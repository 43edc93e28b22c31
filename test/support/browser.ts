import { createContext, runInContext } from 'node:vm';
import { vi } from 'vitest';

interface Element {
  id?: string;
  role?: string;
  value?: string;
  textContent?: string;
  onclick?: () => void;
}

/** What the page gives to the viewer. */
interface Shown {
  readonly spec?: { readonly paths: object };
  onComplete(): void;
}

/** As much of a browser as the page of the API needs: its own scripts run in it, the network is the real one. */
export async function browserAt(url: string) {
  const scriptOf = async (path: string) => (await fetch(`${url}${path}`)).text();
  const elements: Element[] = [];
  const shown: Shown[] = [];
  const authorized: [string, string][] = [];
  const other = { location: { href: '' } };
  const viewer = (settings: Shown) => {
    shown.push(settings);
    return {
      initOAuth: () => undefined,
      preauthorizeApiKey: (name: string, token: string) => void authorized.push([name, token]),
    };
  };
  const window: Record<string, unknown> = { open: () => other };
  const page = createContext({
    window,
    location: new URL('/docs', url),
    document: {
      getElementById: () => ({ append: (element: Element) => void elements.push(element) }),
      createElement: () => ({ value: '' }),
    },
    SwaggerUIBundle: viewer,
    fetch: (path: string, init?: RequestInit) =>
      fetch(new URL(path, url), { ...init, headers: { Origin: url, ...(init?.headers as object) } }),
    crypto,
    URL,
    URLSearchParams,
    TextEncoder,
    btoa,
  });
  runInContext(await scriptOf('/docs/start.js'), page);
  const element = (id: string): Element => elements.find((one) => one.id === id) ?? {};
  return {
    shown,
    authorized,
    press: (id: string) => element(id).onclick?.(),
    write(id: string, value: string) {
      element(id).value = value;
    },
    said: () => elements.find(({ role }) => role === 'alert')?.textContent ?? '',
    windowGoesTo: () =>
      vi.waitFor(() => {
        if (other.location.href === '') throw new Error('the window went nowhere');
        return other.location.href;
      }),
    /** The other window comes back with the answer of the sign-in service, and hands it over as the viewer's own script does. */
    async comesBack(address: string) {
      const location = new URL(address);
      const back = { opener: window, location, close: () => undefined };
      const script = await scriptOf('/docs/assets/oauth2-redirect.js');
      runInContext(script, createContext({ window: back, location, document: { readyState: 'complete' } }));
    },
  };
}
