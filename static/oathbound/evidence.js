// Sends chosen files one after another, in pieces: shows how far each is, stops one, and goes on after an interruption.
// Saves captions when nobody has typed for two seconds, when their field is left, and when the page is. A press waits for the connection.
// Without it, the page works by its buttons.
const EVERY = 10000
const PAUSE = 2000
const AGAIN = 5000
const LONGEST_WAIT = 15000
// The most bytes that a browser still sends after the page is closed (fetch, keepalive): 64 KiB with the headers.
const MOST_AFTER_THE_PAGE = 64000
const PIECE_BYTES = 2 * 1024 * 1024
const MEGABYTE = 1024 * 1024
const SILENT_MS = 30000
const LONGEST_WAIT_MS = 15000

const form = document.getElementById('question')
const input = form.elements.added
const arriving = document.getElementById('arriving')
const shown = document.getElementById('arriving_files')
const words = arriving.dataset
const status = document.getElementById('arriving_status')
const language = document.documentElement.lang || undefined
const queue = []
// What this page sends is numbered: what it sent earlier takes the place of nothing if it arrives later.
const pageName = Math.random().toString(36).slice(2)
let sends = 0
let files = document.getElementById('files')
let busy = false
let held = null
let saving = Promise.resolve()
let unsaved = 0
let typed = 0
let kept = 0
let left = null
let isAtRisk = false
let due = null
let since = null
let sent = false
let pressed = null
let isHeld = false
let goesOut = false

class Arrival {
  constructor (file) {
    this.file = file
    this.stopped = false
    this.row = arriving.querySelector('template').content.firstElementChild.cloneNode(true)
    this.row.querySelector('h3').textContent = file.name
    this.row.querySelector('progress').setAttribute('aria-label', file.name)
    this.row.querySelector('button span').textContent = ` ${file.name}`
    this.row.querySelector('button').addEventListener('click', () => this.stop())
    shown.append(this.row)
    const begun = begunUpload(file)
    this.id = begun ? begun.dataset.upload : newId()
    this.unsure = Boolean(begun)
    if (begun) begun.remove()
    this.say(words.queued)
  }

  get address () {
    return words.uploads.replace(/[0-9a-f-]{36}\/$/, `${this.id}/`)
  }

  say (text) {
    this.row.querySelector('p').textContent = text
  }

  async send () {
    if (!this.file.size) return this.refuse(words.empty)
    let offset = 0
    let wait = 1000
    this.began = Date.now()
    while (!this.stopped) {
      const answer = this.unsure ? await this.ask() : await this.sendPiece(offset)
      if (this.stopped) return
      const said = json(answer.text)
      if (answer.status === 200 && said && said.whole) return this.end()
      if (answer.status === 200 && said) {
        if (this.unsure) this.from = said.offset
        this.unsure = false
        offset = said.offset
        wait = 1000
      } else if (answer.status === 422 && said) {
        return this.refuse(said.refused)
      } else if (answer.status === 0 || answer.status >= 429 || (answer.status === 400 && !said)) {
        this.unsure = true
        this.say(words.waiting)
        tell(words.waiting)
        await pause(wait)
        wait = Math.min(wait * 2, LONGEST_WAIT_MS)
      } else {
        return this.refuse(words.failed)
      }
    }
  }

  ask () {
    return request('GET', this.address, null, this)
  }

  sendPiece (offset) {
    const data = new FormData()
    data.append('csrfmiddlewaretoken', form.elements.csrfmiddlewaretoken.value)
    data.append('start', offset)
    data.append('size', this.file.size)
    data.append('modified', this.file.lastModified)
    data.append('piece', this.file.slice(offset, offset + PIECE_BYTES), this.file.name)
    return request('POST', this.address, data, this, sent => this.show(Math.min(offset + sent, this.file.size)))
  }

  show (sent) {
    if (this.from === undefined) this.from = 0
    this.row.querySelector('progress').value = sent / this.file.size
    if (sent >= this.file.size) return this.say(words.looking)
    const left = (this.file.size - sent) / ((sent - this.from) / (Date.now() - this.began)) / 1000
    const soFar = words.soFar.replace('DONE', megabytes(sent)).replace('ALL', megabytes(this.file.size))
    this.say([soFar, timeLeft(left)].filter(Boolean).join(', '))
  }

  async end () {
    this.say(words.looking)
    while (!this.stopped && !await refresh()) await pause(2000)
    this.row.remove()
    tell(words.arrived.replace('NAME', this.file.name))
  }

  async stop () {
    this.stopped = true
    if (this.request) this.request.abort()
    this.row.remove()
    const data = new FormData()
    data.append('csrfmiddlewaretoken', form.elements.csrfmiddlewaretoken.value)
    data.append('stop', '1')
    await request('POST', this.address, data, {})
    input.focus()
  }

  refuse (why) {
    this.row.classList.add('ob-file--refused')
    this.row.querySelector('progress').remove()
    this.row.querySelector('button').remove()
    this.row.querySelector('p').className = 'ob-file__why'
    this.say(`${words.notAdded} ${why}`)
    tell(`${this.file.name}: ${words.notAdded} ${why}`)
  }
}

// The row of an upload that stopped before, if this is the same file.
function begunUpload (file) {
  return [...files.querySelectorAll('[data-upload]')].find(({ dataset }) => dataset.name === file.name &&
    Number(dataset.size) === file.size && Number(dataset.modified) === file.lastModified)
}

function newId () {
  if (window.crypto.randomUUID) return window.crypto.randomUUID()
  const bytes = [...window.crypto.getRandomValues(new Uint8Array(16))]
  return bytes.map(byte => byte.toString(16).padStart(2, '0')).join('').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}

// Resolves with the status and the text of the answer; the status is 0 where there was none, or none came for a while.
function request (method, address, data, owner, onProgress) {
  return new Promise(resolve => {
    const asked = owner.request = new window.XMLHttpRequest()
    let silent
    const restart = () => {
      clearTimeout(silent)
      silent = setTimeout(() => asked.abort(), SILENT_MS)
    }
    asked.open(method, address)
    asked.setRequestHeader('X-Draft', nextNumber())
    asked.upload.addEventListener('progress', event => {
      restart()
      if (onProgress) onProgress(event.loaded)
    })
    asked.addEventListener('loadend', () => {
      clearTimeout(silent)
      resolve({ status: asked.status, text: asked.status ? asked.responseText : '' })
    })
    restart()
    asked.send(data)
  })
}

function nextNumber () {
  return `${pageName}.${sends += 1}`
}

function json (text) {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

// Resolves after a while, at once when the device says that it is online again.
function pause (milliseconds) {
  return new Promise(resolve => {
    setTimeout(resolve, milliseconds)
    window.addEventListener('online', resolve, { once: true })
  })
}

function megabytes (bytes) {
  return (bytes / MEGABYTE).toLocaleString(language, { minimumFractionDigits: 1, maximumFractionDigits: 1 })
}

function timeLeft (seconds) {
  if (!Number.isFinite(seconds) || seconds < 5) return ''
  const inMinutes = seconds > 90
  const number = inMinutes ? Math.ceil(seconds / 60) : Math.ceil(seconds / 5) * 5
  return (inMinutes ? words.minutes : words.seconds).replace('NUMBER', number)
}

function tell (text) {
  if (status.textContent !== text) status.textContent = text
}

// Shows the files as the page has them now; what was typed here stays. False where the page did not come.
async function refresh () {
  const answer = await request('GET', form.action || window.location.href, null, {})
  if (answer.status === 200) replaceFiles(parse(answer.text))
  return answer.status === 200
}

function parse (html) {
  return new window.DOMParser().parseFromString(html, 'text/html')
}

function replaceFiles (page) {
  const next = page.getElementById('files')
  if (!next) return
  const focused = files.contains(document.activeElement) ? document.activeElement : null
  for (const field of files.querySelectorAll('input:not([type=hidden]), textarea')) {
    const same = next.querySelector(`[name="${window.CSS.escape(field.name)}"]`)
    if (same) [same.value, same.checked] = [field.value, field.checked]
  }
  for (const arrival of queue) {
    const row = next.querySelector(`[data-upload="${arrival.id}"]`)
    if (row) row.remove()
  }
  const place = focused && [focused.selectionStart, focused.selectionEnd]
  files.replaceWith(next)
  files = next
  const again = focused && next.querySelector(focused.value && focused.type === 'submit'
    ? `[name="${focused.name}"][value="${window.CSS.escape(focused.value)}"]:not(:disabled)`
    : `[name="${window.CSS.escape(focused.name)}"]`)
  if (again) again.focus()
  if (again && again.type === 'textarea') again.setSelectionRange(...place)
}

// Sends the form without files and without leaving the page; gives the page that came, or nothing.
function save (name, value) {
  unsaved += 1
  const saved = saving.then(async () => {
    const data = new FormData(form)
    data.delete('added')
    data.append(name, value)
    const answer = await request('POST', form.action || window.location.href, data, {})
    if ([409, 422].includes(answer.status) && !busy) return showProblem(name, value)
    if (answer.status !== 200) return null
    const page = parse(answer.text)
    const seen = page.querySelector('[name=seen]')
    if (!seen || !page.getElementById('files')) return null
    noteVersion(seen.value)
    return page
  })
  saving = saved.catch(() => null).finally(() => { unsaved -= 1 })
  return saved
}

// Sends the form as a page without script would, so that the page says what is wrong.
function showProblem (name, value) {
  sent = true
  form.append(Object.assign(document.createElement('input'), { type: 'hidden', name, value }))
  form.submit()
}

async function saveTyped () {
  const upTo = typed
  if (!await save('save', '1')) return tell(words.unsaved)
  kept = upTo
  tellSaved()
}

function tellSaved () {
  tell(words.saved.replace('TIME', new Date().toLocaleTimeString(language, { hour: '2-digit', minute: '2-digit' })))
}

function noteTyped () {
  typed += 1
  since ??= Date.now()
  clearTimeout(due)
  due = setTimeout(keepTyped, Math.max(0, Math.min(PAUSE, since + EVERY - Date.now())))
}

// Saves what is typed as not finished, after what is being saved already; it changes nothing of the page.
function keepTyped () {
  clearTimeout(due)
  due = since = null
  unsaved += 1
  saving = saving.then(() => keep()).finally(() => { unsaved -= 1 })
}

async function keep ({ keepalive = false } = {}) {
  if (typed === kept) return
  const upTo = typed
  const data = new FormData(form)
  data.delete('added')
  data.set('draft', 'keep')
  const body = new URLSearchParams(data).toString().replace(/(%[89A-F][0-9A-F])+/g, decodeURIComponent) // a letter in two bytes, not in six
  const after = keepalive && new Blob([body]).size < MOST_AFTER_THE_PAGE
  const headers = { 'X-Draft': nextNumber(), 'Content-Type': 'application/x-www-form-urlencoded' }
  const signal = AbortSignal.timeout?.(LONGEST_WAIT)
  const answer = await fetch(window.location.href, { method: 'POST', body, headers, keepalive: after, signal }).catch(() => null)
  const said = answer && answer.status === 200 && json(await answer.text().catch(() => ''))
  isAtRisk = !said
  if (said) {
    kept = Math.max(kept, upTo)
    noteVersion(said.version)
    tellSaved()
  } else if (answer && answer.status === 409) {
    tell(words.changed)
  } else {
    tell(words.unsaved)
    due = due || setTimeout(keepTyped, EVERY)
  }
}

function noteVersion (version) {
  form.elements.seen.value = Math.max(form.elements.seen.value, version)
}

// Saves at once when the page is left: it may not come back. What was typed last goes out by itself, beside what is being saved already.
function leave () {
  if (typed === kept || left === typed) return
  left = typed
  unsaved += 1
  const last = keep({ keepalive: true }).finally(() => { unsaved -= 1; left = null })
  saving = Promise.all([saving, last])
}

// Has the browser ask before it leaves captions that cannot go out. The way out of the page asks nothing.
function askFirst (event) {
  leave()
  const isLeft = document.documentElement.classList.contains('ob-left')
  if (typed !== kept && (isAtRisk || !navigator.onLine) && !sent && !isLeft) event.preventDefault()
}

// Shows what this browser saved when it left the page a moment ago: it can arrive after the page was asked for again.
async function look () {
  if (isAtWork() || document.hidden) return
  const answer = await ask()
  if (!answer || answer.status !== 200) return
  const { version } = await answer.json()
  if (version > Number(form.elements.seen.value) && !isAtWork()) window.location.replace(window.location.href)
}

// Asks for the version of the page; gives nothing where no answer comes.
function ask () {
  return fetch(window.location.href, {
    method: 'POST',
    body: new URLSearchParams({ csrfmiddlewaretoken: form.elements.csrfmiddlewaretoken.value, draft: 'look' }),
    headers: { 'X-Draft': '1' },
    signal: AbortSignal.timeout?.(LONGEST_WAIT)
  }).catch(() => null)
}

// Lets a press out once the server answers. Until then the page stays, and says so.
async function hold (button) {
  pressed = button
  if (isHeld) return
  isHeld = true
  while (!await ask()) {
    tell(words.held)
    status.scrollIntoView({ block: 'center' })
    await pause(AGAIN)
  }
  isHeld = false
  goesOut = true
  form.requestSubmit(pressed)
  goesOut = false
}

// While the form is on its way, the page must not be loaded again: that would take the place of the page that comes.
function isAtWork () {
  return busy || sent || unsaved || typed
}

async function work () {
  if (busy) return
  busy = true
  while (queue.length) {
    await queue[0].send()
    queue.shift()
  }
  busy = false
  if (held) {
    const button = held
    held = null
    form.requestSubmit(button)
  }
}

function sendChosen () {
  const chosen = [...input.files]
  if (!chosen.length) return
  input.value = ''
  input.dispatchEvent(new Event('change'))
  arriving.hidden = false
  for (const file of chosen) queue.push(new Arrival(file))
  work()
}

input.addEventListener('change', sendChosen)

form.addEventListener('input', event => {
  if (files.contains(event.target)) noteTyped()
})
window.addEventListener('beforeunload', askFirst)
window.addEventListener('pagehide', leave)
window.addEventListener('online', keepTyped)
window.addEventListener('pageshow', () => { sent = false; setTimeout(look, 1500) })
document.addEventListener('visibilitychange', () => { if (document.hidden) leave() })

form.addEventListener('change', event => {
  if (files.contains(event.target)) saveTyped()
})

form.addEventListener('submit', event => {
  const button = event.submitter
  if (button && files.contains(button)) {
    event.preventDefault()
    save(button.name, button.value).then(page => page ? replaceFiles(page) : tell(words.unsaved))
  } else if (busy) {
    event.preventDefault()
    held = button
    tell(words.hold)
  } else if (unsaved) { // what is being saved changes the version that this form has to name
    event.preventDefault()
    saving.then(() => form.requestSubmit(button))
  } else if (!goesOut && 'timeout' in AbortSignal && (typed !== kept || !navigator.onLine)) {
    event.preventDefault()
    hold(button)
  } else {
    kept = typed // the button saves it
    sent = true
  }
})

document.getElementById('add_files').hidden = true
sendChosen() // somebody may have chosen files before this script came
