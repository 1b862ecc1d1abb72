// A DNS server for measuring: answers are octets made beforehand, so that its own work is as small as can be.
// Arguments: none. Its parent sends { zone, delayMs } and gets { port } and, when asked, { asked }.
import { createSocket } from 'node:dgram'

const types = { A: 1, MX: 15, PTR: 12, TXT: 16 }
let answers = new Map()
let names = new Set()
let delayMs = 0
let asked = 0

const labels = (name) => Buffer.concat([...name.split('.').map((label) => Buffer.concat([Buffer.from([label.length]), Buffer.from(label, 'latin1')])), Buffer.from([0])])

function toRdata(type, value) {
  switch (type) {
    case 'A':
      return Buffer.from(value.split('.').map(Number))
    case 'MX':
      return Buffer.concat([Buffer.from([0, value[0]]), labels(value[1])])
    case 'PTR':
      return labels(value)
    default: {
      const strings = value.match(/[^]{1,255}/g) ?? ['']
      return Buffer.concat(strings.flatMap((text) => [Buffer.from([text.length]), Buffer.from(text, 'latin1')]))
    }
  }
}

/** The answer section, each owner a pointer to the question. */
function toAnswer(type, values) {
  const records = values.map((value) => {
    const rdata = toRdata(type, value)
    const head = Buffer.alloc(12)
    head.writeUInt16BE(0xc00c, 0)
    head.writeUInt16BE(types[type], 2)
    head.writeUInt16BE(1, 4)
    head.writeUInt32BE(300, 6)
    head.writeUInt16BE(rdata.length, 10)
    return Buffer.concat([head, rdata])
  })
  return { count: values.length, octets: Buffer.concat(records) }
}

function load(zone) {
  names = new Set(Object.keys(zone))
  answers = new Map()
  for (const [name, records] of Object.entries(zone)) {
    for (const [type, values] of Object.entries(records)) answers.set(`${types[type]} ${labels(name).toString('latin1')}`, toAnswer(type, values))
  }
}

const nameOf = (wire) => {
  const parts = []
  for (let at = 0; wire.charCodeAt(at) > 0; at += wire.charCodeAt(at) + 1) parts.push(wire.slice(at + 1, at + 1 + wire.charCodeAt(at)))
  return parts.join('.')
}

const none = { count: 0, octets: Buffer.alloc(0) }
const soa = (() => {
  const rdata = Buffer.concat([labels('ns.example'), labels('admin.example'), Buffer.alloc(20, 1)])
  const head = Buffer.alloc(2 + labels('example').length - 2 + 10)
  labels('example').copy(head)
  head.writeUInt16BE(6, 9)
  head.writeUInt16BE(1, 11)
  head.writeUInt32BE(60, 13)
  head.writeUInt16BE(rdata.length, 17)
  return Buffer.concat([head, rdata])
})()

const socket = createSocket('udp4')
socket.on('message', (query, from) => {
  asked += 1
  let end = 12
  while (query[end] > 0) end += query[end] + 1
  const wire = query.toString('latin1', 12, end + 1).toLowerCase()
  const found = answers.get(`${query.readUInt16BE(end + 1)} ${wire}`)
  const { count, octets } = found ?? none
  const tail = found === undefined ? soa : octets
  const reply = Buffer.allocUnsafe(end + 5 + tail.length)
  query.copy(reply, 0, 0, end + 5)
  tail.copy(reply, end + 5)
  reply.writeUInt16BE(found !== undefined || names.has(nameOf(wire)) ? 0x8580 : 0x8583, 2)
  reply.writeUInt16BE(count, 6)
  reply.writeUInt16BE(found === undefined ? 1 : 0, 8)
  reply.writeUInt16BE(0, 10)
  if (delayMs === 0) socket.send(reply, from.port, from.address)
  else setTimeout(() => socket.send(reply, from.port, from.address), delayMs)
})
socket.bind(0, '127.0.0.1', () => {
  socket.setRecvBufferSize(4 * 1024 * 1024)
  process.send({ port: socket.address().port })
})

process.on('message', (message) => {
  if (message.zone !== undefined) load(message.zone)
  if (message.delayMs !== undefined) delayMs = message.delayMs
  const before = asked
  asked = 0
  process.send({ asked: before })
})
process.on('disconnect', () => process.exit())
