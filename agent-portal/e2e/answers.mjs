// Sample answers of the API, one set per situation.
const ago = (seconds) => new Date(Date.now() - seconds * 1000).toISOString();
const names = ['api-gateway', 'tenant-service', 'auth-service', 'state-manager', 'whatsapp-webhook-service', 'inbound-transformer', 'genesys-api-service', 'genesys-webhook-service', 'outbound-transformer', 'whatsapp-api-service'];
const services = (down = []) => names.map((name) => ({ name, status: down.includes(name) ? 'DOWN' : 'UP' }));

const sur = (more = {}) => ({
  id: 'tn_sur', name: 'Diario Sur', status: 'ACTIVE',
  channels: [{ id: 'ch_1', name: 'Redacción', externalId: '106540352242922', status: 'ACTIVE' }, { id: 'ch_2', name: 'Suscriptores', externalId: '106540352242977', status: 'ACTIVE' }],
  desks: [{ id: 'dk_1', name: 'Mesa central', kind: 'genesys', externalId: '3f0c1d52-7a8e-4b6f-9c0d-2e5a1b7c9d10', status: 'ACTIVE' }],
  lastInboundAt: ago(12), lastOutboundAt: ago(47), waiting: 0, parked: 0, ...more,
});
const norte = (more = {}) => ({
  id: 'tn_norte', name: 'Rádio Norte', status: 'ACTIVE',
  channels: [{ id: 'ch_3', name: 'Ouvintes', externalId: '208871199034455', status: 'ACTIVE' }],
  desks: [{ id: 'dk_2', name: 'Estúdio', kind: 'chatwoot', status: 'ACTIVE' }],
  lastInboundAt: ago(380), lastOutboundAt: ago(9300), waiting: 0, parked: 0, ...more,
});

export const overviews = {
  healthy: () => ({ tenants: [sur(), norte()], services: services(), at: ago(0) }),
  parked: () => ({ tenants: [sur({ parked: 2, waiting: 3 }), norte()], services: services(), at: ago(0) }),
  broken: () => ({
    tenants: [sur({ parked: 2, waiting: 38, desks: [{ id: 'dk_1', name: 'Mesa central', kind: 'genesys', externalId: '3f0c1d52-7a8e-4b6f-9c0d-2e5a1b7c9d10', status: 'FAILED' }] }), norte({ channels: [{ id: 'ch_3', name: 'Ouvintes', externalId: '208871199034455', status: 'PENDING' }], desks: [] })],
    services: services(['genesys-api-service']), at: ago(0),
  }),
  empty: () => ({ tenants: [], services: services(), at: ago(0) }),
};

export const parked = () => ({
  items: [
    { id: 'pk_1', tenantId: 'tn_sur', stage: 'genesys-api-service', reason: 'attachment-type-not-allowed', detail: 'Genesys answered 400: the file type application/x-7z-compressed is not on the integration’s list of supported content.', parkedAt: ago(640), conversationId: 'cv_01JD7K2M9Q', messageId: 'msg_01JD7KABCD' },
    { id: 'pk_2', tenantId: 'tn_sur', stage: 'whatsapp-api-service', reason: 'window-closed', detail: 'WhatsApp 131047: more than 24 hours have passed since the person last wrote. A template is needed.', parkedAt: ago(5400), conversationId: 'cv_01JD7H4T1X', messageId: 'msg_01JD7HWXYZ' },
  ],
});

const message = (id) => ({
  id, direction: 'inbound', kind: 'image', status: 'delivered', conversationId: 'cv_01JD7K2M9Q', tenantId: 'tn_sur',
  channelMessageId: 'wamid.HBgNNTQ5MTE1NTU1MDEwMBUCABIYIDdBM0Y2QzE4RTk0RDIxQjA5QzVG', deskMessageId: '6f3b0a1e2c9d4e5f8a7b6c5d4e3f2a1b', mediaType: 'image/jpeg', acceptedAt: ago(130),
});
const second = (n) => new Date(Date.now() - 130_000 + n).toISOString();

export const trace = (id) => ({
  message: message(id),
  hops: [
    { stage: 'whatsapp-webhook-service', at: second(0), outcome: 'accepted' },
    { stage: 'inbound-transformer', at: second(38), outcome: 'passed', detail: 'media fetched, 214 kB' },
    { stage: 'genesys-api-service', at: second(412), outcome: 'held', detail: 'Genesys answered 429; retry in 2 s' },
    { stage: 'genesys-api-service', at: second(2630), outcome: 'delivered' },
  ],
});
export const found = (q) => (q.startsWith('none') ? { items: [] } : { items: q.startsWith('cv_') ? [message('msg_01JD7KABCD'), { ...message('msg_01JD7KEFGH'), direction: 'outbound', kind: 'text', status: 'read' }] : [message('msg_01JD7KABCD')] });

const person = (more = {}) => ({ id: 'p_1', email: 'ana.ferreira@diariosur.example', name: 'Ana Ferreira', language: 'en', operator: true, roles: {}, hasPassword: true, secondFactor: true, confirmedUntil: ago(-300), ...more });
export const persons = {
  operator: () => person(),
  admin: () => person({ operator: false, roles: { tn_sur: 'admin' } }),
  agent: () => person({ operator: false, secondFactor: false, language: 'pt', roles: { tn_norte: 'agent' } }),
  spanish: () => person({ operator: false, secondFactor: false, language: 'es', roles: { tn_sur: 'admin' } }),
};
export const tenants = () => ({ items: [sur(), norte()] });
export const tenantNamed = (id) => (id === 'tn_norte' ? norte() : sur());
export const people = () => ({
  items: [
    { id: 'p_1', email: 'ana.ferreira@diariosur.example', name: 'Ana Ferreira', language: 'en', active: true, operator: false, role: 'admin', secondFactor: true, sessions: 2, lastSeenAt: ago(20) },
    { id: 'p_2', email: 'bruno.albuquerque.de.vasconcelos@diariosur.example', name: 'Bruno Albuquerque de Vasconcelos', language: 'pt', active: true, operator: false, role: 'coordinator', secondFactor: false, sessions: 0, lastSeenAt: ago(86_400 * 3) },
    { id: 'p_3', email: 'carla@diariosur.example', name: 'Carla', language: 'es', active: false, operator: false, role: 'agent', secondFactor: false, sessions: 0 },
  ],
});
export const invitations = () => ({ items: [{ id: 'in_1', email: 'dora@diariosur.example', role: 'agent', createdAt: ago(3600), expiresAt: ago(-86_400 * 6) }] });
export const apiKeys = () => ({
  items: [
    { id: 'k_1', name: 'Nightly report', begins: 'wbk_0199a3c2-5e1f', scopes: ['conversations:read', 'audit:read'], createdAt: ago(86_400 * 40), expiresAt: ago(-86_400 * 325), lastUsedAt: ago(600), previousUntil: ago(-3600) },
    { id: 'k_2', name: 'Provisioning', begins: 'wbk_0199b7d4-91aa', scopes: ['config:read', 'config:write'], createdAt: ago(86_400 * 400), expiresAt: ago(86_400 * 35) },
    { id: 'k_3', name: 'Old dashboard', begins: 'wbk_0198ee10-04c7', scopes: ['config:read'], createdAt: ago(86_400 * 200), expiresAt: ago(-86_400 * 100), lastUsedAt: ago(86_400 * 90), revokedAt: ago(86_400 * 2) },
  ],
});
export const auditLog = () => ({
  items: [
    { id: 5, at: ago(30), actor: 'person:p_1', actorName: 'ana.ferreira@diariosur.example', action: 'key.rotated', subject: 'key:k_1', address: '203.0.113.7' },
    { id: 4, at: ago(400), actor: 'person:p_2', actorName: 'bruno.albuquerque.de.vasconcelos@diariosur.example', action: 'access.refused', address: '203.0.113.9', detail: 'GET /api/v1/tenants/tn_sur/people' },
    { id: 3, at: ago(4000), actor: 'unknown', action: 'sign-in.failed', subject: 'person:p_3', subjectName: 'carla@diariosur.example', address: '198.51.100.23', detail: 'password' },
  ],
});
export const ownSessions = () => ({
  items: [
    { id: 's_1', startedAt: ago(3000), lastSeenAt: ago(5), address: '203.0.113.7', agent: 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0 Safari/537.36', current: true },
    { id: 's_2', startedAt: ago(9000), lastSeenAt: ago(1500), address: '2001:db8::7', agent: 'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Safari/604.1', current: false },
  ],
});
export const enrolment = () => ({ secret: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP', uri: 'otpauth://totp/Wabridge:ana?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=Wabridge&algorithm=SHA1&digits=6&period=30' });
export const recoveryCodes = () => ({ recoveryCodes: Array.from({ length: 10 }, (_, n) => `7Q2M-XK0D-${1000 + n}`) });
