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
