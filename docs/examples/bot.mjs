// A bot for the API desk, without dependencies: node bot.mjs
//   WABRIDGE_URL    the gateway, as http://localhost:8080
//   WABRIDGE_KEY    wbk_<desk id>_<API key>
//   SIGNING_SECRET  the desk's signing secret
//   PORT            where events arrive; the desk's events URL is http://localhost:<PORT>/
import { createServer } from 'node:http'
import { createHmac, timingSafeEqual } from 'node:crypto'

const { WABRIDGE_URL, WABRIDGE_KEY, SIGNING_SECRET, PORT = '8099' } = process.env
const key = Buffer.from(SIGNING_SECRET.replace(/^whsec_/, ''), 'base64')
const answered = new Set()

// Standard Webhooks: HMAC-SHA256 over id.timestamp.body; several signatures during a rotation
function genuine(headers, body) {
  const { 'webhook-id': id, 'webhook-timestamp': at, 'webhook-signature': shown = '' } = headers
  if (Math.abs(Date.now() / 1000 - Number(at)) > 300) return false
  const expected = Buffer.from('v1,' + createHmac('sha256', key).update(`${id}.${at}.${body}`).digest('base64'))
  return shown.split(' ').map(one => Buffer.from(one))
    .some(one => one.length === expected.length && timingSafeEqual(one, expected))
}

function reply(message) {
  const text = (message.text ?? '').toLowerCase()
  if (message.reply) return { type: 'text', text: `You chose ${message.reply.title}.` }
  if (text.includes('where')) {
    return { type: 'location', location: { latitude: 51.44, longitude: -2.58, name: 'Harbour Bikes', address: '1 Quay Street' } }
  }
  if (text.includes('book')) {
    return { type: 'choice', choice: { body: 'Which bike?', options: [{ id: 'tandem', title: 'Red tandem' }, { id: 'cargo', title: 'Blue cargo bike' }] } }
  }
  return { type: 'text', text: 'I can book a bike or tell you where we are.' }
}

// the key makes a repeated request harmless
async function send(message) {
  const answer = await fetch(`${WABRIDGE_URL}/api/v1/conversations/${message.conversationId}/messages`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${WABRIDGE_KEY}`, 'Content-Type': 'application/json', 'Idempotency-Key': message.id },
    body: JSON.stringify(reply(message))
  })
  if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`)
}

createServer(async (request, response) => {
  let body = ''
  for await (const chunk of request) body += chunk
  if (!genuine(request.headers, body)) return response.writeHead(401).end()
  const { type, data } = JSON.parse(body)
  console.log(type, data.message?.text ?? data.status ?? '')
  try {
    if (type === 'message.created' && data.message.type !== 'system' && data.message.direction === 'inbound' && !answered.has(data.message.id)) {
      await send(data.message)
      answered.add(data.message.id)
    }
    response.writeHead(204).end()
  } catch (e) {
    console.error(e.message)
    response.writeHead(503).end() // the event is posted again
  }
}).listen(Number(PORT), () => console.log(`The bot listens at port ${PORT}.`))
