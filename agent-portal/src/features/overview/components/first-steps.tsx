import panel from '@/components/panel.module.css';

/** Shown while there is no tenant: the three steps, and how to try the bridge without an account. */
export function FirstSteps() {
  return (
    <section className={panel.panel} aria-label="Connect your first number">
      <h2 className={panel.title}>Connect your first number</h2>
      <ol>
        <li>
          Create a tenant: <code>POST /api/v1/tenants</code> with a name.
        </li>
        <li>
          Give it a channel (the WhatsApp number) and a desk (the inbox of your agents): <code>POST …/channels</code> and <code>POST …/desks</code>, then{' '}
          <code>…/test</code> on each.
        </li>
        <li>
          Call <code>…/connect</code> on both and send a WhatsApp message to the number. It appears here automatically.
        </li>
      </ol>
      <p>
        No WhatsApp account yet? <code>./bridge demo</code> runs everything against a sandbox.
      </p>
    </section>
  );
}
