// Accepts every message at a free port, which is the first line of the output; each control id is a further one.
import { createServer } from 'node:net'
import { Server } from 'node-hl7-server'

const free = createServer().listen(0, '127.0.0.1', () => {
  const { port } = free.address()
  free.close(() => {
    const inbound = new Server({ bindAddress: '127.0.0.1' }).createInbound({ port }, async (req, res) => {
      console.log(`${req.getMessage().get('MSH.10')}`)
      await res.sendResponse('AA')
    })
    inbound.on('listen', () => console.log(port))
  })
})
