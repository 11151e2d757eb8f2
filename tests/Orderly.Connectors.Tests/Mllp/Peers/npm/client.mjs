// Sends the messages of the arguments one after the other, each after the answer to the one before: node client.mjs PORT MESSAGE...
import { Client, Message } from 'node-hl7-client'

const [port, ...texts] = process.argv.slice(2)
const send = () => connection.sendMessage(new Message({ text: texts.shift() }))
const connection = new Client({ host: '127.0.0.1' }).createConnection({ port: Number(port) }, async (res) => {
  const answer = res.getMessage()
  console.log(`${answer.get('MSA.1')}|${answer.get('MSA.2')}`)
  if (texts.length > 0) await send()
  else process.exit(0)
})
await send()
