import type { FastifyReply } from 'fastify';

/** Paths of the pages that work without script, and of their style; none of them is under `/api`. */
export const PUBLIC_STYLE_PATH = 'public.css';

export const PUBLIC_STYLE = `:root { color-scheme: light dark; }
body { font: 1.125rem/1.5 system-ui, sans-serif; max-width: 42rem; margin: 0 auto; padding: 1.5rem 1rem; }
h1 { font-size: 1.5rem; line-height: 1.25; }
h2 { font-size: 1.25rem; line-height: 1.3; margin-top: 2rem; }
dt { font-weight: 600; margin-top: 0.75rem; }
dd { margin: 0; overflow-wrap: anywhere; }
label { display: block; font-weight: 600; margin-top: 1.5rem; }
input { font: inherit; box-sizing: border-box; width: 100%; padding: 0.5rem; letter-spacing: 0.05em; }
button { font: inherit; font-weight: 600; margin-top: 0.75rem; padding: 0.6rem 1.2rem; }
:focus-visible { outline: 3px solid #0066cc; outline-offset: 2px; }
`;

const POLICY =
  "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

export interface PublicPage {
  readonly title: string;
  /** Markup of the page below its heading; whatever comes from data has passed through `escapeHtml`. */
  readonly content: string;
  readonly language?: 'it' | 'en';
}

/** A page for anybody, with any device: plain HTML without script (L. 4/2004), never kept by a cache. */
export async function sendPublicPage(reply: FastifyReply, status: number, page: PublicPage): Promise<void> {
  await reply
    .status(status)
    .header('content-type', 'text/html; charset=utf-8')
    .header('content-security-policy', POLICY)
    .header('cache-control', 'no-store')
    .header('referrer-policy', 'no-referrer')
    .send(markupOf(page));
}

function markupOf({ title, content, language = 'it' }: PublicPage): string {
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${escapeHtml(title)}</title>
<link rel="stylesheet" href="/${PUBLIC_STYLE_PATH}">
</head>
<body>
<main>
<h1>${escapeHtml(title)}</h1>
${content}
</main>
</body>
</html>
`;
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text as it may stand in an element or in a quoted attribute. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? character);
}
