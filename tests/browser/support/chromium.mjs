// The browser of tests and benchmarks, as it is installed: CHROMIUM, or /usr/bin/chromium.
import process from 'node:process';

import {chromium} from 'playwright-core';

/** Only what hangs takes so long, in milliseconds. */
export const AT_MOST = 60_000;

/**
 * What new versions of Chromium do for people who type addresses: two pages of its own in every window, which take over a
 * second of the processor while the page that is tested loads. The command line's last list counts, so the ones behind are
 * those of Playwright's that pages of ours could notice.
 */
const WITHOUT = ['WebUIOmniboxPopup', 'WebUIOmniboxAimPopup', 'HttpsUpgrades', 'MediaRouter', 'OptimizationHints',
                 'PaintHolding', 'Translate'];

/**
 * Starts it without a window: nothing is asked of the network, and nothing depends on a GPU.
 * @param {string[]} [args] more of them
 */
export function startChromium(args = []) {
  // Chromium refuses its sandbox to root.
  const isRoot = process.getuid?.() === 0;
  return chromium.launch({executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', timeout: AT_MOST,
    args: ['--headless', '--disable-gpu', '--disable-background-networking', '--no-first-run',
           `--disable-features=${WITHOUT.join(',')}`, ...(isRoot ? ['--no-sandbox'] : []), ...args]});
}
