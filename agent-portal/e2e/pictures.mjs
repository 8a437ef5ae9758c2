// Drives the built page in a real browser: every state in light, dark and 390 px, each checked by axe.
// Fails on an axe violation, a console error, a request to another host, or horizontal scrolling.
// Usage: npm run build && npm run pictures   (CHROMIUM names the browser, default /usr/bin/chromium)
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { serve } from './stub-gateway.mjs';

const port = Number(process.env.STUB_PORT ?? 8099);
const base = `http://127.0.0.1:${port}/`;
const pictures = process.env.PICTURES ?? fileURLToPath(new URL('./pictures', import.meta.url));
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
mkdirSync(pictures, { recursive: true });

const server = await serve(port);
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});
const faults = [];
const set = (situation) => fetch(`${base}stub/${situation}`, { method: 'POST' });

for (const look of [
  { name: 'light', width: 1280, height: 900, colorScheme: 'light' },
  { name: 'dark', width: 1280, height: 900, colorScheme: 'dark' },
  { name: 'phone', width: 390, height: 844, colorScheme: 'light' },
  { name: 'phone-dark', width: 390, height: 844, colorScheme: 'dark' },
]) {
  const context = await browser.newContext({ viewport: { width: look.width, height: look.height }, colorScheme: look.colorScheme });
  const page = await context.newPage();
  page.on('console', (line) => {
    // the browser itself reports every failed request; these tests provoke them
    if (line.type() === 'error' && !line.text().startsWith('Failed to load resource')) faults.push(`${look.name}: console: ${line.text()}`);
  });
  page.on('pageerror', (error) => faults.push(`${look.name}: ${error.message}`));
  page.on('request', (request) => {
    if (!request.url().startsWith(base)) faults.push(`${look.name}: request to another host ${request.url()}`);
  });

  const look_at = async (name) => {
    await page.waitForTimeout(250);
    await page.screenshot({ path: `${pictures}/${name}-${look.name}.png`, fullPage: true });
    if (await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)) faults.push(`${look.name}: ${name} scrolls horizontally`);
    const session = await context.newCDPSession(page);
    // through the debugger, because the page's content security policy does not apply to it
    await session.send('Runtime.evaluate', { expression: axe });
    const { violations } = await page.evaluate(() => window.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }));
    for (const it of violations) faults.push(`${look.name}: ${name}: axe ${it.id}: ${it.nodes.map((node) => node.html.slice(0, 120)).join(' | ')}`);
  };
  const sentence = (text) => page.getByRole('heading', { level: 1, name: text }).waitFor({ timeout: 12_000 });

  await set('healthy');
  await set('as-first');
  await page.goto(base);
  await sentence('Create the first administrator');
  await look_at('first-operator');
  await page.getByLabel('One-time code').fill('7Q2M-XK0D-9F3T-AAAA-BBBB');
  await page.keyboard.press('Enter');
  await sentence('Create an operator');
  await page.getByRole('button', { name: 'Create account' }).click();
  await page.getByText('Enter your name.').waitFor();
  await look_at('first-operator-form');

  await set('as-spanish');
  await page.goto(base);
  await page.reload();
  await page.getByLabel('E-mail address').fill('ana.ferreira@diariosur.example');
  await page.getByLabel('Password', { exact: true }).fill('test-password');
  await page.keyboard.press('Enter');
  await page.getByRole('link', { name: 'Personas' }).click();
  await sentence('Personas');
  await page.getByText('Carla', { exact: true }).waitFor();
  await look_at('people-spanish');
  await page.goto(`${base}#/account`);
  await page.getByRole('button', { name: 'Añadir una aplicación de autenticación' }).click();
  await page.getByRole('img', { name: 'Código QR para la aplicación de autenticación' }).waitFor();
  await look_at('second-factor');
  await page.getByLabel('Código que muestra ahora la aplicación').fill('123456');
  await page.keyboard.press('Enter');
  await page.getByText('7Q2M-XK0D-1009').waitFor();
  await look_at('recovery-codes');

  await set('as-agent');
  await page.goto(base);
  await page.reload();
  await page.getByLabel('E-mail address').fill('ana.ferreira@diariosur.example');
  await page.getByLabel('Password', { exact: true }).fill('test-password');
  await page.keyboard.press('Enter');
  await sentence('Everything is working.');
  await look_at('agent');

  await set('as-admin');
  await page.goto(`${base}#/welcome/USED`);
  await page.reload();
  await page.getByText('has expired').waitFor();
  await look_at('link-gone');
  await page.goto(`${base}#/welcome/7Q2M`);
  await sentence('Welcome to Diario Sur');
  await look_at('invitation');
  await page.goto(base);
  await page.reload();
  await page.getByLabel('E-mail address').fill('ana.ferreira@diariosur.example');
  await page.getByLabel('Password', { exact: true }).fill('wrong');
  await page.keyboard.press('Enter');
  await page.getByText('The e-mail address or the password is wrong.').waitFor();
  await look_at('sign-in');
  await page.getByLabel('Password', { exact: true }).fill('test-password');
  await page.keyboard.press('Enter');
  await page.getByLabel('Code of your authenticator app').waitFor();
  await look_at('sign-in-code');
  await page.getByLabel('Code of your authenticator app').fill('123456');
  await page.keyboard.press('Enter');
  await page.getByRole('link', { name: 'People' }).click();
  await page.getByText('Carla', { exact: true }).waitFor();
  await look_at('people');
  await page.getByRole('button', { name: 'Invite a person' }).click();
  await look_at('invite');
  await page.getByRole('dialog').getByLabel('E-mail address').fill('dora@diariosur.example');
  await page.getByRole('button', { name: 'Make the link' }).click();
  await page.getByText('It works once, within 7 days.').waitFor();
  await look_at('invite-link');
  await page.getByRole('button', { name: 'Close' }).click();
  await page.getByRole('button', { name: 'Change: Ana Ferreira' }).click();
  await look_at('change-person');
  await page.keyboard.press('Escape');
  await page.getByRole('link', { name: 'API keys' }).click();
  await page.getByText('Nightly report').waitFor();
  await look_at('keys');
  await page.getByRole('button', { name: 'New API key' }).click();
  await look_at('new-key');
  await page.getByLabel('Name').fill('Report');
  await page.getByLabel('Read the audit log').check();
  await page.getByRole('button', { name: 'Make the key' }).click();
  await page.getByText('uV3kTn0aXq7Wd2ZyRb8LmPf5GhJs1EcIoU6tQ9wB4xN').waitFor();
  await look_at('key-shown');
  await page.getByRole('button', { name: 'Close' }).click();
  await page.getByRole('link', { name: 'Audit' }).click();
  await page.getByText('API key rotated').waitFor();
  await look_at('audit');
  await page.goto(`${base}#/account`);
  await page.getByText('this browser').waitFor();
  await look_at('account');

  await set('as-operator');
  await page.goto(base);
  await page.reload();
  await page.getByLabel('E-mail address').fill('ana.ferreira@diariosur.example');
  await page.getByLabel('Password', { exact: true }).fill('test-password');
  await page.keyboard.press('Enter');
  await page.getByLabel('Code of your authenticator app').fill('123456');
  await page.keyboard.press('Enter');
  await sentence('Everything is working.');
  await look_at('healthy');
  await set('parked');
  await sentence('2 messages are parked and need a decision.');
  await look_at('parked');
  await page.getByRole('link', { name: 'See the parked messages' }).click();
  await page.getByText('Window closed').waitFor();
  await look_at('parked-list');
  await page.goto(`${base}#/`);
  await set('broken');
  await sentence('genesys-api-service is unavailable.');
  await look_at('broken');
  await set('gone');
  await sentence('Wabridge cannot be reached.');
  await look_at('unreachable');
  await set('empty');
  await sentence('No tenant is connected yet.');
  await look_at('empty');
  await set('healthy');
  await page.getByRole('searchbox').fill('cv_01JD7K2M9Q');
  await page.keyboard.press('Enter');
  await page.getByText('2 messages with').waitFor();
  await look_at('search');
  await page.getByRole('searchbox').fill('wamid.HBgN');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Steps' }).waitFor();
  await look_at('trace');
  await page.reload();
  await page.getByRole('heading', { name: 'Steps' }).waitFor();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByLabel('E-mail address').waitFor();
  await context.close();
}

await browser.close();
server.close();
for (const fault of faults) console.error(fault);
console.log(faults.length === 0 ? `passed; pictures in ${pictures}` : `${faults.length} faults`);
process.exit(faults.length === 0 ? 0 : 1);
