// Keeps what is typed on a step, or on a page of a report: ten seconds after it was typed, and when the page is left. The page works without it.
const EVERY = 10000
// The most characters that a browser still sends after the page is closed (fetch, keepalive).
const MOST_AFTER_THE_PAGE = 60000
const form = document.querySelector('form[data-draft]')
const status = form && form.querySelector('[data-draft-status]')
const version = form && (form.elements.namedItem('draft_version') || form.elements.namedItem('seen'))
let changes = 0
let kept = 0
let due = null
let busy = false
let over = false
let savedFor = null

if (form) {
  form.addEventListener('input', noteChange)
  form.addEventListener('change', noteChange)
  form.addEventListener('submit', () => { over = true })
  document.addEventListener('submit', saveFirst)
  window.addEventListener('beforeunload', leave)
  window.addEventListener('pagehide', leave)
  document.addEventListener('visibilitychange', () => document.hidden ? leave() : look())
  window.addEventListener('pageshow', () => { over = false; setTimeout(look, 1500) })
  if (form.dataset.draft === 'together') setInterval(look, EVERY)
  if ('unsaved' in form.dataset) noteChange()
}

function noteChange () {
  changes += 1
  if (due === null) due = setTimeout(save, EVERY)
}

function leave () {
  save({ keepalive: true })
}

// Saves before another form of the page goes out: "Sign out" ends the session in which what was typed last can be saved.
async function saveFirst (event) {
  if (event.target === form || event.target === savedFor || kept === changes) return
  event.preventDefault()
  savedFor = event.target
  await save()
  savedFor.requestSubmit(event.submitter)
}

async function save ({ keepalive = false } = {}) {
  clearTimeout(due)
  due = null
  if (over || busy || kept === changes || form.dataset.signedOut) return
  const upTo = changes
  busy = true
  const answer = await send('keep', keepalive)
  busy = false
  if (answer.status === 200 && answer.body) {
    kept = upTo
    version.value = answer.body.version
    tell(status.dataset.saved.replace('TIME', new Date().toLocaleTimeString(document.documentElement.lang, { hour: '2-digit', minute: '2-digit' })))
  } else if (answer.status === 409 && answer.body) {
    over = true
    tell([answer.body?.typing, status.dataset.changed].filter(Boolean).join(' '))
  } else if (answer.status === 403 && answer.body) {
    over = true
    tell(answer.body.kept ? status.dataset.signedOut : status.dataset.onPage)
  } else {
    tell(status.dataset.failed)
  }
  if (!over && kept !== changes && due === null) due = setTimeout(save, EVERY)
}

// Asks who else is typing, and shows what this browser saved when it left the page a moment ago. Keeps what is typed here.
async function look () {
  if (over || busy || document.hidden || changes !== kept) return
  const answer = await send('look', false)
  if (answer.status !== 200 || !answer.body || over || busy || changes !== kept) return
  if (answer.body.typing) return tell(answer.body.typing)
  if (answer.body.version <= Number(version.value)) return
  if (changes === 0 && answer.body.own) window.location.replace(window.location.href)
  else tell(status.dataset.newer)
}

async function send (asked, keepalive) {
  const body = new URLSearchParams()
  for (const [name, value] of new FormData(form)) if (typeof value === 'string') body.append(name, value)
  body.set('draft', asked)
  const sent = body.toString()
  const headers = { 'X-Draft': '1', 'Content-Type': 'application/x-www-form-urlencoded' }
  const after = keepalive && sent.length < MOST_AFTER_THE_PAGE
  try {
    const answer = await fetch(form.getAttribute('action') || window.location.href, { method: 'POST', body: sent, headers, keepalive: after })
    const isJson = (answer.headers.get('Content-Type') || '').startsWith('application/json')
    return { status: answer.status, body: isJson ? await answer.json() : null }
  } catch {
    return { status: 0, body: null }
  }
}

function tell (text) {
  if (status.textContent !== text) status.textContent = text
}
