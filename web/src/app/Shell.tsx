import { Outlet, ScrollRestoration } from 'react-router';
import { SigningProvider } from './signing/SigningProvider';
import { CodesNeededBanner } from './signing/CodesNeededBanner';
import { Footer } from './Footer';
import { useLiveSummary } from './live/use-summary';
import { MainBar } from './MainBar';
import { OfflineBar } from './OfflineBar';
import { SkipLinks } from './SkipLinks';
import { SlimBar } from './SlimBar';

/** What stands around every page of a signed-in person. */
export function Shell() {
  useLiveSummary();
  return (
    <SigningProvider>
      <div className="lf-shell">
        <SkipLinks />
        <header>
          <SlimBar />
          <MainBar />
        </header>
        <OfflineBar />
        <CodesNeededBanner />
        <main id="content" tabIndex={-1}>
          <Outlet />
        </main>
        <Footer />
      </div>
      <ScrollRestoration />
    </SigningProvider>
  );
}
