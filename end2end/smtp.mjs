// A real SMTP server for the tests: every message it accepts becomes one file in a folder.
//   node smtp.mjs PORT FOLDER
// Recipients at refused.test do not exist (550), those at busy.test never have time (451).
import { mkdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { argv } from 'node:process'
import { fileURLToPath } from 'node:url'
import { SMTPServer } from 'smtp-server'

const answers = {
  'refused.test': [550, 'No such person here'],
  'busy.test': [451, 'Come back later'],
}

/** Starts on `port` (0: any free one) and resolves to the server's `port` and its `stop`. */
export async function startSmtp(port, folder) {
  await mkdir(folder, { recursive: true })
  let count = 0

  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onAuth: ({ username, password }, _session, done) =>
      username === 'linli' && password === 'secret'
        ? done(null, { user: username })
        : done(new Error('Wrong user name or password')),
    onRcptTo: ({ address }, _session, done) => {
      const [responseCode, text] = answers[address.split('@').pop()] ?? []
      done(responseCode ? Object.assign(new Error(text), { responseCode }) : null)
    },
    onData: (stream, { envelope }, done) => {
      const name = `${String(++count).padStart(6, '0')}.eml`
      keep(stream, envelope.rcptTo, folder, name).then(() => done(), done)
    },
  })

  await new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  server.on('error', () => {}) // A client that hangs up is its own business.
  return {
    port: server.server.address().port,
    stop: () => new Promise((resolve) => server.close(resolve)),
  }
}

/** Written beside and renamed, so that a reader of the folder never sees half a message. */
async function keep(stream, recipients, folder, name) {
  const chunks = recipients.map(({ address }) => Buffer.from(`Delivered-To: ${address}\r\n`))
  for await (const chunk of stream) chunks.push(chunk)
  await writeFile(join(folder, `.${name}`), Buffer.concat(chunks))
  await rename(join(folder, `.${name}`), join(folder, name))
}

if (argv[1] === fileURLToPath(import.meta.url)) {
  const { port } = await startSmtp(Number(argv[2]), argv[3])
  console.log(`listening on 127.0.0.1:${port}`)
}
