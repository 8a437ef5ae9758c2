// Sets numbers and desks up in the portal of a running bridge with its sandbox, in a real browser, by clicks alone: from an
// operator's one-time link to a message that went round. Each screen is checked by axe in light, dark and 390 px.
// Usage: BASE=http://127.0.0.1:8080 LINK=http://…/#/welcome/… node e2e/setup.mjs
// EVENTS_URL, SIGNING_SECRET and API_KEY of a system that is connected by API add a second round; CHROMIUM names the
// browser, PICTURES the folder of the pictures.
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const { BASE, LINK, EVENTS_URL, SIGNING_SECRET, API_KEY } = process.env;
const pictures = process.env.PICTURES ?? fileURLToPath(new URL('./pictures', import.meta.url));
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const unique = Date.now().toString(36);
const person = { email: `ana-${unique}@example.org`, password: 'correct horse battery' };
const looks = [
  { name: 'light', width: 1280, height: 900, colorScheme: 'light' },
  { name: 'dark', width: 1280, height: 900, colorScheme: 'dark' },
  { name: 'phone', width: 390, height: 844, colorScheme: 'light' },
];
const faults = [];
mkdirSync(pictures, { recursive: true });

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});
const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, permissions: ['clipboard-read', 'clipboard-write'] });
const page = await context.newPage();
page.setDefaultTimeout(30_000);
page.on('console', (line) => {
  // the browser itself reports every refused request; a session that ends causes one
  if (line.type() === 'error' && !line.text().startsWith('Failed to load resource')) faults.push(`console: ${line.text()}`);
});
page.on('pageerror', (error) => faults.push(error.message));
page.on('request', (request) => {
  if (!request.url().startsWith(BASE) && !request.url().startsWith('data:')) faults.push(`request to another host ${request.url()}`);
});

async function lookAt(name) {
  for (const look of looks) {
    await page.setViewportSize({ width: look.width, height: look.height });
    await page.emulateMedia({ colorScheme: look.colorScheme });
    await page.waitForTimeout(150);
    // colours that still change have no contrast of their own
    await page.evaluate(() =>
      Promise.all(
        document
          .getAnimations()
          .filter((one) => one.effect?.getComputedTiming().endTime !== Infinity)
          .map((one) => one.finished.catch(() => undefined)),
      ),
    );
    await page.screenshot({ path: `${pictures}/${name}-${look.name}.png`, fullPage: true });
    if (await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)) faults.push(`${name}-${look.name} scrolls horizontally`);
    const session = await context.newCDPSession(page);
    // through the debugger, because the page's content security policy does not apply to it
    await session.send('Runtime.evaluate', { expression: axe });
    const { violations } = await page.evaluate(() => window.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }));
    for (const it of violations) faults.push(`${name}-${look.name}: axe ${it.id}: ${it.nodes.map((node) => node.html.slice(0, 140)).join(' | ')}`);
    await session.detach();
  }
  await page.setViewportSize({ width: looks[0].width, height: looks[0].height });
  await page.emulateMedia({ colorScheme: 'light' });
}

const heading = (level, name) => page.getByRole('heading', { level, name }).waitFor();
const button = (name) => page.getByRole('button', { name });

/** Presses a button of something that asks for the password once in a while. */
async function press(name) {
  await button(name).first().click();
  const asked = page.getByRole('heading', { name: 'Is it still you?' });
  if (await asked.waitFor({ timeout: 1200 }).then(() => true, () => false)) {
    await page.getByRole('dialog').getByLabel(/Password/).fill(person.password);
    await page.keyboard.press('Enter');
  }
}

async function fromSandbox(kind, picture) {
  await page.getByRole('radio', { name: kind }).check();
  await button('Try it with the sandbox').click();
  await page.getByText('Everything that was entered works.').waitFor();
  if (picture) await lookAt(picture);
  await press('Continue');
}

async function roundTrip(picture, answer) {
  await page.getByText('Asking the other side').first().waitFor({ state: 'detached' });
  if (picture) await lookAt(`${picture}-tested`);
  await button('Send a message from the sandbox’s phone').click();
  await page.getByText(/It works\. .* from the phone to the desk\./).waitFor();
  console.log(await page.getByText(/It works\./).textContent());
  if (answer) await button(answer).click();
  await page.getByText(/The answer arrived, too/).waitFor();
  console.log(await page.getByText(/The answer arrived/).textContent());
  if (picture) await lookAt(`${picture}-proof`);
}

try {
  await page.goto(LINK.replace(/^https?:\/\/[^/]+/, BASE));
  await page.getByLabel('E-mail address').fill(person.email);
  await page.getByLabel('Your name').fill('Ana Ferreira');
  await page.locator('input[autocomplete=new-password]').fill(person.password);
  await page.keyboard.press('Enter');
  await page.getByRole('link', { name: 'Numbers' }).waitFor();

  await page.goto(`${BASE}/#/connect`);
  await heading(2, 'Whose number is it?');
  await lookAt('connect-tenant');
  await page.getByLabel('Name of the new tenant').fill(`Diario Sur ${unique}`);
  await button('Make the tenant').click();
  await heading(2, 'Which WhatsApp number?');

  // a session that ends in the middle loses nothing that was typed
  await page.getByRole('radio', { name: /WhatsApp Cloud API/ }).check();
  await page.locator('input[name=phoneNumberId]').fill('a b c');
  await page.locator('input[name=accountId]').fill('700100');
  await page.keyboard.press('Tab');
  await page.getByText(/Phone number ID is not valid/).waitFor();
  await lookAt('connect-number-problem');
  await context.clearCookies();
  await page.getByText('Your session has ended. Sign in again.').waitFor();
  await page.getByLabel('E-mail address').fill(person.email);
  await page.getByLabel('Password', { exact: true }).fill(person.password);
  await page.keyboard.press('Enter');
  await heading(2, 'Which WhatsApp number?');
  if ((await page.locator('input[name=accountId]').inputValue()) !== '700100') faults.push('the typed account was lost with the session');

  await fromSandbox(/WhatsApp Cloud API/, 'connect-number');
  await heading(2, 'Who answers?');
  await fromSandbox(/Genesys/, 'connect-desk');
  await heading(2, 'How do both sides reach the bridge?');
  await button('Let Wabridge set it: Sandbox').and(page.locator(':not([aria-label*=Genesys])')).click();
  await button('Let Wabridge set it: Sandbox Genesys').click();
  await page.getByText('First call').first().waitFor();
  await lookAt('connect-webhooks');
  await button('Continue').click();
  await heading(2, 'Does it work?');
  await roundTrip('connect', 'Answer as the sandbox’s agent');

  await page.getByRole('link', { name: 'Numbers', exact: true }).click();
  await heading(1, 'Numbers');
  await page.getByRole('link', { name: 'Sandbox', exact: true }).waitFor();
  await lookAt('numbers');
  await page.getByRole('link', { name: 'Sandbox', exact: true }).click();
  await page.getByText('What changed').waitFor();
  await lookAt('number-health');
  await page.getByRole('link', { name: 'Settings and credentials' }).click();
  await page.getByLabel('Name', { exact: true }).fill('Redacción');
  await lookAt('number-settings');
  await press('Save');
  await heading(1, 'Redacción');
  await page.getByRole('link', { name: 'Routes' }).click();
  await button('Add a route').click();
  await page.getByLabel('Name', { exact: true }).fill('Spanish');
  await page.getByText('always', { exact: true }).click();
  await page.getByLabel('Languages of the person, as es, pt').fill('es');
  await page.keyboard.press('Tab');
  await button('Save').click();
  await button('Save').and(page.locator('[disabled]')).waitFor();
  await page.getByLabel('What the person writes').fill('¿Dónde está mi pedido de la semana pasada?');
  await page.getByLabel('From which number').fill('+34 600 123 456');
  await page.getByRole('region', { name: 'Try it' }).getByRole('button').click();
  await page.getByText('Route: Spanish.').waitFor();
  await lookAt('number-routes');
  await page.getByRole('link', { name: 'Switch off or delete' }).click();
  await button('Delete').click();
  await heading(2, 'Delete Redacción?');
  await lookAt('number-delete');
  await button('Cancel').click();
  await page.getByRole('link', { name: 'Desks', exact: true }).click();
  await page.getByRole('link', { name: /^Sandbox Genesys/ }).click();
  await page.getByText('What changed').waitFor();
  await lookAt('desk-health');

  if (EVENTS_URL) {
    await page.goto(`${BASE}/#/connect`);
    await heading(2, 'Which WhatsApp number?');
    await fromSandbox(/WhatsApp Cloud API/);
    await heading(2, 'Who answers?');
    await page.getByRole('radio', { name: /API and webhooks/ }).check();
    await page.getByLabel('Name', { exact: true }).fill(`Bot ${unique}`);
    await page.getByLabel('Events URL').fill(EVENTS_URL);
    await page.locator('input[name=signingSecret]').fill(SIGNING_SECRET);
    await page.locator('input[name=apiKey]').fill(API_KEY);
    await page.keyboard.press('Tab');
    await page.getByText('Everything that was entered works.').waitFor();
    await lookAt('connect-desk-api');
    await press('Continue');
    await heading(2, 'How do both sides reach the bridge?');
    await page.getByRole('button', { name: /^Let Wabridge set it/ }).click();
    await page.getByText('First call').first().waitFor();
    await button('Continue').click();
    await heading(2, 'Does it work?');
    await roundTrip('', '');
  }

  await page.goto(`${BASE}/#/`);
  await page.locator('main').getByText(`Diario Sur ${unique}`).first().waitFor();
  await lookAt('overview');
} catch (error) {
  faults.push(String(error));
  await page.screenshot({ path: `${pictures}/setup-failed.png`, fullPage: true }).catch(() => undefined);
}
await browser.close();
for (const fault of faults) console.error(fault);
console.log(faults.length === 0 ? `passed; pictures in ${pictures}` : `${faults.length} faults`);
process.exit(faults.length === 0 ? 0 : 1);
